// Models that give no numbers for some photos: these keep all the rest, are told of once, and tried again by another model.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { createGraph } from '../../models/onnx.ts';
import { plainPhoto, writeColourClassifier } from '../fixtures/colour-classifier.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

/** Logarithms of the mean colours: no numbers for a black photo, whatever constants its colours were normalised by. */
function logarithms(input: string, output: string, normal: readonly number[], size: number) {
  const graph = createGraph('logarithms');
  const photo = graph.input(input, [1, 3, 224, 224]);
  const shift = graph.constant({ dims: [1, 3, 1, 1], data: Float32Array.from(normal) });
  const light = graph.node('Add', [photo, shift], photo.dims);
  const mean = graph.node('GlobalAveragePool', [light], [1, 3, 1, 1]);
  const flat = graph.node('Flatten', [mean], [1, 3], { axis: 1 });
  const logs = graph.node('Log', [flat], [1, 3]);
  const weights = Float32Array.from({ length: 3 * size }, (_, i) => (i % 3) - 1.5);
  const table = graph.constant({ dims: [3, size], data: weights });
  graph.output(output, graph.node('MatMul', [logs, table], [1, size]));
  return graph.bytes();
}

// (mean - 0.01) / deviation of each colour, as ImageNet and CLIP publish them: black comes out below 0.
const imageNet = [2.07, 1.99, 1.76];
const clip = [1.75, 1.71, 1.44];

describe('a model that gives no numbers for a black photo', () => {
  let work: string;
  let engine: Engine;
  const input = () => ({ folders: [join(work, 'match')] });
  const open = () => {
    const options = engineOptions(join(work, 'data'));
    engine = createEngine({ ...options, modelsFolder: join(work, 'models') });
  };
  const analyse = () => engine.call('folder.analyse', input());
  const black = () => join(work, 'match', 'black.png');

  before(async () => {
    work = temporaryFolder();
    mkdirSync(join(work, 'match'));
    writeFileSync(black(), await plainPhoto([0, 0, 0]));
    writeFileSync(join(work, 'match', 'red.png'), await plainPhoto([220, 30, 30]));
    const models = join(work, 'models');
    await ownModelFolder(models);
    const listed = await writeTestClip(models);
    const network = logarithms('pixel_values', 'image_embeds', clip, 512);
    writeFileSync(join(models, 'test-clip-image.onnx'), network);
    const files = [{ bytes: network.length, sha256: hash('sha256', network), mirrors: [] }];
    const changed = listed.map((entry) =>
      entry.role === 'clip-image'
        ? { ...entry, files: files.map((file) => ({ file: 'test-clip-image.onnx', ...file })) }
        : entry,
    );
    writeFileSync(join(models, 'catalogue.json'), JSON.stringify({ models: changed }));
    writeFileSync(join(work, 'logs.onnx'), logarithms('photo', 'scores', imageNet, 3));
    writeFileSync(join(work, 'labels.txt'), 'a\nb\nc\n');
    open();
    await engine.call('models.import', {
      path: join(work, 'logs.onnx'),
      labels: join(work, 'labels.txt'),
    });
    await engine.call('folder.sync', input());
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('leaves the photo in the folder, with the reasons', async () => {
    const { analysed, failed } = await analyse();
    assert.deepEqual([analysed, failed], [2, 0]);
    const { paths, problems, sports, signals } = await engine.call('folder.columns', input());
    assert.equal(paths[0], black());
    assert.equal(sports.best[0], -1);
    assert.ok((sports.best[1] ?? -1) >= 0);
    assert.ok(Number.isNaN(signals.aesthetic[0]) && !Number.isNaN(signals.aesthetic[1]));
    assert.ok((signals.exposure[0] ?? NaN) >= 0);
    assert.deepEqual(
      problems.map(({ path }) => path),
      [black()],
    );
    assert.match(
      problems[0]?.message ?? '',
      /black\.png could not be described by CLIP: .* No sport could be told of black\.png: It gives scores/,
    );
  });

  it('is not tried again, also after a restart', async () => {
    for (const again of [false, true]) {
      if (again) {
        await engine.close();
        open();
      }
      await engine.call('folder.sync', input());
      const { filesRead, decoded, inferences } = await analyse();
      assert.deepEqual([filesRead, decoded, inferences], [0, 0, 0]);
    }
  });

  it('is tried again once the photo is asked of another model', async () => {
    await writeColourClassifier(join(work, 'models'), 'colours');
    await engine.call('models.choose', { role: 'classifier', id: 'colours' });
    assert.equal((await analyse()).analysed, 2);
    const { problems, sports } = await engine.call('folder.columns', input());
    assert.ok([...sports.best].every((best) => best >= 0));
    assert.equal(problems.length, 1);
    assert.ok(!(problems[0]?.message ?? '').includes('sport'));
    await engine.call('models.remove', { id: 'test-clip-image' });
    await analyse();
    assert.deepEqual((await engine.call('folder.columns', input())).problems, []);
  });
});
