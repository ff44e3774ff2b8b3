// The built networks give what the package's own TensorFlow.js gives, on equal crops of its six sample photos.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { floatsOf } from '../../electron/engine/running/inference.ts';
import type { Model } from '../../electron/engine/running/inference.ts';
import { loadModel } from '../../electron/engine/running/inference.ts';
import { resized } from '../../electron/engine/stages/faces/align.ts';
import { createPyramid, cutCrop } from '../../electron/engine/stages/faces/face-crops.ts';
import type { Crop, Pyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { findLandmarks } from '../../electron/engine/stages/faces/networks/landmarks.ts';
import type { FaceShape } from '../../electron/engine/stages/faces/networks/landmarks.ts';
import { searchWithSsd } from '../../electron/engine/stages/faces/finding/search.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelRole } from '../../shared/models.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { openReference, samplePhoto } from './tensorflow-reference.ts';
import type { Reference } from './tensorflow-reference.ts';

// What the product promises; measured differences are about 0.000002 (the order of sums differs, nothing else).
const TOLERANCE = 1e-3;
const LEAST_COSINE = 0.9999;

type Sample = { readonly pyramid: Pyramid; readonly faces: readonly FaceShape[] };

function largestDifference(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? Number.NaN), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

async function run(model: Model, { rgb, sizePx }: Crop) {
  return model.run({ image: { data: rgb, dims: [1, sizePx, sizePx, 3] } });
}

describe('parity with TensorFlow.js', () => {
  let folder = '';
  let reference: Reference;
  const models = new Map<ModelRole, Model>();
  const samples: Sample[] = [];

  const model = (role: ModelRole): Model =>
    models.get(role) ?? assert.fail(`No model for ${role}.`);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'podium-parity-'));
    const opened = await openModelFolder(folder);
    for (const role of ['face-detector', 'landmarks', 'face-embedder', 'expression'] as const) {
      const path = opened.chosen(role)?.files[0]?.path ?? assert.fail(`No file for ${role}.`);
      models.set(role, await loadModel(path, { threads: 2 }));
    }
    reference = await openReference();
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const path = samplePhoto(number);
      const { detail } = await decodePhoto(await readFile(path), path, defaultSettings);
      const pyramid = createPyramid(detail);
      const faces: FaceShape[] = [];
      for (const detection of await searchWithSsd(pyramid, model('face-detector'), 0.5)) {
        faces.push(await findLandmarks(pyramid, detection, model('landmarks')));
      }
      assert.ok(faces.length > 0, `${path} shows a face`);
      samples.push({ pyramid, faces });
    }
  });

  after(async () => {
    for (const each of models.values()) await each.release();
    await rm(folder, { recursive: true });
  });

  it('finds the same boxes with the same scores', async (t) => {
    let boxes = 0;
    let scores = 0;
    for (const { pyramid } of samples) {
      const { widthPx, heightPx } = pyramid.raster;
      const scale = Math.max(widthPx, heightPx) / 512;
      const crop = cutCrop(pyramid, { a: scale, b: 0, x0: 0, y0: 0 }, 512);
      const own = await run(model('face-detector'), crop);
      const other = await reference.detect(crop.rgb);
      boxes = Math.max(boxes, largestDifference(floatsOf(own, 'boxes'), other.boxes));
      scores = Math.max(scores, largestDifference(floatsOf(own, 'scores'), other.scores));
    }
    t.diagnostic(`largest difference: boxes ${boxes}, scores ${scores}`);
    assert.ok(boxes <= TOLERANCE && scores <= TOLERANCE);
  });

  it('finds the same landmarks and expressions', async (t) => {
    let landmarks = 0;
    let expression = 0;
    for (const { crop } of samples.flatMap(({ faces }) => faces)) {
      const points = floatsOf(await run(model('landmarks'), crop), 'landmarks');
      landmarks = Math.max(
        landmarks,
        largestDifference(points, await reference.landmarks(crop.rgb)),
      );
      const read = floatsOf(await run(model('expression'), crop), 'probabilities');
      expression = Math.max(
        expression,
        largestDifference(read, await reference.expression(crop.rgb)),
      );
    }
    t.diagnostic(`largest difference: landmarks ${landmarks}, expression ${expression}`);
    assert.ok(landmarks <= TOLERANCE && expression <= TOLERANCE);
  });

  it('gives the same descriptors', async (t) => {
    let difference = 0;
    let leastCosine = 1;
    for (const { pyramid, faces } of samples) {
      for (const { chip } of faces) {
        const crop = cutCrop(pyramid, resized(chip, 150), 150);
        const own = floatsOf(await run(model('face-embedder'), crop), 'descriptor');
        const other = await reference.descriptor(crop.rgb);
        difference = Math.max(difference, largestDifference(own, other));
        leastCosine = Math.min(leastCosine, cosine(own, other));
      }
    }
    const count = samples.reduce((sum, { faces }) => sum + faces.length, 0);
    t.diagnostic(`${count} faces: largest difference ${difference}, least cosine ${leastCosine}`);
    assert.ok(difference <= TOLERANCE && leastCosine >= LEAST_COSINE);
  });
});
