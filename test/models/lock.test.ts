// Locks of the model folder: one holder at a time, whoever waits is told, and the kernel frees what a dead process held.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { changing, takeLock } from '../../models/lock.ts';
import { holdElsewhere } from '../fixtures/lock-holder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-lock-'));
});
after(() => rm(root, { recursive: true }));

describe('a lock', () => {
  it('is one caller’s until it is released', () => {
    const first = takeLock(root, 'one');
    assert.ok(first);
    assert.equal(takeLock(root, 'one'), null);
    first.release();
    const second = takeLock(root, 'one');
    assert.ok(second);
    first.release();
    assert.equal(takeLock(root, 'one'), null, 'the first one has no say any more');
    second.release();
  });

  it('that is shared is many callers’, and in the way of who wants it alone', () => {
    const shared = [1, 2].map(() => takeLock(root, 'shared', { shared: true }));
    assert.ok(shared.every((held) => held !== null));
    assert.equal(takeLock(root, 'shared'), null);
    shared[0]?.release();
    assert.equal(takeLock(root, 'shared'), null);
    shared[1]?.release();
    const alone = takeLock(root, 'shared');
    assert.ok(alone);
    assert.equal(takeLock(root, 'shared', { shared: true }), null);
    alone.release();
  });

  it('is never two callers’, however many want it at once', async () => {
    const path = join(root, 'count');
    await writeFile(path, '0');
    let inside = 0;
    const one = () =>
      changing(root, async () => {
        assert.equal(++inside, 1);
        await writeFile(path, String(Number(await readFile(path, 'utf8')) + 1));
        inside--;
      });
    await Promise.all(Array.from({ length: 25 }, one));
    assert.equal(await readFile(path, 'utf8'), '25');
  });

  for (const mode of ['alone', 'shared'] as const)
    it(`of another process (${mode}) is respected, and free once that is killed`, async () => {
      const holder = await holdElsewhere(root, `other-${mode}`, mode);
      assert.equal(takeLock(root, `other-${mode}`), null);
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      const lock = takeLock(root, `other-${mode}`);
      assert.ok(lock);
      lock.release();
    });

  it('needs no room: a full disk is in nobody’s way', { skip: noSmallDisk }, async () => {
    const disk = mountSmallDisk();
    try {
      const filler = join(disk.path, 'filler');
      await assert.rejects(writeFile(filler, Buffer.alloc(4 << 20)), { code: 'ENOSPC' });
      const lock = takeLock(disk.path, 'full');
      assert.ok(lock);
      assert.equal(takeLock(disk.path, 'full'), null);
      lock.release();
    } finally {
      disk.remove();
    }
  });

  it('says what is wrong where nothing can be locked', { skip: noSmallDisk }, () => {
    const disk = mountSmallDisk();
    try {
      takeLock(disk.path, 'known')?.release();
      disk.makeReadOnly();
      for (const name of ['known', 'new'])
        assert.throws(
          () => takeLock(disk.path, name),
          /cannot be locked \(.+\): the folder cannot be written, or its disk has no locks/,
        );
    } finally {
      disk.remove();
    }
  });
});

describe('who waits for a turn', () => {
  it('is told what is in the way when it does not come', async () => {
    const holder = await holdElsewhere(root, 'changes', 'alone');
    try {
      await assert.rejects(
        changing(root, () => Promise.resolve(), { patienceMs: 50 }),
        {
          code: 'unreadable',
          message: `Another Podium is changing the models in ${root} and does not come to an end. Close it, then try again.`,
        },
      );
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
  });

  it('may stop waiting, and has it as soon as the holder is killed', async () => {
    const holder = await holdElsewhere(root, 'changes', 'alone');
    const stop = new AbortController();
    const waiting = [
      changing(root, () => Promise.resolve('stopped'), { signal: stop.signal }),
      changing(root, () => Promise.resolve('mine')),
    ];
    stop.abort();
    await assert.rejects(waiting[0] ?? assert.fail(), { code: 'cancelled' });
    holder.kill('SIGKILL');
    assert.equal(await waiting[1], 'mine');
  });
});
