// Properties of the motion blur signal: direction, not blur alone, raises it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { motionBlur } from '../../electron/engine/stages/pixels/motion-blur.ts';

const WIDTH = 120;
const HEIGHT = 90;

/** Noise without direction from a seed (a linear congruential generator), 8-bit luma. */
function noise(seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: WIDTH * HEIGHT }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** The mean of the pixels at the given steps from each one; the frame wraps round. */
function smear(luma: Uint8Array, steps: readonly (readonly [number, number])[]): Uint8Array {
  return luma.map((_, i) => {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    let sum = 0;
    for (const [dx, dy] of steps) {
      sum += luma[((y + dy + HEIGHT) % HEIGHT) * WIDTH + ((x + dx + WIDTH) % WIDTH)] ?? 0;
    }
    return Math.round(sum / steps.length);
  });
}

const range = Array.from({ length: 9 }, (_, i) => i - 4);
const across = range.map((step) => [step, 0] as const);
const down = range.map((step) => [0, step] as const);
const diagonal = range.map((step) => [step, step] as const);
const disc = range
  .flatMap((dy) => range.map((dx) => [dx, dy] as const))
  .filter(([dx, dy]) => dx * dx + dy * dy <= 9);

const seeds = fc.integer({ min: 1, max: 2 ** 31 });
const few = { numRuns: 10 };

const score = (luma: Uint8Array) => motionBlur(luma, WIDTH, HEIGHT);

describe('motion blur', () => {
  it('is higher for movement in any direction than for missed focus or a sharp frame', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const sharp = noise(seed);
        const still = Math.max(score(sharp), score(smear(sharp, disc)));
        for (const path of [across, down, diagonal]) {
          assert.ok(score(smear(sharp, path)) > still + 0.3);
        }
      }),
      few,
    );
  });

  it('is low for texture without direction', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        assert.ok(score(noise(seed)) < 0.1);
      }),
      few,
    );
  });

  it('stays the same when the frame is turned by 180 degrees', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const moved = smear(noise(seed), diagonal);
        assert.ok(Math.abs(score(moved) - score(moved.toReversed())) < 1e-12);
      }),
      few,
    );
  });

  it('is always from 0 to 1, for any frame of any size', () => {
    const side = fc.integer({ min: 1, max: 16 });
    const frame = fc
      .tuple(side, side)
      .chain(([width, height]) =>
        fc.tuple(
          fc.constant(width),
          fc.constant(height),
          fc.uint8Array({ minLength: width * height, maxLength: width * height }),
        ),
      );
    fc.assert(
      fc.property(frame, ([width, height, luma]) => {
        const value = motionBlur(luma, width, height);
        assert.ok(value >= 0 && value <= 1);
      }),
    );
  });

  it('is 0 for a flat frame, and small for a plain sky that only darkens downwards', () => {
    assert.equal(score(new Uint8Array(WIDTH * HEIGHT).fill(77)), 0);
    const sky = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      return 200 - Math.round(Math.floor(i / WIDTH) / 12);
    });
    assert.ok(score(sky) < 0.3);
  });
});
