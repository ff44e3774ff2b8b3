// Rejected photos on the command line, and in the bin of a host that has one.

import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { binRejects } from '../../electron/app/reject-bin.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import {
  contentsBelow,
  fillRejected,
  rejectAllButOne,
  rejectedFiles,
} from '../fixtures/rejected-folder.ts';

describe('rejected photos', () => {
  let root = '';
  let [match, data] = ['', ''];
  let held: Record<string, string>;
  before(async () => {
    root = temporaryFolder();
    [match, data] = [join(root, 'match'), join(root, 'data')];
    fillRejected(match, await rejectedFiles());
    const engine = createEngine(engineOptions(data));
    await rejectAllButOne(engine, match);
    await engine.close();
    held = contentsBelow(match);
  });
  after(() => {
    dropFolder(root);
  });
  const run = (...args: string[]) => podium(['rejects', match, ...args, '--data', data]);

  it('are only told of where nothing else is asked for', async () => {
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^4 rejected photos: 7 files, /);
    assert.match(stdout, /1 photo that is not rejected stays\./);
    assert.deepEqual(contentsBelow(match), held);
  });

  it('are not moved where nobody can be asked, nor with options that do not go together', async () => {
    for (const [args, says] of [
      [['--move'], /no terminal to ask on\. Give --yes/],
      [['--move', '--restore'], /either --move or --restore/],
      [['--to', root], /--to says where --move puts/],
    ] as const) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.match(stderr, says);
    }
    assert.deepEqual(contentsBelow(match), held);
  });

  it('are moved to a folder and brought back', async () => {
    const to = join(root, 'aside');
    const there = await run('--move', '--to', to, '--yes');
    assert.equal(there.code, 0, there.stderr);
    assert.match(there.stderr, /4 rejected photos moved\. What you decided about them is kept\./);
    assert.deepEqual(Object.keys(contentsBelow(match)), ['a.txt', 'kept.jpg']);
    assert.equal(Object.keys(contentsBelow(to)).length, 7);
    const back = await run('--restore');
    assert.equal(back.code, 0, back.stderr);
    assert.match(back.stderr, /4 photos moved back to where they were\./);
    assert.deepEqual(contentsBelow(match), held);
  });

  it('go into the bin photo by photo, and those that a full bin refuses stay', async () => {
    const engine = createEngine(engineOptions(data));
    try {
      const bin: string[] = [];
      const trash = (most: number) => (path: string) => {
        if (bin.length >= most)
          return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
        bin.push(basename(path));
        renameSync(path, join(root, `binned ${bin.length}`));
        return Promise.resolve();
      };
      const first = await binRejects(engine.call, [match], trash(3));
      assert.equal(first.photos, 1);
      assert.match(
        first.problem ?? '',
        /could not be put into the bin, because the disk is full; 1 of 4/,
      );
      const second = await binRejects(engine.call, [match], trash(Infinity));
      assert.deepEqual(second, { photos: 3, problem: null });
      assert.deepEqual(Object.keys(contentsBelow(match)), ['a.txt', 'kept.jpg']);
      assert.deepEqual(bin.slice(-2).sort(), ['a.jpg', 'copy of a.jpg']);
    } finally {
      await engine.close();
    }
  });
});
