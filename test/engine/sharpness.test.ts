// Properties of the sharpness signal.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  measureSharpness,
  tileSharpness,
  wholeSharpness,
} from '../../electron/engine/stages/pixels/sharpness.ts';

const WIDTH = 64;
const HEIGHT = 48;

/** 8-bit luma of 64 x 48 pixels between two values. */
function lumaBetween(min: number, max: number): fc.Arbitrary<Uint8Array> {
  const length = { minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT };
  return fc.uint8Array({ ...length, min, max });
}

/** Mean of a pixel and its right neighbour, of the next row too: a small blur. */
function blurred(luma: Uint8Array): Uint8Array {
  return luma.map((_, i) => {
    const x = i % WIDTH;
    const right = x === WIDTH - 1 ? i : i + 1;
    const below = i + WIDTH < luma.length ? WIDTH : 0;
    const four = [luma[i], luma[right], luma[i + below], luma[right + below]];
    return Math.round(four.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 4);
  });
}

/** A checked patch in an otherwise flat frame. */
function patch(left: number, top: number, side: number): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    const inside = x >= left && x < left + side && y >= top && y < top + side;
    return inside && (x + y) % 2 === 0 ? 200 : 100;
  });
}

describe('sharpness', () => {
  it('is 0 for a flat frame of any size', () => {
    const side = fc.integer({ min: 1, max: 40 });
    const level = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(side, side, level, (width, height, value) => {
        const luma = new Uint8Array(width * height).fill(value);
        assert.deepEqual(measureSharpness(luma, width, height), { sharpestTiles: 0, whole: 0 });
      }),
    );
  });

  it('quadruples when contrast doubles', () => {
    fc.assert(
      fc.property(lumaBetween(0, 127), (luma) => {
        const once = measureSharpness(luma, WIDTH, HEIGHT);
        const doubled = measureSharpness(
          luma.map((value) => 2 * value),
          WIDTH,
          HEIGHT,
        );
        assert.ok(Math.abs(doubled.sharpestTiles / (4 * once.sharpestTiles) - 1) < 1e-9);
        assert.ok(Math.abs(doubled.whole / (4 * once.whole) - 1) < 1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it('falls when the frame is blurred', () => {
    fc.assert(
      fc.property(lumaBetween(0, 255), (luma) => {
        const soft = measureSharpness(blurred(luma), WIDTH, HEIGHT);
        const sharp = measureSharpness(luma, WIDTH, HEIGHT);
        assert.ok(soft.sharpestTiles < sharp.sharpestTiles && soft.whole < sharp.whole);
      }),
      { numRuns: 25 },
    );
  });

  it('does not change when the frame is turned by 180 degrees', () => {
    fc.assert(
      fc.property(lumaBetween(0, 255), (luma) => {
        const turned = measureSharpness(luma.toReversed(), WIDTH, HEIGHT);
        const upright = measureSharpness(luma, WIDTH, HEIGHT);
        assert.ok(Math.abs(turned.sharpestTiles / upright.sharpestTiles - 1) < 1e-9);
        assert.ok(Math.abs(turned.whole / upright.whole - 1) < 1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it('does not change when every pixel is brightened alike', () => {
    const brighter = fc.integer({ min: 1, max: 55 });
    fc.assert(
      fc.property(lumaBetween(0, 200), brighter, (luma, by) => {
        const lifted = luma.map((value) => value + by);
        assert.deepEqual(
          measureSharpness(lifted, WIDTH, HEIGHT),
          measureSharpness(luma, WIDTH, HEIGHT),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('judges a sharp subject in a flat frame by its tiles, not by the frame', () => {
    const subject = patch(16, 12, 24);
    const tiles = tileSharpness(subject, WIDTH, HEIGHT);
    assert.ok(tiles > 3 * wholeSharpness(subject, WIDTH, HEIGHT));
  });

  it('counts detail in the sharpest quarter of the frame wherever it is', () => {
    const corner = tileSharpness(patch(0, 0, 16), WIDTH, HEIGHT);
    const far = tileSharpness(patch(48, 30, 16), WIDTH, HEIGHT);
    assert.ok(corner > 0 && far > 0);
  });

  it('refuses luma that does not fill the frame', () => {
    assert.throws(() => tileSharpness(new Uint8Array(5), 2, 3), RangeError);
    assert.throws(() => wholeSharpness(new Uint8Array(0), 0, 0), RangeError);
  });
});
