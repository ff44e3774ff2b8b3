// Built models of earlier versions: removed when no process uses them, kept as long as one does.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { markUsed, removeUnused } from '../../models/embedded-users.ts';
import { openModelFolder } from '../../models/folder.ts';
import { takeLock } from '../../models/lock.ts';
import { holdElsewhere } from '../fixtures/lock-holder.ts';

const name = 'embedded-0123456789abcdef';

describe('built models of an earlier version', () => {
  let dir: string;
  let earlier: string;
  let using: string;
  const folders = async () => (await readdir(dir)).filter((one) => one.startsWith('embedded-'));
  /** Some process has used it since there are locks. */
  const wasUsed = () => takeLock(dir, name, { shared: true })?.release();
  const write = async () => {
    await mkdir(earlier, { recursive: true });
    await writeFile(join(earlier, 'network.onnx'), 'made by another builder');
  };
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-embedded-'));
    earlier = join(dir, name);
    using = join(dir, 'embedded-ffffffffffffffff');
    await write();
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('go when their last process has ended, at the next start', async () => {
    wasUsed();
    await openModelFolder(dir);
    const [only = '', ...others] = await folders();
    assert.deepEqual(others, []);
    assert.ok(join(dir, only) !== earlier);
    assert.equal(takeLock(dir, only), null, 'those that are there are in use');
  });

  it('stay while another process uses them, and go once that is killed', async () => {
    const other = await holdElsewhere(dir, name, 'shared');
    try {
      await openModelFolder(dir);
      assert.equal((await folders()).length, 2);
      assert.deepEqual(await readdir(earlier), ['network.onnx']);
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    await openModelFolder(dir);
    assert.equal((await folders()).length, 1);
  });

  it('stay when nobody can know: for a day, those of a version that took no locks', async () => {
    await removeUnused(dir, using);
    assert.deepEqual(await folders(), [name]);
  });

  it('are whole or gone, never half, when a process starts that uses them', async () => {
    wasUsed();
    for (let round = 0; round < 20; round++) {
      await write();
      await Promise.all([removeUnused(dir, using), markUsed(dir, earlier)]);
      const left = await folders();
      assert.deepEqual(left, left.length === 0 ? [] : [name]);
      if (left.length > 0) assert.deepEqual(await readdir(earlier), ['network.onnx']);
      assert.equal(takeLock(dir, name), null, 'it is in use from then on');
      await rm(join(dir, 'locks'), { recursive: true });
      wasUsed();
    }
  });

  it('are all that goes: neither the models in use nor what is not Podium’s own', async () => {
    const old = new Date(Date.now() - 40 * 24 * 3_600_000);
    for (const one of ['embedded-by-me', 'mine', `${name}-draft-1`]) await mkdir(join(dir, one));
    await mkdir(using);
    await markUsed(dir, using);
    await utimes(using, old, old);
    wasUsed();
    await removeUnused(dir, using);
    assert.deepEqual((await readdir(dir)).toSorted(), [
      'embedded-by-me',
      'embedded-ffffffffffffffff',
      'locks',
      'mine',
    ]);
  });

  it('that another process builds just now are left to it', async () => {
    const draft = join(dir, `${name}-draft-1`);
    await mkdir(draft);
    const builder = await holdElsewhere(dir, 'changes', 'alone');
    await removeUnused(dir, using);
    assert.ok((await folders()).includes(`${name}-draft-1`));
    builder.kill('SIGKILL');
    await once(builder, 'exit');
    await removeUnused(dir, using);
    assert.ok(!(await folders()).includes(`${name}-draft-1`));
  });
});
