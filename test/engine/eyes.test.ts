// Open eyes: drawn lids of a known opening, the worse eye decides, and small, averted, shaded or hidden eyes are unknown.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import { eyesOf, eyesOpen, openness } from '../../electron/engine/stages/faces/eyes/eyes.ts';
import type { EyeReader } from '../../electron/engine/stages/faces/eyes/eyes.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import type { FaceMesh } from '../../electron/engine/stages/faces/networks/face-mesh.ts';
import { lidRatio } from '../../electron/engine/stages/faces/networks/iris.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';

/** The outline of an eye as the iris network draws it: corners 0 and 8, lids across from each other `ratio` apart. */
function outline(widthPx: number, ratio: number, turned = 0): Point[] {
  const points: Point[] = Array.from({ length: 16 }, () => ({ x: 0, y: 0 }));
  const put = (index: number, x: number, y: number) => {
    const [dx, dy] = [x * widthPx, y * widthPx];
    points[index] = {
      x: 300 + dx * Math.cos(turned) - dy * Math.sin(turned),
      y: 200 + dx * Math.sin(turned) + dy * Math.cos(turned),
    };
  };
  put(0, 0, 0);
  put(8, 1, 0);
  [
    [3, 11, 0.4],
    [4, 12, 0.5],
    [5, 13, 0.6],
  ].forEach(([lower = 0, upper = 0, x = 0]) => {
    put(lower, x, ratio / 2);
    put(upper, x, -ratio / 2);
  });
  return points;
}

describe('the ratio of an eye', () => {
  it('is how far its lids are apart over its width, at any size and turn', () => {
    const ratio = fc.double({ min: 0, max: 0.6, noNaN: true });
    const width = fc.double({ min: 2, max: 200, noNaN: true });
    const turn = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(ratio, width, turn, (lids, widthPx, turned) => {
        assert.ok(Math.abs(lidRatio(outline(widthPx, lids, turned)) - lids) < 1e-9);
      }),
    );
  });

  it('becomes a probability that is even at 0.21 and grows with the opening', () => {
    assert.deepEqual([0, 0.12, 0.21, 0.3, 0.5].map(openness), [0, 0, 0.5, 1, 1]);
    fc.assert(
      fc.property(fc.double({ min: 0.14, max: 0.27, noNaN: true }), (ratio) => {
        assert.ok(openness(ratio) < openness(ratio + 0.01));
      }),
    );
  });
});

const SKIN = 180;

type Made = {
  readonly widthPx?: number;
  readonly likelihood?: number;
  /** By the mesh. */
  readonly turnedDeg?: number;
  /** Luma around the right and the left eye. */
  readonly light?: readonly [right: number, left: number];
};

/** A photo of plain skin with two squares around the eyes, and the mesh that lies over it. */
function made({ widthPx = 30, likelihood = 1, turnedDeg = 0, light = [SKIN, SKIN] }: Made) {
  const raster: Raster = {
    data: new Uint8Array(3 * 400 * 300).fill(SKIN),
    widthPx: 400,
    heightPx: 300,
  };
  const centres = [
    { x: 130, y: 100 },
    { x: 270, y: 100 },
  ] as const;
  centres.forEach(({ x, y }, i) => {
    const half = Math.round(1.2 * widthPx);
    for (let row = y - half; row < y + half; row++)
      raster.data.fill(light[i] ?? 0, 3 * (row * 400 + x - half), 3 * (row * 400 + x + half));
  });
  const points: Point[] = Array.from({ length: 468 }, () => ({ x: 200, y: 150 }));
  const corners = [
    [33, 133],
    [362, 263],
  ] as const;
  corners.forEach(([from, to], i) => {
    const { x, y } = centres[i] ?? assert.fail();
    points[from] = { x: x - widthPx / 2, y };
    points[to] = { x: x + widthPx / 2, y };
  });
  points[50] = { x: 130, y: 250 };
  points[280] = { x: 270, y: 250 };
  const mesh: FaceMesh = { likelihood, points, yawDeg: turnedDeg };
  return { pyramid: createPyramid(raster), mesh };
}

const bothAt =
  (right: number, left = right): EyeReader =>
  (_pyramid, { side }) =>
    Promise.resolve(side === 'right' ? right : left);

function open(given: Made, yawDeg = 0, reader = bothAt(0.9), settings = defaultSettings) {
  const { pyramid, mesh } = made(given);
  return eyesOpen(pyramid, mesh, yawDeg, settings, reader);
}

describe('open eyes', () => {
  it('lie between the corners that the mesh gives them', () => {
    const [right, left] = eyesOf(made({ widthPx: 40 }).mesh);
    assert.deepEqual(right, { side: 'right', centre: { x: 130, y: 100 }, widthPx: 40, angle: 0 });
    assert.deepEqual(left, { side: 'left', centre: { x: 270, y: 100 }, widthPx: 40, angle: 0 });
  });

  it('need both eyes: the worse one decides', async () => {
    assert.equal(await open({}, 0, bothAt(0.9)), 0.9);
    assert.equal(await open({}, 0, bothAt(0.2, 0.9)), 0.2);
    assert.equal(await open({}, 0, bothAt(0.9, 0.1)), 0.1);
  });

  it('are unknown when the eyes are small or the head is turned away', async () => {
    const { 'faces.eyesMinWidthPx': least, 'faces.eyesMaxYawDeg': most } = defaultSettings;
    assert.notEqual(await open({ widthPx: least + 0.01 }), null);
    assert.equal(await open({ widthPx: least - 0.01 }), null);
    assert.notEqual(await open({}, most), null);
    assert.equal(await open({}, most + 0.1), null);
    assert.equal(await open({}, -most - 0.1), null);
    assert.equal(await open({}, Number.NaN), null);
    assert.notEqual(await open({ turnedDeg: -most }, most), null);
    assert.equal(await open({ turnedDeg: most + 0.1 }), null, 'as the mesh sees it');
    assert.equal(await open({ turnedDeg: -most - 0.1 }), null);
    assert.equal(await open({ turnedDeg: Number.NaN }), null);
  });

  it('are unknown behind dark glasses, in deep shade, and where the mesh fits no face', async () => {
    assert.equal(await open({ light: [30, 30] }), null);
    assert.equal(await open({ light: [SKIN, 60] }), null);
    assert.notEqual(await open({ light: [130, 140] }), null);
    assert.equal(await open({ likelihood: 0.8 }), null);
    assert.equal(await open({ likelihood: Number.NaN }), null);
  });

  it('obey the settings', async () => {
    const settings = { ...defaultSettings, 'faces.eyesMinWidthPx': 40, 'faces.eyesMaxYawDeg': 80 };
    assert.equal(await open({ widthPx: 30 }, 0, bothAt(0.9), settings), null);
    assert.notEqual(await open({ widthPx: 50 }, -79, bothAt(0.9), settings), null);
  });
});
