import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { cacheMigrations } from '../../electron/engine/cache/migrations.ts';
import { openStageTables } from '../../electron/engine/cache/stage-tables.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('the cache database', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder();
  });
  after(() => {
    dropFolder(folder);
  });

  it('migrates an empty file to the newest version, once', () => {
    const file = join(folder, 'new.db');
    openDatabase(file, cacheMigrations).close();
    const database = openDatabase(file, cacheMigrations);
    assert.equal(database.pragma('user_version', { simple: true }), cacheMigrations.length);
    assert.equal(database.pragma('journal_mode', { simple: true }), 'wal');
    assert.equal(database.pragma('integrity_check', { simple: true }), 'ok');
    database.close();
  });

  it('step 1 makes strict tables', () => {
    const database = openDatabase(':memory:', cacheMigrations.slice(0, 1));
    assert.throws(
      () => database.exec(`INSERT INTO contents (sha256) VALUES ('text, not bytes')`),
      /cannot store TEXT/,
    );
    database.close();
  });

  it('step 2 keeps photos and what was measured, and has the faces searched again', () => {
    const file = join(folder, 'step-2.db');
    const before = openDatabase(file, cacheMigrations.slice(0, 1));
    before.exec(`
      INSERT INTO contents (id, sha256) VALUES (1, x'01');
      INSERT INTO analyses (content, stage, version) VALUES (1, 'pixels', 'v'), (1, 'faces', 'v')`);
    before.close();
    const database = openDatabase(file, cacheMigrations.slice(0, 2));
    const stages = database.prepare('SELECT stage FROM analyses').pluck().all();
    assert.deepEqual(stages, ['pixels']);
    assert.equal(database.prepare('SELECT count(*) FROM face_vectors').pluck().get(), 0);
    database.close();
  });

  it('step 4 tries again what failed, and never gives an id twice', () => {
    const file = join(folder, 'step-4.db');
    const before = openDatabase(file, cacheMigrations.slice(0, 3));
    before.exec(`
      INSERT INTO contents (id, sha256) VALUES (1, x'01'), (2, x'02');
      INSERT INTO files (id, path, size_bytes, modified_ms, kind, content, deaths, scanned)
        VALUES (1, '/a.jpg', 5, 1.5, 'jpeg', 1, 0, 1), (7, '/b.nef', 6, 2.5, 'nef', 2, 1, 0);
      INSERT INTO analyses (content, stage, version, problem)
        VALUES (1, 'photo', 'v', 'It is broken.'), (2, 'photo', 'v', NULL)`);
    before.close();
    const database = openDatabase(file, cacheMigrations.slice(0, 4));
    const analysed = database.prepare('SELECT content FROM analyses').pluck().all();
    assert.deepEqual(analysed, [2]);
    const kinds = database.prepare('SELECT kind FROM contents ORDER BY id').pluck().all();
    assert.deepEqual(kinds, ['jpeg', 'nef']);
    const rows = database.prepare('SELECT id, path, deaths, scanned FROM files').raw().all();
    assert.deepEqual(rows, [
      [1, '/a.jpg', 0, 1],
      [7, '/b.nef', 1, 0],
    ]);
    database.exec(`DELETE FROM files WHERE id = 7;
      INSERT INTO files (path, size_bytes, modified_ms) VALUES ('/c.jpg', 1, 1)`);
    assert.equal(database.prepare(`SELECT id FROM files WHERE path = '/c.jpg'`).pluck().get(), 8);
    assert.deepEqual(database.pragma('foreign_key_check'), []);
    database.close();
  });

  it('step 5 keeps embeddings and what was made of them, and drops both with the photo', () => {
    const database = openDatabase(':memory:', cacheMigrations.slice(0, 5));
    database.exec(`
      INSERT INTO contents (id, sha256) VALUES (1, x'01');
      INSERT INTO clip_vectors (content, space, embedding) VALUES (1, 'clip', x'00');
      INSERT INTO derived_scores (content, name, version, value) VALUES (1, 'a', 'v', 0.5);
      DELETE FROM contents`);
    for (const table of ['clip_vectors', 'derived_scores'])
      assert.equal(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), 0);
    database.close();
  });

  it('step 6 keeps what each model told of a photo, and drops it with the photo', () => {
    const database = openDatabase(':memory:', cacheMigrations.slice(0, 6));
    database.exec(`
      INSERT INTO contents (id, sha256) VALUES (1, x'01');
      INSERT INTO sports (content, model, version, best, confidence, probabilities)
        VALUES (1, 'clip', 'v', 0, 0.5, x'00'), (1, 'own', 'v', 1, 0.5, x'00');
      DELETE FROM contents`);
    assert.equal(database.prepare('SELECT count(*) FROM sports').pluck().get(), 0);
    database.close();
  });

  it('step 12 takes the length of what was read from the scan, and keeps no content that a file names', () => {
    const file = join(folder, 'step-12.db');
    const before = openDatabase(file, cacheMigrations.slice(0, 11));
    before.exec(`
      INSERT INTO contents (id, sha256, picture) VALUES (1, x'01', x'11'), (2, x'02', NULL);
      INSERT INTO files (path, size_bytes, modified_ms, content) VALUES ('/a.jpg', 5, 1, 1)`);
    before.close();
    const database = openDatabase(file, cacheMigrations.slice(0, 12));
    const lengths = database
      .prepare('SELECT beginning_bytes, beginning FROM contents ORDER BY id')
      .raw()
      .all();
    assert.deepEqual(lengths, [
      [5, null],
      [null, null],
    ]);
    database.exec('UPDATE files SET content = NULL, outgrown = 1');
    assert.throws(() => database.exec('DELETE FROM contents WHERE id = 1'), /FOREIGN KEY/);
    database.close();
  });

  it('step 13 keeps how often decisions.db had changed', () => {
    const database = openDatabase(':memory:', cacheMigrations.slice(0, 12));
    database.exec('INSERT INTO kept_known (id, photos, people, changes) VALUES (1, 2, 3, 4)');
    cacheMigrations[12]?.(database);
    assert.deepEqual(database.prepare('SELECT * FROM kept_known').all(), [{ id: 1, changes: 4 }]);
    database.close();
  });

  it('step 7 lets stages bring their tables along, each step once', () => {
    const file = join(folder, 'step-7.db');
    const before = openDatabase(file, cacheMigrations.slice(0, 6));
    before.exec(`
      INSERT INTO contents (id, sha256) VALUES (1, x'01');
      INSERT INTO analyses (content, stage, version) VALUES (1, 'pixels', 'v')`);
    before.close();
    const database = openDatabase(file, cacheMigrations.slice(0, 7));
    const made = [
      'CREATE TABLE balls (content INTEGER PRIMARY KEY REFERENCES contents (id)) STRICT',
      'ALTER TABLE balls ADD COLUMN size REAL',
    ];
    openStageTables(database, [{ name: 'balls', tables: made.slice(0, 1) }]);
    database.exec('INSERT INTO balls (content) VALUES (1)');
    for (let time = 0; time < 2; time++)
      openStageTables(database, [{ name: 'balls', tables: made }]);
    assert.deepEqual(database.prepare('SELECT content, size FROM balls').raw().all(), [[1, null]]);
    assert.deepEqual(database.prepare('SELECT stage FROM analyses').pluck().all(), ['pixels']);
    assert.throws(
      () => {
        openStageTables(database, [{ name: 'balls', tables: made.slice(0, 1) }]);
      },
      sentence(/newer version of Podium \(balls 2, this one knows 1\)/),
    );
    database.close();
  });

  it('takes a half-done step of a stage back', () => {
    const database = openDatabase(':memory:', cacheMigrations);
    const broken = ['CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER) STRICT'];
    assert.throws(() => {
      openStageTables(database, [{ name: 'half', tables: broken }]);
    }, /already exists/);
    assert.throws(() => database.exec('SELECT * FROM half'), /no such table/);
    openStageTables(database, [
      { name: 'half', tables: ['CREATE TABLE half (id INTEGER) STRICT'] },
    ]);
    database.close();
  });

  it('can be opened for the first time by many at once', async () => {
    for (let round = 0; round < 3; round++) {
      const gate = new Int32Array(new SharedArrayBuffer(4));
      const openings = Array.from({ length: 6 }, () =>
        openInThread({ gate, file: join(folder, `first-${round}.db`) }),
      );
      assert.deepEqual(
        await Promise.all(openings),
        openings.map(() => 'opened'),
      );
    }
  });

  it('waits for whoever makes the tables of a new file: SQLite itself would not, to change the journal', async () => {
    const file = join(folder, 'read.db');
    const first = new Sqlite(file);
    first.exec('BEGIN IMMEDIATE');
    const gate = new Int32Array(new SharedArrayBuffer(4));
    Atomics.store(gate, 0, 5); // it need not wait for others
    const opening = openInThread({ gate, file });
    const early = new Promise<string>((resolve) => setTimeout(resolve, 1000, 'still waiting'));
    assert.equal(await Promise.race([opening, early]), 'still waiting');
    first.close();
    assert.equal(await opening, 'opened');
  });

  it('takes a half-done step back', () => {
    const file = join(folder, 'failing.db');
    const failing = [
      ...cacheMigrations,
      (database: ReturnType<typeof openDatabase>) => {
        database.exec('CREATE TABLE half (id INTEGER) STRICT');
        throw new Error('no space');
      },
    ];
    assert.throws(() => openDatabase(file, failing), /no space/);
    const database = openDatabase(file, cacheMigrations);
    assert.throws(() => database.exec('SELECT * FROM half'), /no such table/);
    database.close();
  });

  it('refuses a database from the future and leaves it alone', () => {
    const file = join(folder, 'future.db');
    const database = openDatabase(file, cacheMigrations);
    database.pragma('user_version = 99');
    database.close();
    for (let attempt = 0; attempt < 2; attempt++)
      assert.throws(() => openDatabase(file, cacheMigrations), sentence(/newer version of Podium/));
  });

  it('says when a file is no database', () => {
    const file = join(folder, 'text.db');
    writeFileSync(
      file,
      'this is not a database, but long enough to be read as a header'.repeat(40),
    );
    assert.throws(() => openDatabase(file, cacheMigrations), sentence(/damaged/));
  });

  it('says when the folder cannot be written to', () => {
    const missing = join(folder, 'missing', 'cache.db');
    assert.throws(() => openDatabase(missing, cacheMigrations), /directory does not exist/);
  });
});

function sentence(pattern: RegExp) {
  return (error: unknown) => error instanceof EngineError && pattern.test(error.message);
}

/** Opens a database in a thread once all six are there; resolves with 'opened' or the error's message. */
function openInThread(workerData: { gate: Int32Array; file: string }): Promise<string> {
  const from = (path: string) =>
    new URL(`../../electron/engine/cache/${path}`, import.meta.url).href;
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    import { openDatabase } from '${from('database.ts')}';
    import { cacheMigrations } from '${from('migrations.ts')}';
    const { gate, file } = workerData;
    if (Atomics.add(gate, 0, 1) === 5) Atomics.notify(gate, 0);
    for (let n = Atomics.load(gate, 0); n < 6; n = Atomics.load(gate, 0)) Atomics.wait(gate, 0, n);
    try {
      openDatabase(file, cacheMigrations).close();
      parentPort.postMessage('opened');
    } catch (error) {
      parentPort.postMessage(error.message);
    }`;
  return new Promise((resolve, reject) => {
    const source = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
    const thread = new Worker(source, { workerData });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}
