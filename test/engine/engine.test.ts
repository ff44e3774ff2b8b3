// The engine as its hosts use it, on real photos, real models and a real cache.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { createEngine } from '../../electron/engine/engine.ts';
import type { AnalysisProgress } from '../../shared/contract.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { engineForAll, engineForEach } from '../fixtures/engine-in-test.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  samplePhoto,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';
import { portrait } from '../fixtures/portrait.ts';

describe('the engine', () => {
  const own = engineForEach();

  const analyse = async () => {
    const sync = await own.sync();
    return { sync, analysis: await own.analyse() };
  };

  it('analyses a folder once and opens no photo the second time', async () => {
    await fillFolder(own.photos, 4);
    const first = await analyse();
    assert.equal(first.sync.added, 4);
    assert.equal(first.analysis.analysed, 4);
    assert.equal(first.analysis.decoded, 4);
    assert.ok(first.analysis.inferences > 4);
    const before = await own.columns();
    const second = await analyse();
    assert.equal(second.sync.unchanged, 4);
    assert.deepEqual(second.analysis, {
      analysed: 0,
      failed: 0,
      filesRead: 0,
      decoded: 0,
      inferences: 0,
    });
    assert.deepEqual(await own.columns(), before);
  });

  it('measures every pixel signal and finds the faces', async () => {
    copyFileSync(samplePhoto(1), join(own.photos, 'one.jpg'));
    await analyse();
    const { signals, faces, widthPx, heightPx, hashKnown } = await own.columns();
    for (const name of ['sharpness', 'exposure', 'contrast', 'colourfulness'] as const)
      assert.ok((signals[name][0] ?? NaN) > 0, name);
    assert.ok(Number.isNaN(signals.aesthetic[0]), 'no CLIP model: missing, not zero');
    assert.equal(signals.face_count[0], faces.count);
    assert.ok(faces.count >= 1);
    assert.ok((widthPx[0] ?? 0) > 0 && (heightPx[0] ?? 0) > 0);
    assert.equal(hashKnown[0], 1);
  });

  it('recognises a renamed photo by its content', async () => {
    const [first = ''] = await fillFolder(own.photos, 2);
    await analyse();
    renameSync(first, join(own.photos, 'renamed.jpg'));
    const { sync, analysis } = await analyse();
    assert.deepEqual([sync.added, sync.removed], [1, 1]);
    assert.deepEqual([analysis.filesRead, analysis.decoded, analysis.inferences], [1, 0, 0]);
    const { paths, signals } = await own.columns();
    assert.deepEqual(paths, [join(own.photos, 'DSC_0002.jpg'), join(own.photos, 'renamed.jpg')]);
    assert.ok(signals.sharpness.every(Number.isFinite));
  });

  it('analyses what changed, forgets what is gone, keeps the rest', async () => {
    const [first = '', second = ''] = await fillFolder(own.photos, 3);
    await analyse();
    writeFileSync(first, await variedPhoto(50));
    rmSync(second);
    const { sync, analysis } = await analyse();
    assert.deepEqual([sync.added, sync.changed, sync.removed, sync.unchanged], [0, 1, 1, 1]);
    assert.equal(analysis.decoded, 1);
    assert.equal((await own.columns()).count, 2);
  });

  it('takes exact copies as one photo', async () => {
    const [first = ''] = await fillFolder(own.photos, 2);
    mkdirSync(join(own.photos, 'backup'));
    const copy = join(own.photos, 'backup', 'copy.jpg');
    copyFileSync(first, copy);
    await analyse();
    const { count, paths, otherPaths } = await own.columns();
    assert.equal(count, 2);
    assert.deepEqual(otherPaths.get(paths.indexOf(first)), [copy]);
  });

  it('lists what cannot be read, in sentences, and ranks the rest', async () => {
    const [good = ''] = await fillFolder(own.photos, 1);
    const whole = await variedPhoto(7);
    writeFileSync(join(own.photos, 'empty.jpg'), '');
    writeFileSync(join(own.photos, 'text.jpg'), 'Not a photo at all, whatever its name says.');
    writeFileSync(join(own.photos, 'short.jpg'), whole.subarray(0, whole.length / 2));
    writeFileSync(join(own.photos, 'notes.txt'), 'Nothing to see.');
    const { sync, analysis } = await analyse();
    assert.equal(sync.problems.length, 2);
    assert.equal(analysis.failed, 1);
    const { paths, problems } = await own.columns();
    assert.deepEqual(paths, [good]);
    const sentences = new Map(problems.map(({ path, message }) => [path, message]));
    assert.match(sentences.get(join(own.photos, 'empty.jpg')) ?? '', /^empty\.jpg .*empty/);
    assert.match(sentences.get(join(own.photos, 'text.jpg')) ?? '', /^text\.jpg .*something else/);
    assert.match(
      sentences.get(join(own.photos, 'short.jpg')) ?? '',
      /^short\.jpg could not be read/,
    );
    assert.equal((await analyse()).analysis.filesRead, 0, 'a failure is remembered');
  });

  it('can be cancelled between photos and goes on where it stopped', async () => {
    await fillFolder(own.photos, 6);
    await own.sync();
    const controller = new AbortController();
    const onProgress = ({ done }: AnalysisProgress) => {
      if (done > 0) controller.abort();
    };
    const call = own.engine.call('folder.analyse', own.input(), {
      signal: controller.signal,
      onProgress,
    });
    await assert.rejects(
      call,
      (error) => error instanceof EngineError && error.code === 'cancelled',
    );
    const { analysis } = await analyse();
    assert.ok(analysis.analysed > 0 && analysis.analysed < 6, `${analysis.analysed} were left`);
    assert.equal((await own.columns()).count, 6);
  });

  it('gives the same columns with one thread and with two, and without the cache', async () => {
    await fillFolder(own.photos, 3);
    await analyse();
    const cached = await own.columns();
    const elsewhere = temporaryFolder();
    const fresh = createEngine(engineOptions(elsewhere));
    try {
      await fresh.call('settings.write', {
        values: { 'engine.threads': 1, 'engine.lookAhead': 1 },
      });
      await fresh.call('folder.sync', own.input());
      await fresh.call('folder.analyse', own.input());
      const { signals, faces, perceptualHash } = await fresh.call('folder.columns', own.input());
      assert.deepEqual(signals, cached.signals);
      assert.deepEqual(faces, cached.faces);
      assert.deepEqual(perceptualHash, cached.perceptualHash);
    } finally {
      await fresh.close();
      dropFolder(elsewhere);
    }
  });

  it('makes exactly the rows stale that a setting touches', async () => {
    await fillFolder(own.photos, 2);
    await analyse();
    await own.engine.call('settings.write', { values: { 'weights.sports.exposure': 0.9 } });
    assert.equal((await analyse()).analysis.filesRead, 0, 'a weight touches nothing');
    await own.engine.call('settings.write', { values: { 'decode.analysisPx': 512 } });
    const pixels = (await analyse()).analysis;
    assert.deepEqual([pixels.decoded, pixels.inferences], [2, 0], 'only the pixel stage ran');
  });

  it('leaves subfolders, hidden folders and link loops as asked', async () => {
    mkdirSync(join(own.photos, 'second half'));
    mkdirSync(join(own.photos, '.trash'));
    await fillFolder(join(own.photos, 'second half'), 1);
    await fillFolder(join(own.photos, '.trash'), 1);
    symlinkSync(own.photos, join(own.photos, 'second half', 'again'));
    assert.equal((await own.sync()).photos, 1);
    const flat = { ...own.input(), recursive: false };
    assert.equal((await own.engine.call('folder.sync', flat)).photos, 0);
    assert.equal((await own.sync()).photos, 1, 'flat forgets nothing');
  });
});

describe('finding a person', () => {
  const own = engineForAll();
  before(async () => {
    for (const number of [1, 2, 3, 4, 5, 6])
      copyFileSync(samplePhoto(number), join(own.photos, `sample${number}.jpg`));
    await own.sync();
    await own.analyse();
  });

  const match = (path: string, face?: number) =>
    own.engine.call('person.match', {
      folders: [own.photos],
      references: [{ path, ...(face !== undefined && { face }) }],
    });

  it('finds the person of a portrait in the photo it was cut from', async () => {
    const { faces } = await own.columns();
    const { similarity, threshold } = await match(await portrait(own.data));
    assert.equal(similarity.length, faces.count);
    assert.equal(similarity.indexOf(Math.max(...similarity)), 0);
    assert.ok((similarity[0] ?? 0) > threshold);
  });

  it('keeps a reference that no scan finds out of its folder', async () => {
    const before = await own.columns();
    mkdirSync(join(own.photos, '.references'));
    const hidden = join(own.photos, '.references', 'portrait.jpg');
    copyFileSync(await portrait(own.data), hidden);
    const link = join(own.photos, 'aaa.jpg');
    symlinkSync(hidden, link);
    for (const path of [hidden, link]) {
      const { similarity } = await match(path);
      assert.equal(similarity.length, before.faces.count);
      assert.ok((similarity[0] ?? 0) > 0.99, 'the face it was cut from');
    }
    const { paths } = await own.columns();
    assert.deepEqual(paths, before.paths);
    await own.sync();
    const linked = await own.columns();
    assert.deepEqual(linked.paths, [link, ...before.paths], 'the scan finds the link itself');
    rmSync(link);
    rmSync(join(own.photos, '.references'), { recursive: true });
    await own.sync();
  });

  it('asks which of several faces is meant, and takes the answer', async () => {
    const { faces } = await own.columns();
    const group = [...faces.photo].findIndex((photo, face) => faces.photo[face + 1] === photo);
    assert.ok(group >= 0, 'one of the sample photos shows several people');
    const path = join(own.photos, `sample${(faces.photo[group] ?? 0) + 1}.jpg`);
    await assert.rejects(match(path), /shows \d faces.*#1.*#2/);
    const { similarity } = await match(path, 0);
    assert.ok(Math.max(...similarity) > 0.999);
    await assert.rejects(match(path, 30), /no face number 31/);
  });

  it('says when the reference shows no face, is no photo or is not there', async () => {
    const grey = join(own.data, 'grey.png');
    const background = { r: 90, g: 120, b: 90 };
    await sharp({ create: { width: 300, height: 200, channels: 3, background } }).toFile(grey);
    await assert.rejects(match(grey), /No face was found in grey\.png/);
    const text = join(own.data, 'text.jpg');
    writeFileSync(text, 'hello');
    await assert.rejects(match(text), /text\.jpg/);
    await assert.rejects(match(join(own.data, 'gone.jpg')), /no reference photo at/);
  });
});
