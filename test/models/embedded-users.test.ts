// Built models of earlier versions: removed when no process uses them, kept as long as one does.

import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { markUsed, removeUnused } from '../../models/embedded-users.ts';
import { openModelFolder } from '../../models/folder.ts';

const here = hash('sha256', hostname()).slice(0, 8);
const markOf = (pid: number, host = here) => `used-by-${host}-${pid}`;
/** A number that no process has. */
const noProcess = 2 ** 30;
const old = new Date(Date.now() - 40 * 24 * 3_600_000);

describe('built models of an earlier version', () => {
  let dir: string;
  let earlier: string;
  const folders = async () => (await readdir(dir)).filter((name) => name.startsWith('embedded-'));
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-embedded-'));
    earlier = join(dir, 'embedded-0123456789abcdef');
    await mkdir(earlier);
    await writeFile(join(earlier, 'network.onnx'), 'made by another builder');
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('go when their last process has ended, at the next start', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(join(earlier, markOf(pid)), '');
    await openModelFolder(dir);
    const [only = '', ...others] = await folders();
    assert.deepEqual(others, []);
    assert.ok(join(dir, only) !== earlier);
    assert.ok((await readdir(join(dir, only))).includes(markOf(process.pid)));
  });

  it('stay while another process uses them', async () => {
    const other: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await writeFile(join(earlier, markOf(other.pid ?? 0)), '');
      await openModelFolder(dir);
      assert.equal((await folders()).length, 2);
      assert.deepEqual(
        (await readdir(earlier)).toSorted(),
        ['network.onnx', markOf(other.pid ?? 0)].toSorted(),
      );
    } finally {
      other.kill();
      await once(other, 'exit');
    }
    await openModelFolder(dir);
    assert.equal((await folders()).length, 1);
  });

  it('stay while a process of another machine may use them, and when nobody can know', async () => {
    const mark = join(earlier, markOf(1, '0a1b2c3d'));
    await writeFile(mark, '');
    await removeUnused(dir, join(dir, 'embedded-ffffffffffffffff'));
    await rm(mark); // of a version that left no marks, a moment ago
    await removeUnused(dir, join(dir, 'embedded-ffffffffffffffff'));
    assert.deepEqual(await folders(), ['embedded-0123456789abcdef']);
  });

  it('are whole or gone, never half, when a process starts that uses them', async () => {
    const using = join(dir, 'embedded-ffffffffffffffff');
    for (let round = 0; round < 20; round++) {
      await mkdir(earlier, { recursive: true });
      await writeFile(join(earlier, 'network.onnx'), 'made by another builder');
      await rm(join(earlier, markOf(process.pid)), { force: true });
      await writeFile(join(earlier, markOf(noProcess)), '');
      await Promise.all([removeUnused(dir, using), markUsed(earlier)]);
      const left = await folders();
      assert.deepEqual(left, left.length === 0 ? [] : ['embedded-0123456789abcdef']);
      if (left.length === 0) continue;
      const names = await readdir(earlier);
      assert.ok(names.includes('network.onnx') && names.includes(markOf(process.pid)));
    }
  });

  it('are all that goes: neither the models in use nor what is not Podium’s own', async () => {
    const using = join(dir, 'embedded-ffffffffffffffff');
    for (const name of ['embedded-by-me', 'mine']) await mkdir(join(dir, name));
    await mkdir(using);
    await markUsed(using);
    await writeFile(join(using, markOf(noProcess)), '');
    await utimes(using, old, old);
    await writeFile(join(earlier, markOf(noProcess)), '');
    await removeUnused(dir, using);
    assert.deepEqual((await readdir(dir)).toSorted(), [
      'embedded-by-me',
      'embedded-ffffffffffffffff',
      'mine',
    ]);
    assert.deepEqual(await readdir(using), [markOf(process.pid)]);
  });
});
