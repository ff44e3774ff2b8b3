// Properties of the perceptual hash: the same for the same picture, far for another.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { perceptualHash } from '../../electron/engine/stages/pixels/perceptual-hash.ts';
import { hammingDistance } from '../../shared/arithmetic/vectors.ts';

/** A smooth picture of six soft blobs and a slope, drawn at any size from its seed. */
function picture(seed: number, width: number, height: number): Uint8Array {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const blobs = Array.from({ length: 6 }, () => ({
    x: next(),
    y: next(),
    size: 0.05 + 0.2 * next(),
    light: 160 * next() - 80,
  }));
  const slope = 40 * next() - 20;
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const x = ((i % width) + 0.5) / width;
    const y = (Math.floor(i / width) + 0.5) / height;
    const light = blobs.reduce(
      (sum, blob) => {
        return (
          sum + blob.light * Math.exp(-(((x - blob.x) ** 2 + (y - blob.y) ** 2) / blob.size ** 2))
        );
      },
      110 + slope * x,
    );
    return Math.max(20, Math.min(220, Math.round(light)));
  });
}

const seeds = fc.integer({ min: 1, max: 2 ** 31 });
const few = { numRuns: 20 };

describe('perceptual hash', () => {
  it('hardly changes with the size of the picture', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const large = perceptualHash(picture(seed, 320, 213), 320, 213);
        const small = perceptualHash(picture(seed, 100, 70), 100, 70);
        assert.ok(hammingDistance(large, small) <= 4);
      }),
      few,
    );
  });

  it('hardly changes when every pixel is brightened alike', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 35 }), (seed, by) => {
        const luma = picture(seed, 160, 120);
        const lifted = luma.map((value) => value + by);
        const distance = hammingDistance(
          perceptualHash(luma, 160, 120),
          perceptualHash(lifted, 160, 120),
        );
        assert.ok(distance <= 8);
      }),
      few,
    );
  });

  it('hardly changes when contrast is halved', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const luma = picture(seed, 160, 120);
        const faint = luma.map((value) => 64 + (value >> 1));
        const hash = perceptualHash(luma, 160, 120);
        assert.ok(hammingDistance(hash, perceptualHash(faint, 160, 120)) <= 10);
      }),
      few,
    );
  });

  it('lies far apart for different pictures', () => {
    fc.assert(
      fc.property(fc.uniqueArray(seeds, { minLength: 12, maxLength: 12 }), (all) => {
        const hashes = all.map((seed) => perceptualHash(picture(seed, 96, 64), 96, 64));
        const distances = hashes.flatMap((hash, i) =>
          hashes.slice(i + 1).map((other) => hammingDistance(hash, other)),
        );
        const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
        assert.ok(mean > 24 && mean < 36, `mean distance ${mean}`);
      }),
      few,
    );
  });

  it('differs much for the mirrored picture', () => {
    const luma = picture(7, 160, 120);
    const mirrored = luma.map((_, i) => luma[i - (i % 160) + 159 - (i % 160)] ?? 0);
    const hash = perceptualHash(luma, 160, 120);
    assert.ok(hammingDistance(hash, perceptualHash(mirrored, 160, 120)) > 16);
  });

  it('is 0 for a flat picture of any size, and always fits 64 bits', () => {
    const side = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 255 }), (width, height, level) => {
        const flat = new Uint8Array(width * height).fill(level);
        assert.equal(perceptualHash(flat, width, height), 0n);
        const drawn = perceptualHash(picture(level + 1, width, height), width, height);
        assert.ok(drawn >= 0n && drawn < 2n ** 64n);
      }),
    );
  });
});
