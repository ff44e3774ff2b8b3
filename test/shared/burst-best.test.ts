// Which photo stands for a burst: the first in the order, or the fullest copy of that same picture.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { burstBest, noPhoto } from '../../shared/bursts/burst-best.ts';
import { madeColumns, permutation, type Made } from './made-columns.ts';

/** The best of one burst of so many photos, in the order of their numbers unless told. */
function bestOf(count: number, made: Made, order = [...Array(count).keys()]): number | undefined {
  const columns = madeColumns(count, made);
  return burstBest(new Uint32Array(count), Uint32Array.from(order), columns)[0];
}

const alike = [0b1n, 0b0n, 0b10n];
const sizesPx = [
  [1000, 667],
  [4000, 2667],
  [2000, 1333],
] as const;

describe('the best of a burst', () => {
  it('is the first in the order; a burst that was not ranked has none', () => {
    const groups = Uint32Array.of(0, 1, 0, 2, 1);
    const best = burstBest(groups, Uint32Array.of(4, 2, 0, 1), madeColumns(5));
    assert.deepEqual(best, Uint32Array.of(2, 4, noPhoto));
  });

  it('is the largest copy of the picture that is first, whatever the order of the copies', () => {
    fc.assert(
      fc.property(permutation(3), (order) => {
        assert.equal(bestOf(3, { hashes: alike, sizesPx }, [...order]), 1);
      }),
    );
  });

  it('is of copies of one size the least compressed', () => {
    const hashes = [0n, 0n, 0n];
    assert.equal(bestOf(3, { hashes, sizeBytes: [4e5, 6e5, 3e6] }), 2);
    assert.equal(bestOf(3, { hashes, sizeBytes: [4e5, 4.4e5, 3.6e5] }), 0, 'frames differ so much');
  });

  it('is chosen among the photos of the order alone', () => {
    assert.equal(bestOf(3, { hashes: alike, sizesPx }, [0, 2]), 2);
  });

  it('is no larger photo of another moment, nor of another shape, nor one nobody compared', () => {
    const timesApart = { hashes: alike, sizesPx, takenMs: [5000, 5100, NaN] };
    assert.equal(bestOf(3, timesApart), 2, 'the second was taken at another time');
    const hashes = [0n, 0xffn, null];
    assert.equal(bestOf(3, { hashes, sizesPx }), 0);
    const cropped = [sizesPx[0], [4000, 2250], [2000, 2000]] as const;
    assert.equal(bestOf(3, { hashes: alike, sizesPx: cropped }), 0);
  });
});
