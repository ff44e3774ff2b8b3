import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  averageRanks,
  countPairs,
  kendallTauB,
  knownPairs,
  pairwiseAgreement,
  pearson,
  retrieval,
  rocAuc,
  spearman,
  standardDeviation,
  type PairCounts,
} from '../../shared/arithmetic/statistics.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { permutation, tiedNumbers } from './made-columns.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const near = (actual: number, expected: number) => {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
};
const pairs = fc.array(fc.tuple(tiedNumbers, tiedNumbers), { maxLength: 30 });
const columnsOf = (list: readonly (readonly [number, number])[]) =>
  [Float64Array.from(list, ([a]) => a), Float64Array.from(list, ([, b]) => b)] as const;

/** Looks at every pair, as the definition says. */
function countByHand(a: Float64Array, b: Float64Array): PairCounts {
  const counts = { total: 0, concordant: 0, discordant: 0, tiedA: 0, tiedB: 0, tiedBoth: 0 };
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(at(a, i) - at(a, j)), Math.sign(at(b, i) - at(b, j))];
      counts.total++;
      if (x === 0) counts.tiedA++;
      if (y === 0) counts.tiedB++;
      if (x === 0 && y === 0) counts.tiedBoth++;
      if (x * y > 0) counts.concordant++;
      if (x * y < 0) counts.discordant++;
    }
  }
  return counts;
}

describe('statistics worked by hand', () => {
  it('measures spread over the whole population', () => {
    assert.equal(standardDeviation(numbers(2, 4, 4, 4, 5, 5, 7, 9)), 2);
    assert.equal(standardDeviation(numbers(3)), 0);
    assert.ok(Number.isNaN(standardDeviation(numbers())));
  });

  it('correlates', () => {
    near(pearson(numbers(1, 2, 3), numbers(2, 4, 6)), 1);
    near(pearson(numbers(1, 2, 3), numbers(3, 2, 1)), -1);
    near(pearson(numbers(1, 2, 3, 4), numbers(1, 3, 2, 4)), 0.8);
    assert.ok(Number.isNaN(pearson(numbers(0.1, 0.1, 0.1), numbers(1, 2, 3))));
    assert.ok(Number.isNaN(pearson(numbers(), numbers())));
  });

  it('ranks equals by their mean and correlates ranks', () => {
    assert.deepEqual(averageRanks(numbers(10, 30, 20, 30)), numbers(4, 1.5, 3, 1.5));
    near(spearman(numbers(1, 2, 3), numbers(1, 10, 100)), 1);
    near(spearman(numbers(1, 2, 3, 4), numbers(1, 3, 2, 4)), 0.8);
  });

  it('takes ties into account in tau-b', () => {
    // Pairs of (1,1) (2,1) (2,2) (3,3): 4 concordant, none discordant, one tied in each series.
    const counts = countPairs(numbers(1, 2, 2, 3), numbers(1, 1, 2, 3));
    assert.deepEqual(counts, {
      total: 6,
      concordant: 4,
      discordant: 0,
      tiedA: 1,
      tiedB: 1,
      tiedBoth: 0,
    });
    near(kendallTauB(counts), 4 / 5);
    assert.equal(pairwiseAgreement(counts), 4.5 / 5);
    assert.ok(Number.isNaN(kendallTauB(countPairs(numbers(1, 1), numbers(1, 2)))));
  });

  it('measures how well positives stand out', () => {
    assert.equal(rocAuc(numbers(0.9, 0.8, 0.3, 0.8), Uint8Array.of(1, 1, 0, 0)), 0.875);
    assert.ok(Number.isNaN(rocAuc(numbers(1, 2), Uint8Array.of(1, 1))));
    assert.deepEqual(retrieval(3, 4, 6), { precision: 0.75, recall: 0.5, f1: 0.6 });
    assert.deepEqual(retrieval(0, 0, 0), { precision: 1, recall: 1, f1: 1 });
    assert.deepEqual(retrieval(0, 0, 5), { precision: 1, recall: 0, f1: 0 });
  });

  it('leaves out pairs of which a number is missing', () => {
    const known = knownPairs(numbers(1, NaN, 3, 4), numbers(5, 6, NaN, 8));
    assert.deepEqual(known, [numbers(1, 4), numbers(5, 8)]);
  });
});

describe('statistics of any series', () => {
  it('counts pairs as looking at every pair does', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = columnsOf(list);
        assert.deepEqual(countPairs(a, b), countByHand(a, b));
      }),
    );
  });

  it('stays between -1 and 1 and does not care which series comes first', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = columnsOf(list);
        for (const measure of [pearson, spearman]) {
          const value = measure(a, b);
          assert.ok(Number.isNaN(value) || Math.abs(value) <= 1);
          assert.ok(Object.is(value, measure(b, a)));
        }
        const tau = kendallTauB(countPairs(a, b));
        assert.ok(Number.isNaN(tau) || Math.abs(tau) <= 1);
        assert.ok(Object.is(tau, kendallTauB(countPairs(b, a))));
      }),
    );
  });

  it('does not depend on the order of the photos', () => {
    const input = pairs.chain((list) => fc.tuple(fc.constant(list), permutation(list.length)));
    fc.assert(
      fc.property(input, ([list, order]) => {
        const moved = columnsOf(order.flatMap((i) => [list[i] ?? [0, 0]]));
        assert.deepEqual(countPairs(...moved), countPairs(...columnsOf(list)));
      }),
    );
  });

  it('ranks sum to what ranks without ties sum to', () => {
    fc.assert(
      fc.property(fc.array(tiedNumbers), (values) => {
        const sum = averageRanks(Float64Array.from(values)).reduce(
          (total, rank) => total + rank,
          0,
        );
        assert.equal(sum, (values.length * (values.length + 1)) / 2);
      }),
    );
  });
});
