// Locks as files: renewed while they are held, and given back only by the one whose they are.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { changing, takeLock } from '../../models/lock.ts';
import { readJson } from '../../models/small-files.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-lock-'));
});
after(() => rm(root, { recursive: true }));

describe('a lock', () => {
  it('is one caller’s until it is released', async () => {
    const path = join(root, 'one.lock');
    const first = await takeLock(path);
    assert.equal(await takeLock(path), null);
    await first?.release();
    const second = await takeLock(path);
    assert.ok(second);
    await first?.release();
    assert.equal(await takeLock(path), null, 'the first one has no say any more');
    await second.release();
  });

  it('is never two callers’, however many want it at once', async () => {
    const path = join(root, 'many.json');
    let inside = 0;
    const one = () =>
      changing(path, async (write) => {
        assert.equal(++inside, 1);
        const count = (await readJson(path)) ?? 0;
        await write(Number(count) + 1);
        inside--;
      });
    await Promise.all(Array.from({ length: 25 }, one));
    assert.equal(await readJson(path), 25);
  });

  it('is renewed while nothing of the work gets on', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const path = join(root, 'renewed.lock');
      const lock = await takeLock(path);
      const old = new Date(Date.now() - 60_000);
      await utimes(path, old, old);
      mock.timers.tick(5000);
      while ((await stat(path)).mtimeMs < Date.now() - 30_000) await turn();
      await lock?.release();
    } finally {
      mock.timers.reset();
    }
  });

  it('that a full disk has no room for is in nobody’s way', { skip: noSmallDisk }, async () => {
    const disk = mountSmallDisk();
    try {
      const filler = join(disk.path, 'filler');
      const path = join(disk.path, 'full.lock');
      await assert.rejects(writeFile(filler, Buffer.alloc(4 << 20)), { code: 'ENOSPC' });
      await assert.rejects(takeLock(path), { code: 'ENOSPC' });
      await rm(filler);
      const lock = await takeLock(path);
      assert.ok(lock);
      await lock.release();
    } finally {
      disk.remove();
    }
  });

  it('that is somebody else’s by now is told, and left alone', async () => {
    const path = join(root, 'lost.lock');
    const lock = await takeLock(path);
    await lock?.stillHeld();
    const theirs = JSON.stringify({ pid: process.pid, host: 'elsewhere', id: 'theirs' });
    await writeFile(path, theirs);
    await assert.rejects(async () => lock?.stillHeld(), { code: 'unreadable' });
    await lock?.release();
    assert.equal(await readFile(path, 'utf8'), theirs);
  });
});
