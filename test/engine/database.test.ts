import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { cacheMigrations } from '../../electron/engine/cache/migrations.ts';
import { EngineError } from '../../shared/rpc.ts';
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
