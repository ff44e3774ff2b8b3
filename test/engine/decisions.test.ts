// Decisions about photos: what the database keeps, and that no rename, no move and no fresh cache loses them.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openDecisions, type PictureChange } from '../../electron/engine/cache/decisions.ts';
import { isError } from '../fixtures/engine-error.ts';
import { deleteCache, engineForEach } from '../fixtures/engine-in-test.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const contents = Uint8Array.from({ length: 32 * 6 }, (_, i) => 1 + Math.floor(i / 32));
const sha256 = (photo: number) => Buffer.from(contents.subarray(32 * photo, 32 * photo + 32));
const optional = (min: number, max: number) =>
  fc.option(fc.integer({ min, max }), { nil: undefined });

const change = fc
  .record({
    photo: fc.integer({ min: 0, max: 5 }),
    pick: optional(-1, 1),
    stars: optional(0, 5),
    label: optional(0, 5),
  })
  .map(({ photo, pick, stars, label }): PictureChange => ({
    picture: sha256(photo),
    ...(pick !== undefined && { pick }),
    ...(stars !== undefined && { stars }),
    ...(label !== undefined && { label }),
  }));

describe('the decisions database', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    dropFolder(folder);
  });
  const open = () => openDatabase(join(folder, 'decisions.db'), decisionMigrations, 'kept');

  it('step 1 keeps decisions, people, faces, presets and folders in checked tables', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 1), 'kept');
    const decide = database.prepare('INSERT INTO decisions (sha256, stars) VALUES (?, ?)');
    decide.run(Buffer.alloc(32, 1), 5);
    assert.throws(() => decide.run(Buffer.alloc(32, 2), 6), /CHECK/);
    assert.throws(() => decide.run(Buffer.alloc(5), 5), /CHECK/);
    for (const table of ['people', 'faces', 'rejections', 'presets', 'opened_folders'])
      assert.equal(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), 0);
    database.close();
  });

  it('step 3 keeps master vectors, one of a name', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 3), 'kept');
    const keep = database.prepare(
      'INSERT INTO vectors (name, positive, negative) VALUES (?, ?, ?)',
    );
    keep.run('mine', '["good"]', '["bad"]');
    assert.throws(() => keep.run('mine', '[]', '[]'), /UNIQUE/);
    database.close();
  });

  it('step 8 keeps what was exchanged with other programs, and counts what differs', () => {
    const whole = openDatabase(':memory:', decisionMigrations.slice(0, 8), 'kept');
    const changed = () =>
      whole.prepare(`SELECT number FROM revisions WHERE area = 'exchange'`).pluck().get();
    assert.equal(changed(), 0);
    const differ = whole.prepare(
      `INSERT INTO conflicts (path, field, sha256, ours, theirs, kept, at_ms) VALUES ('a', 'stars', ?, '1', '2', ?, 0)`,
    );
    differ.run(sha256(0), 'ours');
    assert.equal(changed(), 1);
    assert.throws(() => differ.run(sha256(0), 'nobody'), /CHECK/);
    const seen = whole.prepare(
      'INSERT INTO exchanged (path, sha256, seen, decided) VALUES (?, ?, ?, 0)',
    );
    assert.throws(() => seen.run('a', sha256(0), 'no JSON'), /CHECK/);
    whole.close();
  });

  it('step 10 keeps what is sent, and forgets its files with it', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 10), 'kept');
    const add = database.prepare(
      'INSERT INTO deliveries (destination, title, state) VALUES (?, ?, ?)',
    );
    assert.throws(() => add.run('Club', 'album', 'lost'), /CHECK/);
    const { lastInsertRowid: id } = add.run('Club', 'album', 'waiting');
    database
      .prepare(`INSERT INTO delivery_files VALUES (?, '/a.jpg', 'a.jpg', 3, 'waiting', NULL, NULL)`)
      .run(id);
    database.prepare('DELETE FROM deliveries WHERE id = ?').run(id);
    assert.equal(database.prepare('SELECT count(*) FROM delivery_files').pluck().get(), 0);
    for (const table of ['destinations', 'trusted_servers', 'delivered'])
      assert.equal(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), 0);
    database.close();
  });

  it('step 11 names each database of its own, in which no commit is counted yet', () => {
    const series = [0, 1].map(() => {
      const database = openDatabase(':memory:', decisionMigrations.slice(0, 11), 'kept');
      const row = database.prepare('SELECT series, number FROM logged').raw().get() as unknown[];
      assert.equal(row[1], 0);
      database.close();
      return row[0];
    });
    assert.match(String(series[0]), /^[0-9a-f]{32}$/);
    assert.notEqual(series[0], series[1]);
  });

  it('is refused when a newer Podium made it, and left alone', () => {
    const database = open();
    openDecisions(database).write([{ picture: sha256(0), stars: 4 }]);
    database.pragma('user_version = 99');
    database.close();
    assert.throws(open, isError('bad-input', /decisions\.db was made by a newer version/));
    const again = openDatabase(
      join(folder, 'decisions.db'),
      Array(99).fill(() => undefined),
    );
    assert.equal(openDecisions(again).read(contents).stars[0], 4);
    again.close();
  });

  it('undoes any series of changes by writing back what each one returned', () => {
    const batches = fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 8 });
    fc.assert(
      fc.property(batches, batches, (earlier, series) => {
        const database = openDatabase(':memory:', decisionMigrations);
        const decisions = openDecisions(database);
        for (const changes of earlier) decisions.write(changes);
        const states = [decisions.read(contents)];
        const undo = series.map((changes) => {
          const before = decisions.write(changes);
          states.push(decisions.read(contents));
          return before;
        });
        for (const [i, before] of [...undo.entries()].reverse()) {
          assert.deepEqual(decisions.read(contents), states[i + 1]);
          const redo = decisions.write(before);
          assert.deepEqual(decisions.read(contents), states[i]);
          decisions.write(redo);
          assert.deepEqual(decisions.read(contents), states[i + 1], 'redo is the undo of undo');
          decisions.write(before);
        }
        database.close();
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the last of several changes to one photo, and what a change does not name', () => {
    const database = openDatabase(':memory:', decisionMigrations);
    const decisions = openDecisions(database);
    decisions.write([{ picture: sha256(2), pick: 1, stars: 2 }]);
    const before = decisions.write([
      { picture: sha256(2), stars: 4 },
      { picture: sha256(2), stars: 5, label: 3 },
    ]);
    assert.deepEqual(before, [{ picture: sha256(2), stars: 2, label: 0 }]);
    const { pick, stars, label } = decisions.read(contents);
    assert.deepEqual([pick[2], stars[2], label[2]], [1, 5, 3]);
    assert.deepEqual([pick[1], stars[1], label[1]], [0, 0, 0]);
    database.close();
  });

  it('writes all changes or none', () => {
    const database = openDatabase(':memory:', decisionMigrations);
    const decisions = openDecisions(database);
    const broken = [
      { picture: sha256(0), stars: 3 },
      { picture: sha256(1), stars: 9 },
    ];
    assert.throws(() => decisions.write(broken), /CHECK/);
    assert.deepEqual([...decisions.read(contents).stars], [0, 0, 0, 0, 0, 0]);
    database.close();
  });
});

describe('decisions about photos', () => {
  const own = engineForEach();

  /** Stars by path, as columns and decisions give them together. */
  const stars = async () => {
    await own.sync();
    const { paths } = await own.columns();
    const decided = await own.engine.call('decision.read', own.input());
    return Object.fromEntries(paths.map((path, photo) => [path, decided.stars[photo]]));
  };
  const rate = async (path: string, value: number) => {
    const { ids, paths } = await own.columns();
    const id = ids[paths.indexOf(path)] ?? NaN;
    return own.engine.call('decision.write', { changes: [{ id, stars: value }] });
  };

  it('can be made before a photo is analysed, and outlive analysis', async () => {
    const [first = '', second = ''] = await fillFolder(own.photos, 3);
    await stars();
    const { before } = await rate(second, 5);
    assert.equal(before[0]?.stars, 0);
    await rate(first, 2);
    const decided = { [first]: 2, [second]: 5, [join(own.photos, 'DSC_0003.jpg')]: 0 };
    assert.deepEqual(await stars(), decided);
    await own.analyse();
    assert.deepEqual(await stars(), decided);
    await own.engine.call('decision.write', { changes: before });
    assert.equal((await stars())[second], 0, 'undone');
  });

  it('stay with a photo that is renamed or moved', async () => {
    const [first = '', second = ''] = await fillFolder(own.photos, 2);
    await stars();
    await rate(first, 4);
    await rate(second, 1);
    const renamed = join(own.photos, 'ball in the air.jpg');
    const moved = join(own.photos, 'best', 'DSC_0002.jpg');
    mkdirSync(join(own.photos, 'best'));
    renameSync(first, renamed);
    renameSync(second, moved);
    await own.sync();
    await own.analyse();
    assert.deepEqual(await stars(), { [renamed]: 4, [moved]: 1 });
  });

  it('are all there after cache.db was deleted', async () => {
    const [first = '', second = ''] = await fillFolder(own.photos, 2);
    await stars();
    await rate(first, 3);
    const preset = { name: 'Finals', weights: { sharpness: 0.8, smile: 0.2 } };
    await own.engine.call('preset.save', preset);
    await own.engine.call('library.opened', own.input());
    await own.restart(() => {
      deleteCache(own.data);
    });
    await own.sync();
    await own.analyse();
    assert.deepEqual(await stars(), { [first]: 3, [second]: 0 });
    assert.deepEqual(await own.engine.call('preset.list', {}), { presets: [preset] });
    const { folders } = await own.engine.call('library.recent', {});
    assert.deepEqual(
      folders.map(({ path }) => path),
      [own.photos],
    );
  });

  it('belong to all copies of a photo', async () => {
    const [first = ''] = await fillFolder(own.photos, 1);
    const copy = join(own.photos, 'copy.jpg');
    copyFileSync(first, copy);
    await stars();
    await rate(copy, 5);
    await own.analyse();
    assert.deepEqual(await stars(), { [first]: 5 }, 'one photo now');
  });

  it('are refused for a photo that is not there, none of the others written', async () => {
    const [first = ''] = await fillFolder(own.photos, 1);
    await stars();
    const { ids } = await own.columns();
    const changes = [
      { id: ids[0] ?? NaN, stars: 5 },
      { id: 123_456, stars: 5 },
    ];
    await assert.rejects(
      own.engine.call('decision.write', { changes }),
      isError('not-found', /no longer in the folder/),
    );
    assert.deepEqual(await stars(), { [first]: 0 });
    const nonsense = { changes: [{ id: ids[0] ?? NaN, stars: 6 }] };
    await assert.rejects(
      own.engine.call('decision.write', nonsense),
      isError('bad-input', /stars/),
    );
  });
});
