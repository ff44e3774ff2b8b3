// SFace, FER MobileFaceNet and OCEC: alignment, channels and scales to the number, by networks that say what they are shown.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadModel } from '../../electron/engine/running/inference.ts';
import type { Model } from '../../electron/engine/running/inference.ts';
import { mapPoint } from '../../electron/engine/stages/faces/align.ts';
import type { Similarity } from '../../electron/engine/stages/faces/align.ts';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import { expressions } from '../../electron/engine/stages/faces/expressions.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import type { Pyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import {
  ferMobileFaceNet,
  probabilitiesOf,
} from '../../electron/engine/stages/faces/networks/fer-mobilefacenet.ts';
import type { FaceShape } from '../../electron/engine/stages/faces/networks/landmarks.ts';
import { ocecReader } from '../../electron/engine/stages/faces/networks/ocec.ts';
import { alignedPlace, fivePoints, seeFace } from '../../electron/engine/stages/faces/seen-face.ts';
import type { FivePoints, SeenFace } from '../../electron/engine/stages/faces/seen-face.ts';
import { sfaceEmbedder } from '../../electron/engine/stages/faces/networks/sface.ts';
import { ferProbe, ocecProbe, probeNetwork, sfaceProbe } from '../fixtures/probe-networks.ts';
import type { Probe } from '../fixtures/probe-networks.ts';

let dir = '';
const opened: Model[] = [];
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'podium-networks-'));
});
after(async () => {
  for (const model of opened) await model.release();
  await rm(dir, { recursive: true });
});

async function open(probe: Probe): Promise<Model> {
  const path = join(dir, `${opened.length}.onnx`);
  await writeFile(path, probeNetwork(probe));
  const model = await loadModel(path, { threads: 1 });
  opened.push(model);
  return model;
}

/** Red says how far right a pixel lies, green how far down; blue is the same everywhere. */
const BLUE = 90;
function ramp(): Pyramid {
  const data = new Uint8Array(3 * 256 * 256);
  for (let pixel = 0; pixel < 256 * 256; pixel++)
    data.set([pixel % 256, Math.floor(pixel / 256), BLUE], 3 * pixel);
  return createPyramid({ widthPx: 256, heightPx: 256, data });
}

// As OpenCV publishes them; not read from the code that is checked here.
const places: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** Crop to photo, both counted from the middle of the first pixel: 1.3 times as large, turned by 20 degrees. */
const turned: Similarity = {
  a: 1.3 * Math.cos(Math.PI / 9),
  b: 1.3 * Math.sin(Math.PI / 9),
  x0: 70,
  y0: 20,
};

function five(points: readonly Point[]): FivePoints {
  const [right, left, nose, mouthRight, mouthLeft] = points;
  assert.ok(right && left && nose && mouthRight && mouthLeft);
  return [right, left, nose, mouthRight, mouthLeft];
}

const noLandmarks: FaceShape = {
  landmarks: [],
  chip: { a: 1, b: 0, x0: 0, y0: 0 },
  crop: { sizePx: 112, rgb: new Float32Array(3 * 112 * 112) },
  disagreement: 0,
};

function face(): SeenFace {
  const points = five(places.map((place) => mapPoint(turned, place)));
  const box = { x: 100, y: 100, width: 100, height: 100 };
  return seeFace(ramp(), { box, confidence: 1, points }, noLandmarks);
}

/** What a probe should be shown for a pick: red, green and blue 0..255 of the square's middle in the photo. */
function shown(pick: number): number {
  const plane = Math.floor(pick / 196);
  const [row, column] = [Math.floor((pick % 196) / 14), pick % 14];
  const { x, y } = mapPoint(turned, { x: 8 * column + 3.5, y: 8 * row + 3.5 });
  return [x, y, BLUE][plane] ?? Number.NaN;
}

function assertNear(actual: Float32Array, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const off = Math.abs((actual[i] ?? Number.NaN) - value);
    assert.ok(off <= tolerance, `number ${i} is ${actual[i]}, not ${value}`);
  }
}

describe('the aligned crop', () => {
  it('puts the five points where they are published, in the least-squares sense', () => {
    const place = alignedPlace(five(places.map((each) => mapPoint(turned, each))));
    for (const each of places) {
      const { x, y } = mapPoint(place, { x: each.x + 0.5, y: each.y + 0.5 });
      const there = mapPoint(turned, each);
      assert.ok(Math.hypot(x - 0.5 - there.x, y - 0.5 - there.y) < 1e-9);
    }
    // A nose moved by itself moves the crop, by a fifth of its way.
    const moved = places.map((each, i) => (i === 2 ? { x: each.x + 10, y: each.y } : each));
    const middle = { x: 56.5, y: 72 }; // the mean of the places, 0.5 on
    const drawn = mapPoint(alignedPlace(five(moved)), middle);
    assert.ok(Math.abs(drawn.x - middle.x - 2) < 0.1);
  });

  it('takes the points from 68 landmarks where the detector gives none', () => {
    const landmarks = Array.from({ length: 68 }, (_, i) => ({ x: i, y: 2 * i }));
    assert.deepEqual(
      fivePoints(landmarks).map(({ x, y }) => [x, y]),
      [
        [38.5, 77],
        [44.5, 89],
        [30, 60],
        [48, 96],
        [54, 108],
      ],
    );
    assert.throws(() => fivePoints(landmarks.slice(0, 50)), /68 landmarks/);
  });
});

describe('SFace', () => {
  it('is shown red, green and blue from 0 to 255, and its numbers get unit length', async () => {
    const embed = sfaceEmbedder(await open(sfaceProbe));
    const expected = sfaceProbe.picks.map(shown);
    const length = Math.hypot(...expected);
    assertNear(
      await embed(face()),
      expected.map((value) => value / length),
      1e-5,
    );
  });

  it('refuses a file of another shape, and says what it has', async () => {
    const small = await open({ ...sfaceProbe, picks: [1, 2, 3] });
    assert.throws(
      () => sfaceEmbedder(small),
      /not SFace: it takes data \[1, 3, 112, 112\] and gives fc1 \[1, 3\]/,
    );
    const eye = await open(ocecProbe);
    assert.throws(() => sfaceEmbedder(eye), /images \[1, 3, 24, 40\]/);
  });

  it('says that a network which gives only zeros does not work', async () => {
    const dead = sfaceEmbedder(await open({ ...sfaceProbe, gain: 0 }));
    await assert.rejects(dead(face()), /nothing but zeros/);
  });
});

describe('FER MobileFaceNet', () => {
  it('is shown red, green and blue from -1 to 1, its classes put in the stored order', async () => {
    const read = ferMobileFaceNet(await open(ferProbe));
    const logits = ferProbe.picks.map((pick) => 3 * ((shown(pick) / 255 - 0.5) / 0.5));
    const powers = logits.map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    const [angry, disgust, fearful, happy, neutral, sad, surprised] = powers.map((p) => p / sum);
    assert.deepEqual(expressions, [
      'neutral',
      'happy',
      'sad',
      'angry',
      'fearful',
      'disgusted',
      'surprised',
    ]);
    const stored = [neutral, happy, sad, angry, fearful, disgust, surprised];
    assertNear(await read(face()), stored.map(Number), 1e-5);
  });

  it('survives logits of any size', () => {
    const huge = probabilitiesOf(Float32Array.of(-900, 0, 0, 900, 0, 0, 0));
    assert.deepEqual([...huge], [0, 1, 0, 0, 0, 0, 0]);
  });

  it('refuses a file of another shape', async () => {
    const six = await open({ ...ferProbe, picks: [1, 2, 3, 4, 5, 6] });
    assert.throws(() => ferMobileFaceNet(six), /not FER MobileFaceNet: .* gives label \[1, 6\]/);
  });
});

describe('OCEC', () => {
  it('is shown each eye 24 high and 40 wide, turned with it, from 0 to 1', async () => {
    const read = ocecReader(await open(ocecProbe));
    const eye = { side: 'left', centre: { x: 120.5, y: 140.5 }, widthPx: 60, angle: 0.3 } as const;
    // The square's middle lies 8 of 40 pixels to the right of the eye's: 1.3 * 60 / 40 photo pixels each.
    const green = 140 + 8 * ((1.3 * 60) / 40) * Math.sin(0.3);
    assertNear(Float32Array.of(await read(ramp(), eye)), [green / 255], 0.002);
  });

  it('refuses what is no probability, and a file of another shape', async () => {
    const loud = ocecReader(await open({ ...ocecProbe, gain: 9 }));
    const eye = { side: 'left', centre: { x: 120, y: 140 }, widthPx: 60, angle: 0 } as const;
    await assert.rejects(loud(ramp(), eye), /no probability/);
    const flat = await open({ ...ocecProbe, outputDims: [1, 1] });
    assert.throws(() => ocecReader(flat), /not OCEC/);
  });
});
