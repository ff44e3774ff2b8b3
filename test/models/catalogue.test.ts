// The user's own catalogue and choices, and what is remembered of files.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ModelEntry } from '../../models/manifest.ts';
import { chooseModel } from '../../models/choose.ts';
import { openModelFolder } from '../../models/folder.ts';
import { madeEntry } from '../fixtures/made-model.ts';

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-catalogue-'));
});
after(() => rm(root, { recursive: true }));

const folderWith = async (catalogue: unknown): Promise<string> => {
  const dir = await mkdtemp(join(root, 'models-'));
  await writeFile(join(dir, 'catalogue.json'), JSON.stringify(catalogue));
  return dir;
};

describe('own catalogue', () => {
  it('is refused in a sentence where it is cut off', async () => {
    const dir = await folderWith({ models: [] });
    await writeFile(join(dir, 'catalogue.json'), '{"models": [');
    await assert.rejects(openModelFolder(dir, []), {
      message: `${join(dir, 'catalogue.json')} cannot be used (it is no whole JSON). Correct it, or delete it to go on without it.`,
    });
  });

  it('has no use for a model that wants its input prepared in a way Podium does not', async () => {
    const mine: ModelEntry = {
      ...madeEntry('mine', 'clip-image', ['mine']),
      network: 'clip-vision',
      preprocessing: {
        kind: 'pixels',
        ...{ widthPx: 112, heightPx: 112, fit: 'stretch', channels: 'bgr', layout: 'nchw' },
        ...{ scale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
      },
    };
    const dir = await folderWith({ models: [mine] });
    await writeFile(join(dir, 'mine-0.onnx'), 'mine');
    const folder = await openModelFolder(dir, []);
    assert.equal(folder.chosen('clip-image'), null);
    const [status] = folder.list();
    assert.deepEqual([status?.installed, status?.choosable], [false, false]);
    assert.match(
      status?.problem ?? '',
      /cannot be used: .+ widthPx 112 instead of 224, .+ fit stretch instead of centre-square, channels bgr instead of rgb, /,
    );
  });

  it('is listed like any other model, before the others of its role', async () => {
    const mine = madeEntry('mine', 'head-pose', ['mine']);
    const listed = madeEntry('listed', 'head-pose', ['listed']);
    const dir = await folderWith({ models: [mine] });
    await writeFile(join(dir, 'mine-0.onnx'), 'mine');
    const folder = await openModelFolder(dir, [listed]);
    const list = folder.list();
    assert.deepEqual(
      list.map(({ id, own, installed, chosen }) => [id, own, installed, chosen]),
      [
        ['mine', true, true, true],
        ['listed', false, false, false],
      ],
    );
    assert.deepEqual(list[0]?.urls, ['http://127.0.0.1:9/mine-0.onnx']);
  });

  for (const [why, catalogue] of [
    ['is no list', { models: 3 }],
    ['repeats the id of a listed model', { models: [madeEntry('listed', 'head-pose', ['x'])] }],
    [
      'names a file outside the folder',
      {
        models: [
          {
            ...madeEntry('mine', 'head-pose', []),
            files: [{ file: '../mine.onnx', bytes: 1, sha256: hash('sha256', '') }],
          },
        ],
      },
    ],
    ['gives an address of another kind', { models: [fileAddress()] }],
  ] as const) {
    it(`is refused with a sentence that names it when it ${why}`, async () => {
      const dir = await folderWith(catalogue);
      await assert.rejects(
        openModelFolder(dir, [madeEntry('listed', 'head-pose', ['listed'])]),
        (error: Error) =>
          error.message.startsWith(join(dir, 'catalogue.json')) &&
          error.message.endsWith('Correct it, or delete it to go on without it.'),
      );
    });
  }
});

function fileAddress(): unknown {
  const entry = madeEntry('mine', 'head-pose', ['x']);
  return { ...entry, files: entry.files.map((file) => ({ ...file, url: 'file:///etc/passwd' })) };
}

describe('choosing a model', () => {
  const entries = [
    madeEntry('best', 'head-pose', ['best']),
    madeEntry('small', 'head-pose', ['small']),
    madeEntry('absent', 'head-pose', ['absent']),
  ];
  const install = async (): Promise<string> => {
    const dir = await mkdtemp(join(root, 'choose-'));
    for (const id of ['best', 'small']) await writeFile(join(dir, `${id}-0.onnx`), id);
    return dir;
  };
  const chosen = async (dir: string) =>
    (await openModelFolder(dir, entries)).chosen('head-pose')?.id;

  it('keeps the choice, and takes the best one again for null', async () => {
    const dir = await install();
    assert.equal(await chosen(dir), 'best');
    chooseModel(await openModelFolder(dir, entries), 'head-pose', 'small');
    assert.equal(await chosen(dir), 'small');
    chooseModel(await openModelFolder(dir, entries), 'head-pose', null);
    assert.equal(await chosen(dir), 'best');
  });

  it('takes the best one when the chosen one is gone, and the chosen one when it is back', async () => {
    const dir = await install();
    chooseModel(await openModelFolder(dir, entries), 'head-pose', 'small');
    await rm(join(dir, 'small-0.onnx'));
    assert.equal(await chosen(dir), 'best');
    await writeFile(join(dir, 'small-0.onnx'), 'small');
    assert.equal(await chosen(dir), 'small');
  });

  it('refuses what is not installed, not known, or for another role', async () => {
    const folder = await openModelFolder(await install(), entries);
    assert.throws(() => {
      chooseModel(folder, 'head-pose', 'absent');
    }, /absent is not installed/);
    assert.throws(() => {
      chooseModel(folder, 'head-pose', 'nobody');
    }, /no model named "nobody"/);
    assert.throws(() => {
      chooseModel(folder, 'expression', 'best');
    }, /for head-pose, not for expr/);
  });
});

describe('what is remembered of model files', () => {
  const entries = [madeEntry('made', 'head-pose', ['good'])];
  const isInstalled = async (dir: string) =>
    (await openModelFolder(dir, entries)).installed('made') !== null;

  it('saves reading a file again whose size and time are as they were; verify reads it', async () => {
    const dir = await mkdtemp(join(root, 'remember-'));
    const path = join(dir, 'made-0.onnx');
    await writeFile(path, 'good');
    assert.ok(await isInstalled(dir));
    const { atime, mtime } = await stat(path);
    await utimes(path, atime, mtime); // cut to what utimes can set
    assert.ok(await isInstalled(dir));
    await writeFile(path, 'evil');
    await utimes(path, atime, mtime);
    assert.ok(await isInstalled(dir), 'nothing that is looked at has changed');
    const [check] = await (await openModelFolder(dir, entries)).verify();
    assert.match(check?.problem ?? '', /is damaged/);
    assert.ok(!(await isInstalled(dir)), 'what verify has read is remembered');
  });

  it('is read afresh when the memory is damaged or gone', async () => {
    const dir = await mkdtemp(join(root, 'forget-'));
    await writeFile(join(dir, 'made-0.onnx'), 'good');
    assert.ok(await isInstalled(dir));
    const memory = join(dir, 'models.db');
    assert.match(await readFile(memory, 'latin1'), new RegExp(hash('sha256', 'good')));
    await writeFile(memory, 'no database');
    assert.ok(await isInstalled(dir));
    await rm(memory);
    assert.ok(await isInstalled(dir));
  });
});
