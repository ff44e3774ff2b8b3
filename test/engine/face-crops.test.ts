// Crops: pixels come out where the transform says, smoothed when shrunk, black outside the photo.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { squareCrop } from '../../electron/engine/stages/faces/align.ts';
import { createPyramid, cutCrop, mirrored } from '../../electron/engine/stages/faces/face-crops.ts';
import type { Raster } from '../../shared/photo.ts';

/** A raster whose colour is a function of the pixel. */
function made(
  widthPx: number,
  heightPx: number,
  colour: (x: number, y: number) => readonly number[],
): Raster {
  const data = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) data.set(colour(x, y), 3 * (y * widthPx + x));
  }
  return { data, widthPx, heightPx };
}

const ramp = made(200, 100, (x, y) => [x, 2 * y, 50]);

describe('face crops', () => {
  it('copy pixels where the scale is one', () => {
    const { rgb } = cutCrop(createPyramid(ramp), { a: 1, b: 0, x0: 30, y0: 20 }, 8);
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        assert.deepEqual(
          [...rgb.subarray(3 * (8 * y + x), 3 * (8 * y + x) + 3)],
          [30 + x, 2 * (20 + y), 50],
        );
      }
    }
  });

  it('keep a slope a slope at any scale and turn', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (scale, angle) => {
          const place = squareCrop({ x: 100, y: 50 }, 9 * scale, 9, angle);
          const { rgb } = cutCrop(createPyramid(ramp), place, 9);
          for (let v = 0; v < 9; v++) {
            for (let u = 0; u < 9; u++) {
              // Pixel x holds the colour x at its centre x + 0.5; halving rounds to whole numbers once a level.
              const x = place.a * (u + 0.5) - place.b * (v + 0.5) + place.x0 - 0.5;
              assert.ok(
                Math.abs((rgb[3 * (9 * v + u)] ?? 0) - x) < 1.6,
                `${rgb[3 * (9 * v + u)] ?? 0} is not ${x}`,
              );
            }
          }
        },
      ),
    );
  });

  it('average fine detail away when they shrink', () => {
    const chequers = made(256, 256, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
    const { rgb } = cutCrop(createPyramid(chequers), { a: 4, b: 0, x0: 0, y0: 0 }, 64);
    assert.ok(rgb.every((value) => Math.abs(value - 128) <= 1));
  });

  it('are black outside the photo', () => {
    const white = made(10, 10, () => [255, 255, 255]);
    const { rgb } = cutCrop(createPyramid(white), { a: 1, b: 0, x0: -20, y0: -20 }, 50);
    const lit = rgb.reduce((sum, value) => sum + value, 0) / 255 / 3;
    assert.equal(lit, 100);
  });

  it('survive photos of one pixel', () => {
    const dot = made(1, 1, () => [9, 9, 9]);
    const { rgb } = cutCrop(createPyramid(dot), { a: 1 / 8, b: 0, x0: 0, y0: 0 }, 8);
    assert.ok(Math.max(...rgb) <= 9 && Math.max(...rgb) > 4);
    assert.equal(createPyramid(dot).level(5).shrink, 1);
  });

  it('mirror left and right and nothing else', () => {
    const crop = cutCrop(createPyramid(ramp), { a: 1, b: 0, x0: 30, y0: 20 }, 8);
    const mirror = mirrored(crop);
    assert.notDeepEqual(mirror, crop);
    assert.deepEqual(mirrored(mirror), crop);
    assert.deepEqual([...mirror.rgb.subarray(0, 3)], [37, 40, 50]);
  });
});
