// Models from disk: imports at the same time, names that are taken, and what an import leaves behind.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { zeroShotId } from '../../electron/engine/scoring/sport-model.ts';
import { chooseModel } from '../../models/choose.ts';
import { readChoices } from '../../models/choices.ts';
import { describeInput } from '../../models/classifier.ts';
import { openModelFolder } from '../../models/folder.ts';
import { importClassifier, importModel } from '../../models/import.ts';
import { removeModel } from '../../models/install.ts';
import { takeLock } from '../../models/lock.ts';
import { madeEntry } from '../fixtures/made-model.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

let root = '';
let dir = '';
const { signal } = new AbortController();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-import-'));
  dir = join(root, 'models');
  await ownModelFolder(dir);
  await writeFile(join(root, 'names.txt'), 'golf\ntennis');
});
afterEach(() => rm(root, { recursive: true }));

/** A classifier whose network is its name: it is not run here. */
async function importNamed(name: string): Promise<string> {
  const path = join(root, 'network.onnx');
  await writeFile(path, name);
  return importFrom(path, name);
}

async function importFrom(path: string, name: string): Promise<string> {
  const facts = describeInput({ layout: 'nchw', scores: 'logits' }, 'stretch', 2);
  const labels = join(root, 'names.txt');
  return importClassifier(await openModelFolder(dir), path, labels, { name, ...facts }, signal);
}

const classifiers = async (): Promise<string[]> =>
  (await openModelFolder(dir)).entries
    .filter((one) => one.role === 'classifier')
    .map((one) => one.id);

describe('several changes at once', () => {
  const names = ['one', 'two', 'three', 'four'];

  it('keep every import, and every removal', async () => {
    const paths = names.map((name) => join(root, `${name}.onnx`));
    for (const path of paths) await writeFile(path, path);
    await Promise.all(paths.map((path, i) => importFrom(path, names[i] ?? '')));
    assert.deepEqual((await classifiers()).toSorted(), names.toSorted());
    const folder = await openModelFolder(dir);
    await Promise.all(['one', 'two', 'three'].map((id) => removeModel(folder, id)));
    assert.deepEqual(await classifiers(), ['four']);
    const lock = takeLock(dir, 'changes');
    assert.ok(lock, 'the folder is nobody’s again');
    lock.release();
  });

  it('of one name are two models', async () => {
    const paths = ['a', 'b'].map((name) => join(root, `${name}.onnx`));
    for (const path of paths) await writeFile(path, path);
    const ids = await Promise.all(paths.map((path) => importFrom(path, 'Same')));
    assert.equal(new Set(ids).size, 2);
    const folder = await openModelFolder(dir);
    assert.ok(ids.every((id) => folder.installed(id)));
  });

  it('keep every choice', async () => {
    const roles = ['head-pose', 'expression', 'eyes-open', 'face-embedder'] as const;
    const entries = roles.map((role) => madeEntry(role, role, [role]));
    for (const role of roles) await writeFile(join(dir, `${role}-0.onnx`), role);
    const folder = await openModelFolder(dir, entries);
    for (const role of roles) chooseModel(folder, role, role);
    assert.deepEqual(Object.keys(readChoices(dir)).toSorted(), roles.toSorted());
    await Promise.all(roles.slice(1).map((id) => removeModel(folder, id)));
    assert.deepEqual(readChoices(dir), { 'head-pose': 'head-pose' });
  });
});

describe('the name of a classifier', () => {
  for (const name of [zeroShotId, 'Best', 'fsanet-var-iter-688590', 'ocec-n'])
    it(`may be ${name}: its id is another one`, async () => {
      const id = await importNamed(name);
      assert.match(id, new RegExp(`^${name.toLowerCase()}-[0-9a-f]{6}-[0-9a-f]{6}$`));
      const listed = (await openModelFolder(dir)).list().find((model) => model.id === id);
      assert.deepEqual([listed?.title, listed?.installed], [name, true]);
      assert.equal(await importNamed(name), id, 'the same files are the same model');
    });

  it('whose list could not be used afterwards copies nothing', async () => {
    await importNamed('mine');
    const before = await readFile(join(dir, 'catalogue.json'), 'utf8');
    const names = (await readdir(dir)).toSorted();
    const path = join(root, 'nameless.onnx');
    await writeFile(path, 'nameless');
    await assert.rejects(importFrom(path, ''), { code: 'bad-input' });
    assert.equal(await readFile(join(dir, 'catalogue.json'), 'utf8'), before);
    assert.deepEqual((await readdir(dir)).toSorted(), names);
  });
});

describe('an import that fails half-way', () => {
  it('leaves no file that no list names', async () => {
    const path = join(root, 'network.onnx');
    await writeFile(path, 'a network');
    const facts = describeInput({ layout: 'nchw', scores: 'logits' }, 'stretch', 2);
    const folder = await openModelFolder(dir);
    await mkdir(join(dir, 'half.txt')); // the class names cannot get their name
    const before = await readdir(dir);
    const labels = join(root, 'names.txt');
    await assert.rejects(
      importClassifier(folder, path, labels, { name: 'half', ...facts }, signal),
      /could not be copied/,
    );
    assert.deepEqual(await readdir(dir), before);
    assert.deepEqual(await classifiers(), []);
  });
});

describe('importing a file whose download broke off', () => {
  it('leaves nothing of that download', async () => {
    const entry = madeEntry('made', 'head-pose', ['made']);
    const path = join(root, 'made.onnx');
    await writeFile(path, 'made');
    for (const name of ['made-0.onnx.part', 'made-0.onnx.part.json'])
      await writeFile(join(dir, name), '{}');
    assert.equal(await importModel(await openModelFolder(dir, [entry]), path, signal), 'made');
    const left = (await readdir(dir)).filter((name) => name.startsWith('made'));
    assert.deepEqual(left, ['made-0.onnx']);
  });
});
