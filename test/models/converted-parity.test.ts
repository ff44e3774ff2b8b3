// The converted networks give what TensorFlow.js gives with the package's own graph, on crops of six sample photos.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { floatsOf, loadModel, type Model } from '../../electron/engine/running/inference.ts';
import { resized, type Similarity } from '../../electron/engine/stages/faces/align.ts';
import {
  createPyramid,
  cutCrop,
  type Pyramid,
} from '../../electron/engine/stages/faces/face-crops.ts';
import { findLandmarks } from '../../electron/engine/stages/faces/networks/landmarks.ts';
import { searchWithSsd } from '../../electron/engine/stages/faces/finding/search.ts';
import { openModelFolder, type ModelFolder } from '../../models/folder.ts';
import type { ModelRole } from '../../shared/models.ts';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { openGraphReference } from './graph-model-reference.ts';
import { samplePhoto } from './tensorflow-reference.ts';

/** Of probabilities, and of positions in shares of the input; NanoDet's distances are logits up to 10. */
const TOLERANCE = 1e-4;

/** Where a crop is cut out, for a crop of one pixel a side. */
type Places = {
  readonly photo: readonly Similarity[];
  readonly faces: readonly Similarity[];
  readonly eyes: readonly Similarity[];
};
type Expected = Readonly<Record<string, Float32Array>>;
type Case = {
  readonly role: ModelRole;
  /** Name of its files in the package. */
  readonly file: string;
  readonly sidePx: number;
  readonly places: keyof Places;
  readonly input: (rgb: Float32Array) => Float32Array | Int32Array;
  /** The input is [1, 3, side, side] instead of [1, side, side, 3]. */
  readonly planes?: boolean;
  readonly nodes: readonly string[];
  readonly expected: (given: readonly Float32Array[]) => Expected;
};

const nothing = new Float32Array();
const over = (by: number) => (values: Float32Array) => values.map((value) => value / by);

/** Blue, green, red, one plane after the other. */
function imageNetPlanes(rgb: Float32Array): Float32Array {
  const mean = [103.53, 116.28, 123.675];
  const deviation = [57.375, 57.12, 58.395];
  const pixels = rgb.length / 3;
  return Float32Array.from({ length: rgb.length }, (_, i) => {
    const channel = Math.floor(i / pixels);
    return (at(rgb, 3 * (i % pixels) + 2 - channel) - at(mean, channel)) / at(deviation, channel);
  });
}

/** The mean of each channel. */
function pooled(values: Float32Array, channels: number, channelsLast: boolean): number[] {
  const cells = values.length / channels;
  return Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let cell = 0; cell < cells; cell++)
      sum += at(values, channelsLast ? cell * channels + channel : channel * cells + cell);
    return sum / cells;
  });
}

const call = 'StatefulPartitionedCall';
const cases: readonly Case[] = [
  {
    role: 'bodies',
    file: 'nanodet',
    sidePx: 416,
    places: 'photo',
    input: imageNetPlanes,
    planes: true,
    nodes: [
      ...['Identity', 'Identity_1', 'Identity_2', 'Identity_3', 'Identity_4', 'Identity_5'],
      'PartitionedCall/onnx_tf_prefix_Concat_42',
      ...['PartitionedCall/Add_25', 'PartitionedCall/Add_26', 'PartitionedCall/Add_27'],
    ],
    expected: ([s8 = nothing, s16 = nothing, s32 = nothing, ...rest]) => {
      const [d8 = nothing, d16 = nothing, d32 = nothing, deep = nothing, ...wide] = rest;
      const means = [pooled(deep, 256, false), ...wide.map((layer) => pooled(layer, 128, true))];
      return {
        ...{ scores_8: s8, scores_16: s16, scores_32: s32 },
        ...{ distances_8: d8, distances_16: d16, distances_32: d32 },
        features: Float32Array.from(means.flat()),
      };
    },
  },
  {
    role: 'body-pose',
    file: 'movenet-lightning',
    sidePx: 192,
    places: 'photo',
    input: (rgb) => Int32Array.from(rgb),
    nodes: [
      ...[`${call}/Sigmoid`, `${call}/truediv_2`],
      ...[`${call}/kpt_regress_0/conv2d_6/BiasAdd`, `${call}/kpt_offset_0/conv2d_7/BiasAdd`],
    ],
    expected: ([heatmaps = nothing, centre = nothing, starts = nothing, offsets = nothing]) => ({
      ...{ heatmaps, centre },
      ...{ starts: over(48)(starts), offsets: over(48)(offsets) },
    }),
  },
  {
    role: 'face-mesh',
    file: 'facemesh',
    sidePx: 192,
    places: 'faces',
    input: over(255),
    nodes: ['Identity_2', 'Identity_1'],
    expected: ([mesh = nothing, face = nothing]) => ({ mesh: over(192)(mesh), face }),
  },
  {
    role: 'iris',
    file: 'iris',
    sidePx: 64,
    places: 'eyes',
    input: over(255),
    nodes: ['Identity'],
    expected: ([points = nothing]) => ({ points: over(64)(points) }),
  },
  {
    role: 'second-face-detector',
    file: 'facemesh-detection-full',
    sidePx: 192,
    places: 'photo',
    input: (rgb) => rgb.map((value) => value / 127.5 - 1),
    nodes: ['Identity'],
    expected: ([faces = nothing]) => ({
      scores: faces.filter((_, i) => i % 17 === 0).map((logit) => 1 / (1 + Math.exp(-logit))),
      boxes: faces.filter((_, i) => i % 17 !== 0).map((value) => value / 192),
    }),
  },
];

function largest(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - at(b, i))), 0);
}

/** Upright, the eye in its middle, 2.3 times as wide as the eye. */
function eyePlace(outer: Point, inner: Point): Similarity {
  const side = 2.3 * Math.hypot(outer.x - inner.x, outer.y - inner.y);
  const [x, y] = [(outer.x + inner.x) / 2, (outer.y + inner.y) / 2];
  return { a: side, b: 0, x0: x - side / 2, y0: y - side / 2 };
}

describe('parity of the converted networks with TensorFlow.js', () => {
  let dir = '';
  let folder: ModelFolder;
  const samples: { readonly pyramid: Pyramid; readonly places: Places }[] = [];

  const open = (role: ModelRole): Promise<Model> =>
    loadModel(folder.chosen(role)?.files[0]?.path ?? assert.fail(`No file for ${role}.`), {
      threads: 2,
    });

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-converted-'));
    folder = await openModelFolder(dir);
    const [detector, landmarks] = [await open('face-detector'), await open('landmarks')];
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const path = samplePhoto(number);
      const { detail } = await decodePhoto(await readFile(path), path, defaultSettings);
      const pyramid = createPyramid(detail);
      const longer = Math.max(detail.widthPx, detail.heightPx);
      const faces: Similarity[] = [];
      const eyes: Similarity[] = [];
      for (const detection of await searchWithSsd(pyramid, detector, 0.5)) {
        const shape = await findLandmarks(pyramid, detection, landmarks);
        faces.push(shape.chip);
        const point = (index: number): Point => shape.landmarks[index] ?? assert.fail();
        eyes.push(eyePlace(point(36), point(39)), eyePlace(point(45), point(42)));
      }
      assert.ok(faces.length > 0, `${path} shows a face`);
      samples.push({
        pyramid,
        places: { photo: [{ a: longer, b: 0, x0: 0, y0: 0 }], faces, eyes },
      });
    }
    for (const model of [detector, landmarks]) await model.release();
  });
  after(() => rm(dir, { recursive: true }));

  for (const { role, file, sidePx, places, input, planes, nodes, expected } of cases)
    it(`${role}: gives the same`, async (t) => {
      const model = await open(role);
      const reference = await openGraphReference(file);
      const worst: Record<string, number> = {};
      let crops = 0;
      for (const sample of samples)
        for (const place of sample.places[places]) {
          const crop = cutCrop(sample.pyramid, resized(place, sidePx), sidePx);
          const rgb = crop.rgb.map(Math.round); // MoveNet wants whole numbers
          const own = await model.run({ image: { data: rgb, dims: [1, sidePx, sidePx, 3] } });
          const dims = planes ? [1, 3, sidePx, sidePx] : [1, sidePx, sidePx, 3];
          const others = expected(reference.run({ data: input(rgb), dims }, nodes));
          assert.deepEqual(Object.keys(own).sort(), Object.keys(others).sort());
          for (const [name, values] of Object.entries(others))
            worst[name] = Math.max(worst[name] ?? 0, largest(floatsOf(own, name), values));
          crops++;
        }
      reference.close();
      await model.release();
      const list = Object.entries(worst).map(([name, most]) => `${name} ${most.toExponential(1)}`);
      t.diagnostic(`${role}: ${crops} crops, largest difference: ${list.join(', ')}`);
      assert.ok(Object.values(worst).every((most) => most <= TOLERANCE));
    });
});
