import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  at,
  cosine,
  dot,
  hammingAt,
  hammingDistance,
  hashWords,
  l2Normalise,
  percentile,
  popcount32,
  sortedKnown,
} from '../../shared/arithmetic/vectors.ts';

const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const vector = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
});

describe('vectors', () => {
  it('multiplies vectors', () => {
    assert.equal(dot([1, 2, 3], [4, 5, 6]), 32);
    assert.throws(() => dot([1], [1, 2]), /Vectors of 1 and 2 numbers/);
    assert.ok(Number.isNaN(at([1], 1)));
  });

  it('compares directions', () => {
    assert.equal(cosine([1, 0], [0, 5]), 0);
    assert.equal(cosine([3, 4], [6, 8]), 1);
    assert.equal(cosine([3, 4], [-3, -4]), -1);
    assert.equal(cosine([0, 0], [1, 1]), 0);
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        assert.ok(Math.abs(cosine(a, b)) <= 1);
        assert.equal(cosine(a, b), cosine(b, a));
      }),
    );
  });

  it('makes unit vectors', () => {
    assert.deepEqual(l2Normalise([3, 4]), Float32Array.of(0.6, 0.8));
    assert.deepEqual(l2Normalise([0, 0]), Float32Array.of(0, 0));
  });

  it('counts bits as their text does', () => {
    fc.assert(
      fc.property(fc.integer(), (bits) => {
        const ones = (bits >>> 0).toString(2).replaceAll('0', '').length;
        assert.equal(popcount32(bits), ones);
      }),
    );
  });

  it('measures the distance of hashes, one by one and in bulk', () => {
    assert.equal(hammingDistance(0n, 2n ** 64n - 1n), 64);
    assert.equal(hammingDistance(0b1011n, 0b0001n), 2);
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        const ones = (a ^ b).toString(2).replaceAll('0', '').length;
        assert.equal(hammingDistance(a, b), ones);
        assert.equal(hammingAt(hashWords(BigUint64Array.of(7n, a, b)), 1, 2), ones);
      }),
    );
  });

  it('reads only its own part of a shared buffer', () => {
    const part = BigUint64Array.of(1n, 2n, 3n).subarray(1);
    assert.deepEqual(hashWords(part), Uint32Array.of(2, 0, 3, 0));
  });

  it('interpolates percentiles', () => {
    assert.equal(percentile([10, 20, 30, 40, 50], 0), 10);
    assert.equal(percentile([10, 20, 30, 40, 50], 2), 10.8);
    assert.equal(percentile([10, 20, 30, 40, 50], 50), 30);
    assert.equal(percentile([10, 20, 30, 40, 50], 100), 50);
    assert.equal(percentile([7], 98), 7);
    assert.ok(Number.isNaN(percentile([], 50)));
  });

  it('keeps percentiles between the smallest and the largest value', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 100 }), (numbers, percent) => {
        const sorted = sortedKnown([...numbers, Number.NaN, Infinity]);
        assert.equal(sorted.length, numbers.length);
        const value = percentile(sorted, percent);
        assert.ok(value >= Math.min(...numbers) && value <= Math.max(...numbers));
      }),
    );
  });
});
