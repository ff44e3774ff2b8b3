// What the user said of a photo stays with its picture when another program writes into the file, and from version to version.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { openCaptions } from '../../electron/engine/captions/kept-captions.ts';
import { openCarryOver } from '../../electron/engine/cache/carry-over.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openPeople } from '../../electron/engine/cache/people.ts';
import { cameraJpeg } from '../fixtures/camera-jpeg.ts';
import { captioned } from '../fixtures/described.ts';
import { zeroedMiddle } from '../fixtures/damage.ts';
import { podium } from '../fixtures/command-line.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { samplePhoto, variedPhoto } from '../fixtures/match-folder.ts';

describe('a photo is its picture', () => {
  const own = engineForEach();
  const photo = () => join(own.photos, 'DSC_1.jpg');

  const look = async () => {
    const sync = await own.sync();
    return { sync, analysis: await own.analyse() };
  };
  const decided = async () => {
    const { pick, stars, label } = await own.engine.call('decision.read', own.input());
    return { pick: [...pick], stars: [...stars], label: [...label] };
  };
  const named = async () => {
    const { groups } = await own.engine.call('person.groups', own.input());
    return groups.flatMap(({ name }) => name ?? []);
  };
  /** Five stars, a pick, a label, and a name for the first face. */
  const sayEverything = async () => {
    const [id = NaN] = (await own.columns()).ids;
    await own.engine.call('decision.write', { changes: [{ id, pick: 1, stars: 5, label: 2 }] });
    await own.engine.call('person.name', { faces: [{ id, ordinal: 0 }], name: 'Anna' });
  };
  const everything = { pick: [1], stars: [5], label: [2] };

  it('keeps stars, pick, label and name when another program writes a caption into it', async () => {
    copyFileSync(samplePhoto(1), photo());
    await look();
    await sayEverything();
    assert.deepEqual(await named(), ['Anna']);
    const plain = readFileSync(photo());
    for (const caption of ['first', 'second, longer']) {
      writeFileSync(photo(), captioned(plain, caption, null));
      assert.equal((await look()).sync.changed, 1);
      assert.deepEqual(await decided(), everything);
      assert.deepEqual(await named(), ['Anna']);
    }
    renameSync(photo(), join(own.photos, 'renamed too.jpg'));
    await look();
    assert.deepEqual(await decided(), everything);
    await own.restart();
    const args = ['rank', own.photos, '--json', '--data', own.data];
    const { stdout, stderr } = await podium(args);
    const { photos } = JSON.parse(stdout) as { photos: { stars: number; decision: string }[] };
    assert.deepEqual([photos[0]?.stars, photos[0]?.decision], [5, 'pick'], stderr);
  });

  it('keeps nothing of it for another picture of the same name', async () => {
    copyFileSync(samplePhoto(1), photo());
    await look();
    await sayEverything();
    writeFileSync(photo(), await variedPhoto(4));
    await look();
    assert.deepEqual(await decided(), { pick: [0], stars: [0], label: [0] });
    assert.deepEqual(await named(), []);
  });

  it('keeps what an earlier version knew by the hash of the file, and reads each file once for it', async () => {
    copyFileSync(samplePhoto(1), photo());
    await look();
    await sayEverything();
    await own.restart(() => {
      backToEarlierVersion(own.data);
    });
    assert.deepEqual(await decided(), everything, 'before anything is read');
    const { analysis, sync } = await look();
    assert.deepEqual([sync.unchanged, analysis.filesRead, analysis.decoded], [1, 1, 0]);
    assert.deepEqual(await decided(), everything);
    assert.deepEqual(await named(), ['Anna']);
    writeFileSync(photo(), captioned(readFileSync(photo()), 'by another program', null));
    await look();
    assert.deepEqual(await decided(), everything);
    assert.deepEqual(await named(), ['Anna']);
    assert.equal((await look()).analysis.filesRead, 0);
  });

  it('decides about a photo that only an earlier version has read', async () => {
    copyFileSync(samplePhoto(1), photo());
    await look();
    await sayEverything();
    await own.restart(() => {
      backToEarlierVersion(own.data);
    });
    const [id = NaN] = (await own.columns()).ids;
    const { before } = await own.engine.call('decision.write', { changes: [{ id, stars: 2 }] });
    assert.deepEqual(before, [{ id, stars: 5 }]);
    await look();
    assert.deepEqual(await decided(), { ...everything, stars: [2] });
  });

  it('is one photo with a copy that lost its metadata, and two with one that says another time', async () => {
    const bare = await variedPhoto(2);
    const dated = (taken: string) => cameraJpeg({ photo: bare, taken });
    const noon = await dated('2026:05:31 12:00:00');
    writeFileSync(photo(), noon);
    // The same coded picture without a word about it.
    const exifEnds = 4 + noon.readUInt16BE(4);
    const plain = Buffer.concat([noon.subarray(0, 2), noon.subarray(exifEnds)]);
    writeFileSync(join(own.photos, 'plain.jpg'), plain);
    await look();
    const { count, copies } = await own.columns();
    assert.deepEqual([count, copies.get(0)], [1, [join(own.photos, 'plain.jpg')]]);
    writeFileSync(join(own.photos, 'earlier.jpg'), await dated('2026:05:31 11:00:00'));
    await look();
    const { ids } = await own.columns();
    assert.equal(ids.length, 2);
    const [id = NaN] = ids;
    await own.engine.call('decision.write', { changes: [{ id, stars: 3 }] });
    assert.deepEqual((await decided()).stars, [3, 3], 'what is said of a picture is said of both');
  });

  it('sees a file that was put in its place with the same size and date', async () => {
    const whole = await variedPhoto(3);
    const at = new Date('2026-05-31T15:00:02');
    const put = (bytes: Buffer) => {
      const next = join(own.photos, 'next');
      writeFileSync(next, bytes);
      utimesSync(next, at, at);
      renameSync(next, photo());
    };
    put(zeroedMiddle(whole));
    assert.equal((await look()).analysis.failed, 1);
    assert.equal((await look()).analysis.filesRead, 0, 'a failure is remembered');
    put(whole);
    const { sync, analysis } = await look();
    assert.deepEqual([sync.changed, analysis.failed, (await own.columns()).count], [1, 0, 1]);
    const spot = statSync(photo());
    const other = await variedPhoto(9);
    const length = Math.max(whole.length, other.length);
    const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
    put(padded(whole));
    await look();
    const { contents } = await own.columns();
    put(padded(other));
    assert.equal(statSync(photo()).mtimeMs, spot.mtimeMs);
    assert.equal((await look()).sync.changed, 1);
    assert.notDeepEqual((await own.columns()).contents, contents);
  });

  it('hashes what failed again where the disk keeps no time of change', async () => {
    const whole = await variedPhoto(3);
    writeFileSync(photo(), zeroedMiddle(whole));
    await look();
    writeFileSync(photo(), whole);
    // As FAT tells it: changed when it was modified, and that as before.
    const { mtimeMs, ctimeMs } = statSync(photo(), { bigint: true });
    const later = Number(mtimeMs) + 3_600_000;
    utimesSync(photo(), new Date(later), new Date(later));
    await own.restart(() => {
      inDatabase(own.data, 'cache.db', (cache) => {
        const { ctimeMs: now } = statSync(photo(), { bigint: true });
        assert.ok(now >= ctimeMs);
        cache.prepare('UPDATE files SET modified_ms = ?, changed_ms = ?').run(later, Number(now));
      });
    });
    const { sync, analysis } = await look();
    assert.deepEqual([sync.changed, analysis.failed], [1, 0]);
  });
});

describe('what earlier versions kept by the hash of a file', () => {
  it('is joined with what is known of the picture, and nothing said is lost', () => {
    const database = openDatabase(':memory:', decisionMigrations);
    const [picture, first, second] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte));
    assert.ok(picture && first && second);
    database
      .prepare('INSERT INTO decisions (sha256, pick, stars, label) VALUES (?, ?, ?, ?)')
      .run(first, 1, 4, 0);
    database.prepare('INSERT INTO decisions (sha256, stars, label) VALUES (?, 2, 3)').run(second);
    const captions = openCaptions(database);
    captions.write([
      { picture: first, edit: { headline: 'Goal', description: 'in the last minute' } },
      { picture, edit: { headline: 'The goal' } },
    ]);
    const people = openPeople(database);
    const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };
    const near = { ...box, x: 0.11 };
    const [mine, hers] = [Buffer.alloc(32, 8), Buffer.alloc(32, 9)];
    people.name([{ picture: second, box: near }], 'Anna');
    people.reject([{ picture: mine, box }], { picture: first, box }, true);
    people.reject([{ picture: hers, box }], { picture: second, box: near }, true);
    const carry = openCarryOver(database);
    for (const sha256 of [first, second, first]) carry.move(sha256, picture);
    const rows = database.prepare('SELECT sha256, pick, stars, label FROM decisions').all();
    assert.deepEqual(rows, [{ sha256: picture, pick: 1, stars: 4, label: 3 }]);
    assert.deepEqual(captions.of(picture), {
      description: 'in the last minute',
      headline: 'The goal',
    });
    assert.deepEqual(captions.of(first), {});
    const marked = people.marked();
    const [one, ...more] = marked.filter((face) => face.picture.equals(picture));
    assert.deepEqual([one?.name, more], ['Anna', []]);
    const others = people.rejections().map(([a, b]) => (a === one?.id ? b : a));
    const known = marked.filter(({ id }) => others.includes(id)).map((face) => face.picture);
    assert.deepEqual(known, [mine, hers]);
    database.close();
  });
});

function inDatabase(data: string, name: string, use: (database: Sqlite.Database) => void): void {
  const database = new Sqlite(join(data, name));
  try {
    use(database);
  } finally {
    database.close();
  }
}

/** Makes both databases what the version before pictures had: its schema, and everything under the hash of the file. */
function backToEarlierVersion(data: string): void {
  let keys: readonly { sha256: Buffer; picture: Buffer }[] = [];
  inDatabase(data, 'cache.db', (cache) => {
    keys = cache.prepare<[], { sha256: Buffer; picture: Buffer }>('SELECT * FROM contents').all();
    cache.exec(`
      DROP TABLE sidecars;
      DROP TABLE kept_known;
      DROP INDEX files_outgrown;
      DROP INDEX contents_beginning;
      ALTER TABLE files DROP COLUMN outgrown;
      ALTER TABLE contents DROP COLUMN beginning;
      ALTER TABLE contents DROP COLUMN beginning_bytes;
      DROP INDEX contents_picture;
      ALTER TABLE contents DROP COLUMN picture;
      ALTER TABLE files DROP COLUMN changed_ms;
      ALTER TABLE files DROP COLUMN pair_looked;
      ALTER TABLE files DROP COLUMN pair_taken_ms;
      ALTER TABLE files DROP COLUMN pair_likeness;
      PRAGMA user_version = 7;
    `);
  });
  inDatabase(data, 'decisions.db', (decisions) => {
    for (const table of ['decisions', 'faces'])
      for (const { sha256, picture } of keys) {
        const moved = decisions.prepare(`UPDATE ${table} SET sha256 = ? WHERE sha256 = ?`);
        assert.equal(moved.run(sha256, picture).changes, 1);
      }
  });
}
