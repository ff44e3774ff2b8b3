// Teaching through the engine: labelled photos become a classifier that is listed, used, moved to another Podium and removed.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { loadModel } from '../../electron/engine/running/inference.ts';
import { featureHeadOf } from '../../electron/engine/stages/sport/feature-head.ts';
import { featureHead } from '../../models/graphs/feature-head.ts';
import { drawNormal } from '../../shared/arithmetic/draws.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { headProbabilities } from '../../shared/teach/head.ts';
import type { TaughtModel, TeachProgress } from '../../shared/teach/taught-model.ts';
import { podium } from '../fixtures/command-line.ts';
import { lessonPhoto, writeLesson } from '../fixtures/lesson-photos.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

let work = '';
let lesson = '';
let engine: Engine;
let taught: TaughtModel;
const progress: TeachProgress[] = [];

function open(name: string): Engine {
  return createEngine({ ...engineOptions(join(work, name)), modelsFolder: join(work, 'models') });
}

before(async () => {
  work = temporaryFolder();
  lesson = await writeLesson(join(work, 'my sports'));
  writeFileSync(join(lesson, 'golf', 'broken.jpg'), (await lessonPhoto(3, 9)).subarray(0, 400));
  copyFileSync(join(lesson, 'golf', 'aaa.jpg'), join(lesson, 'loose.jpg'));
  await ownModelFolder(join(work, 'models'));
  engine = open('data');
  taught = await engine.call(
    'teach.sport',
    { folder: lesson },
    { onProgress: (now) => progress.push(now) },
  );
});
after(async () => {
  await engine.close();
  dropFolder(work);
});

describe('a head as a file', () => {
  it('says in the runtime what it says here, of one layer or two, to 1e-5', async () => {
    const random = seededRandom(2);
    const layer = (inputs: number, outputs: number) => ({
      ...{ inputs, outputs },
      weights: Float32Array.from({ length: inputs * outputs }, () => drawNormal(random)),
      bias: Float32Array.from({ length: outputs }, () => drawNormal(random)),
    });
    const values = Float32Array.from({ length: 50 * 40 }, () => drawNormal(random));
    const rows = { count: 50, dimensions: 40, values };
    for (const head of [[layer(40, 7)], [layer(40, 16), layer(16, 7)]]) {
      const model = await loadModel(featureHead(head, 'made-1'), { threads: 1 });
      const opened = await featureHeadOf(model, 7);
      const said = await opened.tell(values, 50);
      await opened.release();
      for (let row = 0; row < 50; row++)
        headProbabilities(head, rows, row).forEach((share, one) => {
          assert.ok(Math.abs(share - (said[7 * row + one] ?? NaN)) < 1e-5);
        });
    }
  });
});

describe('teaching', () => {
  it('learns from a folder a class, and says how right that is and what was left out', () => {
    const { model, figures, leftOut, parity, features } = taught;
    const { accuracy } = figures;
    assert.deepEqual(
      accuracy.classes.map(({ sport, photos }) => [sport, photos]),
      [
        ['beach volley', 8],
        ['golf', 8],
        ['judo', 8],
      ],
    );
    assert.ok(accuracy.right >= 20, `${accuracy.right} of ${accuracy.photos}`);
    assert.equal(figures.isBetter, true);
    assert.deepEqual(leftOut, { unlabelled: 1, contradicting: 0, unread: 1 });
    assert.ok(parity <= 1e-5);
    assert.equal(features, 'bodies');
    assert.deepEqual(
      [model.title, model.role, model.own, model.installed, model.chosen],
      ['my sports', 'classifier', true, true, false],
    );
    assert.match(model.adds, new RegExp(`^Tells 3 classes .* ${accuracy.right} of 24 photos`));
    assert.deepEqual([...new Set(progress.map(({ step }) => step))], ['looking', 'learning']);
    const last = progress.at(-1);
    assert.deepEqual([last?.done, last?.total], [100, 100]);
  });

  it('tells nothing before it is chosen, then every photo whose features are known, and any other', async () => {
    const input = { folders: [lesson] };
    const before = await engine.call('folder.columns', input);
    assert.ok(before.sports.best.every((best) => best === -1));
    await engine.call('models.choose', { role: 'classifier', id: taught.model.id });
    const { sports, paths } = await engine.call('folder.columns', input);
    const right = paths.filter((path, photo) =>
      path
        .toLowerCase()
        .replace('_', ' ')
        .includes(`/${sports.names[sports.best[photo] ?? -1] ?? '?'}/`),
    );
    assert.ok(right.length >= 22, `${right.length} of ${paths.length}`);
    const { classes, model } = await engine.call('sport.classes', {});
    assert.deepEqual([classes, model], [['beach volley', 'golf', 'judo'], taught.model.id]);
    const bytes = new Uint8Array(await lessonPhoto(6, 12));
    const known = join(lesson, 'judo', 'bbb.jpg');
    const { predictions } = await engine.call('sport.predict', {
      photos: [{ bytes, name: 'dropped.jpg' }, { path: known }],
    });
    assert.equal(predictions[0]?.sport, 'judo');
    const place = paths.indexOf(known);
    const told = sports.names[sports.best[place] ?? -1];
    assert.deepEqual(
      [predictions[1]?.sport, predictions[1]?.confidence],
      [told, sports.confidence[place]],
    );
  });

  it('makes the probability of a class a signal, once that class is the one that counts', async () => {
    await engine.call('settings.write', { values: { 'sport.chosen': 'Golf' } });
    const { signals, paths } = await engine.call('folder.columns', { folders: [lesson] });
    const golf = paths.filter((path, photo) =>
      path.includes('/golf/')
        ? (signals.sport[photo] ?? NaN) > 0.5
        : (signals.sport[photo] ?? NaN) < 0.5,
    );
    assert.ok(golf.length >= paths.length - 3, `${golf.length} of ${paths.length}`);
    await engine.call('settings.reset', { names: ['sport.chosen'] });
  });

  it('gives the command line the same figures, and the same file, for the same photos and seed', async () => {
    const data = join(work, 'cli');
    const { code, stdout, stderr } = await podium(
      ['train', lesson, '--json', '--use', '--data', data, '--matrix', join(work, 'matrix.csv')],
      { env: { PODIUM_MODELS: join(work, 'models') } },
    );
    assert.equal(code, 3, stderr);
    const said = JSON.parse(stdout) as Record<string, unknown>;
    const { accuracy, votes, temperature, errorBefore, errorAfter } = taught.figures;
    assert.deepEqual(
      [said['right'], said['photos'], said['folder_votes'], said['temperature'], said['classes']],
      [accuracy.right, accuracy.photos, votes, temperature, accuracy.classes],
    );
    assert.deepEqual(said['calibration_error'], { before: errorBefore, after: errorAfter });
    assert.equal(said['model'], taught.model.id, 'the same file is the same model');
    assert.match(stderr, /my sports \(my-sports\) tells the sports from now on/);
    assert.match(
      readFileSync(join(work, 'matrix.csv'), 'utf8'),
      /^\uFEFF?label,beach volley,golf,judo/,
    );
  });

  it('learns two layers, and from the class that a table names', async () => {
    const table = join(work, 'labels.csv');
    const { paths } = await engine.call('folder.columns', { folders: [lesson] });
    const rows = paths.map((path, photo) => [
      path,
      path.includes('golf') ? 'Golf' : photo === 1 ? 'NaN' : 'other',
    ]);
    writeFileSync(
      table,
      [['Path', 'Label', 'stars'], ...rows.map((row) => [...row, 'NaN'])]
        .map((row) => row.join(';'))
        .join('\n'),
    );
    const { figures, hidden, leftOut } = await engine.call('teach.sport', {
      ...{ folder: lesson, labels: table, hidden: 16, name: 'Golf or not' },
    });
    assert.equal(hidden, 16);
    assert.deepEqual(
      figures.accuracy.classes.map(({ sport }) => sport),
      ['golf', 'other'],
    );
    assert.equal(leftOut.unlabelled, 1);
  });

  it('is taken to another Podium as its file and its names, is refused where it does not fit, and can be removed', async () => {
    const { id } = taught.model;
    const file = (ending: string) => join(work, 'models', `${id}.${ending}`);
    const other = createEngine({
      ...engineOptions(join(work, 'other')),
      modelsFolder: join(work, 'else'),
    });
    try {
      mkdirSync(join(work, 'else'), { recursive: true });
      await ownModelFolder(join(work, 'else'));
      const model = await other.call('models.import', { path: file('onnx'), labels: file('txt') });
      assert.deepEqual([model.installed, model.chosen], [true, true]);
      const photo = { path: join(lesson, 'golf', 'aaa.jpg') };
      const here = await engine.call('sport.predict', { photos: [photo], classifier: id });
      const there = await other.call('sport.predict', { photos: [photo] });
      const apart =
        (here.predictions[0]?.confidence ?? NaN) - (there.predictions[0]?.confidence ?? NaN);
      // Features of the cache are kept in 16 bits each.
      assert.ok(Math.abs(apart) < 0.02, String(apart));
      writeFileSync(join(work, 'two.txt'), 'golf\njudo\n');
      await assert.rejects(
        other.call('models.import', { path: file('onnx'), labels: join(work, 'two.txt') }),
        /gives 3 probabilities, but the labels file names 2 classes/,
      );
      const foreign = join(work, 'foreign.onnx');
      const layer = {
        inputs: 640,
        outputs: 3,
        weights: new Float32Array(1920),
        bias: new Float32Array(3),
      };
      writeFileSync(foreign, featureHead([layer], 'nanodet-of-old'));
      const old = await other.call('models.import', { path: foreign, labels: file('txt') });
      await assert.rejects(
        other.call('sport.predict', { photos: [photo], classifier: old.id }),
        /foreign was taught on what another network sees in photos, .*teach it again/,
      );
    } finally {
      await other.close();
    }
    const left = await engine.call('models.remove', { id });
    assert.ok(!left.some((model) => model.id === id));
  });
});

describe('teaching from CLIP', () => {
  it('takes what CLIP sees where it is installed, and tells photos by it', async () => {
    await engine.close();
    await writeTestClip(join(work, 'models'));
    engine = open('data');
    const { features, model, parity } = await engine.call('teach.sport', { folder: lesson });
    assert.equal(features, 'clip');
    assert.ok(parity <= 1e-5);
    await engine.call('models.choose', { role: 'classifier', id: model.id });
    const { sports } = await engine.call('folder.columns', { folders: [lesson] });
    assert.deepEqual(sports.names, ['beach volley', 'golf', 'judo']);
    assert.equal(sports.best.filter((best) => best >= 0).length, 24);
    const photos = [{ bytes: new Uint8Array(await lessonPhoto(6, 12)), name: 'dropped.jpg' }];
    const { predictions } = await engine.call('sport.predict', { photos });
    assert.ok((predictions[0]?.confidence ?? 0) > 1 / 3);
    const players = await engine.call('teach.sport', { folder: lesson, features: 'bodies' });
    assert.equal(players.features, 'bodies');
  });
});
