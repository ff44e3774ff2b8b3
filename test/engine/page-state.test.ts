// How the page was left, kept beside the decisions.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { isError } from '../fixtures/engine-error.ts';
import { deleteCache, engineForEach } from '../fixtures/engine-in-test.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('how the page was left', () => {
  const own = engineForEach();
  const read = async (name: string) => (await own.engine.call('page.read', { name })).value;
  const write = (name: string, value: object) => own.engine.call('page.write', { name, value });

  it('is kept by name, replaced by the same name, and nothing before', async () => {
    assert.equal(await read('page'), null);
    await write('page', { tilePx: 190, keys: { set: 'lightroom', changes: {} } });
    await write('folders:/a\n/b', { weights: { sharpness: 0.5 }, selected: null });
    await write('page', { tilePx: 240 });
    assert.deepEqual(await read('page'), { tilePx: 240 });
    assert.deepEqual(await read('folders:/a\n/b'), { weights: { sharpness: 0.5 }, selected: null });
  });

  it('outlives the cache and the engine', async () => {
    await write('page', { peopleOpen: false });
    await own.restart(() => {
      deleteCache(own.data);
    });
    assert.deepEqual(await read('page'), { peopleOpen: false });
  });

  it('is refused when it is no object of plain values, or too large', async () => {
    await assert.rejects(write('page', [1, 2]), isError('bad-input', /plain values/));
    await assert.rejects(write('page', { when: new Map() }), isError('bad-input', /plain values/));
    await assert.rejects(write('', {}), isError('bad-input', /name/));
    await assert.rejects(
      write('page', { text: 'x'.repeat(65_536) }),
      isError('bad-input', /64 KiB/),
    );
    await write('page', { text: 'x'.repeat(65_000) });
  });
});

describe('step 2 of the decisions', () => {
  it('keeps what was decided, and makes room for how the page was left', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'decisions.db');
    const before = openDatabase(file, decisionMigrations.slice(0, 1), 'kept');
    before.prepare('INSERT INTO decisions (sha256, stars) VALUES (?, 4)').run(Buffer.alloc(32, 1));
    before.close();
    const database = openDatabase(file, decisionMigrations.slice(0, 2), 'kept');
    assert.equal(database.prepare('SELECT stars FROM decisions').pluck().get(), 4);
    const keep = database.prepare('INSERT INTO page_state (name, value) VALUES (?, ?)');
    keep.run('page', '{}');
    assert.throws(() => keep.run('other', 'not JSON'), /CHECK/);
    assert.throws(() => keep.run('large', JSON.stringify('x'.repeat(65_536))), /CHECK/);
    database.close();
    dropFolder(folder);
  });
});
