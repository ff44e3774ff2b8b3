// The model folder: built once, to the listed bytes; damaged, partial and better models are told apart.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chooseModel } from '../../models/choose.ts';
import { openModelFolder, type ModelFolder } from '../../models/folder.ts';
import { manifest, readManifest } from '../../models/manifest.ts';
import type { ModelEntry } from '../../models/manifest.ts';

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-models-'));
});
after(() => rm(root, { recursive: true }));

/** A downloaded model of two made files. */
const pair: ModelEntry = {
  id: 'made-pair',
  role: 'head-pose',
  network: 'fsanet',
  ready: true,
  title: 'Made pair',
  tier: 'compact',
  adds: 'Something.',
  licence: 'MIT',
  licenceUrl: 'https://example.org/licence',
  commercialUse: true,
  source: { kind: 'download' },
  files: ['one', 'two'].map((text) => ({
    file: `${text}.onnx`,
    bytes: text.length,
    sha256: hash('sha256', text),
    mirrors: [],
  })),
  input: '',
  output: '',
};

async function foldersIn(dir: string): Promise<string[]> {
  const found = await readdir(dir, { withFileTypes: true });
  return found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

describe('model folder', () => {
  it('builds the embedded models to the bytes listed in the manifest, and only once', async () => {
    const dir = join(root, 'once');
    const folder = await openModelFolder(dir);
    const [file] = folder.chosen('face-detector')?.files ?? [];
    const { mtimeMs } = await stat(file?.path ?? '');
    const embedded = folder.list().filter(({ tier }) => tier === 'embedded');
    assert.deepEqual(
      await folder.verify(),
      embedded.map(({ id }) => ({ id, problem: null })),
    );
    assert.equal(embedded.length, 11);
    await openModelFolder(dir);
    assert.equal((await stat(file?.path ?? '')).mtimeMs, mtimeMs);
    assert.deepEqual(await foldersIn(dir), [basename(dirname(file?.path ?? '')), 'locks']);
  });

  it('builds the same when two processes start at once', async () => {
    const dir = join(root, 'twice');
    const folders = await Promise.all([openModelFolder(dir), openModelFolder(dir)]);
    for (const folder of folders) {
      assert.ok((await folder.verify()).every(({ problem }) => problem === null));
    }
    assert.equal((await foldersIn(dir)).filter((name) => name !== 'locks').length, 1);
  });

  it('says which file was damaged, and builds an embedded one again', async () => {
    const dir = join(root, 'damaged');
    const folder = await openModelFolder(dir);
    const [file] = folder.chosen('expression')?.files ?? [];
    const path = file?.path ?? '';
    await truncate(path, 1000);
    const found = (await folder.verify()).filter(({ problem }) => problem !== null);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['face-expression'],
    );
    assert.match(found[0]?.problem ?? '', /has 1000 bytes instead of/);
    await openModelFolder(dir);
    assert.equal(hash('sha256', await readFile(path)), file?.sha256);
  });

  it('prefers a downloaded model once all its files are there and whole', async () => {
    const dir = join(root, 'pair');
    const entries = [...manifest, pair];
    const open = () => openModelFolder(dir, entries);
    const problem = async (folder: ModelFolder) =>
      (await folder.verify()).find(({ id }) => id === pair.id)?.problem ?? '';
    assert.equal((await open()).chosen('head-pose'), null);
    await writeFile(join(dir, 'one.onnx'), 'one');
    const half = await open();
    assert.equal(half.chosen('head-pose'), null);
    assert.match(await problem(half), /two\.onnx is missing/);
    await writeFile(join(dir, 'two.onnx'), 'version https://git-lfs.github.com/spec/v1');
    assert.match(await problem(await open()), /only a pointer/);
    await writeFile(join(dir, 'two.onnx'), 'owt');
    assert.match(await problem(await open()), /damaged/);
    await writeFile(join(dir, 'two.onnx'), 'two');
    const whole = await open();
    assert.deepEqual(
      whole.chosen('head-pose')?.files.map(({ path }) => path),
      ['one.onnx', 'two.onnx'].map((name) => join(dir, name)),
    );
    const status = whole.list().find(({ id }) => id === 'made-pair');
    assert.deepEqual([status?.installed, status?.chosen, status?.bytes], [true, true, 6]);
  });

  it('takes a model that is not used by itself only where the user chose it', async () => {
    const dir = join(root, 'pair');
    for (const [i, text] of ['one', 'two'].entries())
      await writeFile(join(dir, pair.files[i]?.file ?? ''), text);
    const open = () => openModelFolder(dir, [...manifest, { ...pair, byItself: false }]);
    const listed = (folder: ModelFolder) => folder.list().find(({ id }) => id === pair.id);
    const before = await open();
    assert.equal(before.chosen('head-pose'), null);
    const { installed, chosen, choosable, recommended } = listed(before) ?? assert.fail();
    assert.deepEqual([installed, chosen, choosable, recommended], [true, false, true, false]);
    chooseModel(before, 'head-pose', pair.id);
    const after = await open();
    assert.equal(after.chosen('head-pose')?.id, pair.id);
    assert.equal(listed(after)?.chosen, true);
    chooseModel(after, 'head-pose', null);
    assert.equal((await open()).chosen('head-pose'), null);
  });

  it('neither offers nor chooses a model Podium has no code for', async () => {
    const entries = manifest.map((entry) => ({ ...entry, ready: entry.id !== 'sface-2021dec' }));
    const folder = await openModelFolder(join(root, 'once'), entries);
    const ids = folder.list().map(({ id }) => id);
    assert.ok(ids.includes('yunet-n') && ids.includes('face-recognition'));
    assert.ok(!ids.includes('sface-2021dec'));
    assert.equal(folder.chosen('face-embedder')?.id, 'face-recognition');
  });

  it(
    'says in a sentence that the folder cannot be written',
    { skip: process.getuid?.() === 0 && 'root may write anywhere' },
    async () => {
      const dir = await mkdtemp(join(root, 'locked-'));
      await chmod(dir, 0o555);
      await assert.rejects(openModelFolder(join(dir, 'models')), /could not be built in/);
    },
  );

  it('refuses a folder that is a file', async () => {
    const path = join(root, 'file');
    await writeFile(path, '');
    await assert.rejects(openModelFolder(path), /The built-in models could not be built in/);
  });
});

/** Published as a release's file only, which has no commit in its address: the hash alone pins it. */
const releases: ReadonlySet<string> = new Set(['ocec-n']);

describe('manifest', () => {
  it('leaves head pose to the landmarks: FSA-Net measured worse', () => {
    const byItself = manifest.filter(
      (entry) => entry.role === 'head-pose' && entry.byItself !== false,
    );
    assert.deepEqual(byItself, []);
  });

  it('lists each model and each file once, and an embedded one for each role of the face stage', () => {
    const ids = manifest.map(({ id }) => id);
    const files = manifest.flatMap((entry) => entry.files.map(({ file }) => file));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(files).size, files.length);
    for (const role of ['face-detector', 'landmarks', 'face-embedder', 'expression']) {
      assert.ok(
        manifest.some((entry) => entry.role === role && entry.tier === 'embedded'),
        role,
      );
    }
  });

  it('pins every download to a commit, and allows commercial use of every model', () => {
    for (const { id, source, files, commercialUse } of manifest) {
      assert.ok(commercialUse, id);
      if (source.kind === 'package') continue;
      for (const { url = '', mirrors } of files)
        for (const address of [url, ...mirrors])
          assert.match(
            address,
            releases.has(id) ? /\/releases\/download\// : /[/@][0-9a-f]{40}\//,
            id,
          );
    }
  });

  it('is refused when a hash is not one', () => {
    const [first] = manifest;
    const broken = { ...first, files: [{ file: 'a', bytes: 1, sha256: 'abc' }] };
    assert.throws(() => readManifest({ models: [broken] }));
  });
});
