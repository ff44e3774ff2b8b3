// Imported classifiers: what is let in, what is refused and why, and that the known answers come out.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadModel } from '../../electron/engine/running/inference.ts';
import { classifierInput, classifierOf } from '../../electron/engine/stages/sport/classifier.ts';
import { tryClassifier } from '../../electron/engine/trial/try-classifier.ts';
import type { ClassifierFit } from '../../models/classifier.ts';
import { createGraph } from '../../models/graphs/onnx.ts';
import type { Raster } from '../../shared/photo.ts';
import { softmax } from '../../shared/arithmetic/vectors.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import {
  colourClassifier,
  colourSports,
  sportColours,
  type ColourClassifier,
} from '../fixtures/colour-classifier.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podium-classifier-'));
});
after(() => rm(folder, { recursive: true }));

async function write(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.onnx`);
  await writeFile(path, bytes);
  return path;
}

/** `left` fills the left third, `rest` the other two. */
function picture(rest: readonly number[], left: readonly number[] = rest, widthPx = 300): Raster {
  const heightPx = 100;
  const data = new Uint8Array(3 * widthPx * heightPx);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++)
    data.set(pixel % widthPx < widthPx / 3 ? left : rest, 3 * pixel);
  return { widthPx, heightPx, data };
}

async function classify(made: ColourClassifier, photo: Raster, fit: ClassifierFit) {
  const path = await write(colourClassifier(made));
  const classifier = await classifierOf(await loadModel(path, { threads: 1 }), colourSports, fit);
  const probabilities = await classifier.classify(photo);
  await classifier.release();
  return { scores: classifier.facts.scores, probabilities };
}

const best = (values: Float32Array) => colourSports[values.indexOf(Math.max(...values))];

describe('classifier', () => {
  for (const layout of ['nchw', 'nhwc'] as const)
    for (const batch of [1, -1])
      for (const sizePx of [224, -1])
        it(`answers right with ${layout}, batch ${batch}, size ${sizePx}`, async () => {
          for (const sport of colourSports) {
            const made = { layout, batch, sizePx };
            const { probabilities } = await classify(made, picture(sportColours[sport]), 'stretch');
            assert.equal(best(probabilities), sport);
            const sum = probabilities.reduce((total, value) => total + value, 0);
            assert.ok(Math.abs(sum - 1) < 1e-5);
          }
        });

  it('tells probabilities from scores, and both mean the same in the end', async () => {
    const photo = picture(sportColours.golf);
    const logits = await classify({ scores: 'logits' }, photo, 'stretch');
    const probabilities = await classify({ scores: 'probabilities' }, photo, 'stretch');
    assert.deepEqual([logits.scores, probabilities.scores], ['logits', 'probabilities']);
    logits.probabilities.forEach((value, i) => {
      assert.ok(Math.abs(value - (probabilities.probabilities[i] ?? NaN)) < 1e-5);
    });
  });

  it('squeezes the whole photo into the square, or cuts out its middle', async () => {
    const photo = picture(sportColours.golf, sportColours.tennis);
    const whole = await classify({ sharpness: 1 }, photo, 'stretch');
    const middle = await classify({ sharpness: 1 }, photo, 'centre-square');
    const plain = await classify({ sharpness: 1 }, picture(sportColours.golf), 'centre-square');
    assert.ok((whole.probabilities[0] ?? 0) > 2 * (plain.probabilities[0] ?? 0));
    assert.ok(Math.abs((middle.probabilities[0] ?? 0) - (plain.probabilities[0] ?? 0)) < 0.01);
  });

  it('normalises by the mean and deviation of ImageNet, planes and pixels alike', () => {
    const data = new Uint8Array(3 * 224 * 224);
    data.set([255, 0, 128], 3 * 7);
    const raster = { widthPx: 224, heightPx: 224, data };
    const wanted = [(1 - 0.485) / 0.229, -0.456 / 0.224, (128 / 255 - 0.406) / 0.225];
    const planes = classifierInput(raster, 'nchw');
    const pixels = classifierInput(raster, 'nhwc');
    assert.deepEqual(
      [planes.dims, pixels.dims],
      [
        [1, 3, 224, 224],
        [1, 224, 224, 3],
      ],
    );
    wanted.forEach((value, channel) => {
      assert.ok(Math.abs(Number(planes.data[channel * 224 * 224 + 7]) - value) < 1e-5);
      assert.ok(Math.abs(Number(pixels.data[3 * 7 + channel]) - value) < 1e-5);
    });
  });

  it('is described for the list: what it is fed, what its scores are, which classes it knows', async () => {
    const path = await write(colourClassifier({ layout: 'nhwc' }));
    const names = await write(new TextEncoder().encode(JSON.stringify(colourSports)));
    const fit = 'centre-square';
    const described = await tryClassifier({ path, labels: names, fit, threads: 1 });
    assert.equal(described.input, 'float [1, 224, 224, 3]');
    assert.equal(described.output, '3 scores, made probabilities by softmax');
    const { preprocessing } = described;
    assert.ok(preprocessing?.kind === 'pixels' && preprocessing.fit === 'centre-square');
  });

  it('keeps its head with scores of hundreds', () => {
    assert.deepEqual([...softmax(Float32Array.of(1000, 0, -1000))], [1, 0, 0]);
  });
});

describe('classifier that does not fit', () => {
  const constant = () => {
    const graph = createGraph('constant');
    graph.input('photo', [1, 3, 224, 224]);
    const scores = graph.constant({ dims: [1, 3], data: Float32Array.of(1, 2, 3) });
    graph.output('scores', graph.node('Identity', [scores], [1, 3]));
    return graph.bytes();
  };
  const flat = () => {
    const graph = createGraph('flat');
    graph.output('scores', graph.node('Identity', [graph.input('photo', [1, 3])], [1, 3]));
    return graph.bytes();
  };
  const two = () => {
    const graph = createGraph('two');
    const [a, b] = [graph.input('a', [1, 3]), graph.input('b', [1, 3])];
    graph.output('scores', graph.node('Add', [a, b], [1, 3]));
    return graph.bytes();
  };
  const wrong: Readonly<Record<string, readonly [bytes: () => Uint8Array, says: RegExp]>> = {
    'no model at all': [() => new TextEncoder().encode('no'), /damaged or not a model/],
    'a flat input': [flat, /shape \[1, 3\]; a photo needs four sizes/],
    'two inputs': [two, /takes 2 inputs; a classifier takes one photo/],
    'another size': [() => colourClassifier({ sizePx: 299 }), /prepares photos of 224 x 224/],
    'a batch of eight': [() => colourClassifier({ batch: 8 }), /takes 8 photos at a time/],
    'fewer classes than labels': [
      () => colourClassifier({ order: [0, 1] }),
      /gives 2 scores, but the labels file names 3 classes/,
    ],
    'scores that are not numbers': [
      () => colourClassifier({ scores: 'not numbers' }),
      /scores that are not numbers/,
    ],
    'the same answer to everything': [constant, /same scores for every picture/],
  };
  for (const [what, [bytes, says]] of Object.entries(wrong))
    it(`is refused for ${what}`, async () => {
      const path = await write(bytes());
      const names = await write(new TextEncoder().encode(colourSports.join('\n')));
      const files = { path, labels: names, fit: 'stretch', threads: 1 } as const;
      await assert.rejects(tryClassifier(files), (error) => {
        assert.ok(error instanceof EngineError && error.code === 'bad-input');
        assert.match(error.message, says);
        assert.match(error.message, /onnx cannot be used as a classifier: /);
        return true;
      });
    });
});
