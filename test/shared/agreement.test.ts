// Expected numbers with their sources: SciPy 1.17.1 and NumPy 2.4.6, another implementation of each, or published examples
// worked out in exact fractions.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  calibrationError,
  stabilityIndex,
  stabilityOfShares,
} from '../../shared/arithmetic/calibration.ts';
import { signs, signTest, wilson } from '../../shared/arithmetic/proportions.ts';
import { cohenKappa, fleissKappa } from '../../shared/arithmetic/raters.ts';
import {
  countPairs,
  kendallTauB,
  pairwiseAgreement,
  spearman,
} from '../../shared/arithmetic/statistics.ts';
import { ndcg, precisionAt } from '../../shared/ranking/evaluation.ts';
import { betterRanking, compareRankings } from '../../shared/ranking/two-rankings.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const near = (actual: number, expected: number) => {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
};

describe('rank statistics', () => {
  const a = numbers(3.1, 2.2, 2.2, 5.9, 0.4, 7.7, 1.3, 5.9, 4.4, 0.4, 6.1, 2.9);
  const b = numbers(4, 3, 2, 5, 1, 4, 1, 5, 3, 2, 4, 3);

  it('are those of scipy.stats.spearmanr and kendalltau where values are tied', () => {
    near(spearman(a, b), 0.8620957737006049);
    near(kendallTauB(countPairs(a, b)), 0.717564183194521);
  });

  it('counts pairs as looking at every one does', () => {
    let [right, told] = [0, 0];
    for (let i = 0; i < a.length; i++)
      for (let j = 0; j < i; j++) {
        const wanted = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
        if (wanted === 0) continue;
        told++;
        right += (1 + wanted * Math.sign((a[i] ?? 0) - (a[j] ?? 0))) / 2;
      }
    near(pairwiseAgreement(countPairs(a, b)), right / told);
  });

  it('discounts as the worked example of Wikipedia, "Discounted cumulative gain": 0.785', () => {
    const order = Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7);
    const gains = numbers(3, 2, 3, 0, 1, 2, 3, 2);
    near(ndcg(order, gains, 6), 0.785002371969948);
    near(precisionAt(order, gains, 6, 2), 4 / 6);
  });
});

describe('shares', () => {
  it("have Wilson's interval: the examples of Newcombe 1998 (table I), digits by scipy's binomtest", () => {
    const expected = [
      [81, 263, 0.2552885198782742, 0.36620957698280004],
      [15, 148, 0.06238639953073629, 0.16048724172330803],
      [0, 20, 0, 0.16112515805281935],
      [1, 29, 0.006113214292762667, 0.17175521879320282],
      [20, 20, 0.8388748419471808, 1],
    ] as const;
    for (const [hits, trials, low, high] of expected) {
      near(wilson(hits, trials).low, low);
      near(wilson(hits, trials).high, high);
    }
    assert.ok(Number.isNaN(wilson(0, 0).low));
  });

  it("are tested by signs as scipy's binomtest does", () => {
    const expected = [
      [9, 2, 0.0654296875],
      [16, 4, 0.01181793212890625],
      [5, 5, 1],
      [0, 6, 0.03125],
      [540, 460, 0.012444146277171799],
      [1, 0, 1],
      [0, 0, 1],
    ] as const;
    for (const [wins, losses, p] of expected) {
      near(signTest(wins, losses), p);
      near(signTest(losses, wins), p);
    }
    assert.deepEqual(signs(numbers(1, 2, 3, NaN), numbers(0, 2, 5, 1)), {
      wins: 1,
      losses: 1,
      ties: 1,
    });
  });
});

describe('raters', () => {
  it('agree as in the worked example of Wikipedia, "Cohen\'s kappa": 0.4; and in exact fractions 0.29 / 0.59', () => {
    const votes = (first: string, second: string, count: number) =>
      Array.from({ length: count }, () => [first, second] as const);
    const grants = [
      ...votes('yes', 'yes', 20),
      ...votes('yes', 'no', 5),
      ...votes('no', 'yes', 10),
      ...votes('no', 'no', 15),
    ];
    near(cohenKappa(grants), 0.4);
    const table = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    const pairs = table.flatMap((row, first) =>
      row.flatMap((count, second) => Array.from({ length: count }, () => [first, second] as const)),
    );
    near(cohenKappa(pairs), 0.4915254237288136);
    assert.ok(Number.isNaN(cohenKappa([['a', 'a']])));
    assert.ok(Number.isNaN(cohenKappa([])));
  });

  it('agree as in the worked example of Wikipedia, "Fleiss\' kappa": 0.210', () => {
    const rows = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    near(fleissKappa(rows), 0.20993070442195524);
    near(fleissKappa([...rows, [0, 1, 0, 0, 0]]), 0.20993070442195524);
    assert.ok(Number.isNaN(fleissKappa([[2, 0]])));
    assert.ok(Number.isNaN(fleissKappa([])));
  });
});

describe('probabilities and distributions', () => {
  it('are off by what NumPy says for the same ten bins', () => {
    const said = numbers(0.05, 0.1, 0.15, 0.33, 0.35, 0.62, 0.68, 0.7, 0.91, 0.95);
    near(calibrationError(said, numbers(0, 1, 0, 0, 1, 1, 0, 1, 1, 1)), 0.146);
    near(calibrationError(numbers(0, 1), numbers(0, 1)), 0);
    assert.ok(Number.isNaN(calibrationError(numbers(), numbers())));
  });

  it('have moved by what NumPy says', () => {
    near(stabilityOfShares(numbers(0.2, 0.3, 0.5), numbers(0.25, 0.25, 0.5)), 0.02027325540540821);
    const before = Float64Array.from({ length: 40 }, (_, i) => 0.1 * (i + 1) * (i + 1));
    const now = Float64Array.from({ length: 30 }, (_, i) => 0.13 * (i + 1) * (i + 1) + 2);
    near(stabilityIndex(before, now), 0.8261488204444336);
    near(stabilityIndex(before, before), 0);
    assert.ok(Number.isNaN(stabilityIndex(before, numbers(NaN))));
    near(stabilityIndex(numbers(1, 1, 1), numbers(1, 1)), 0);
  });
});

describe('two rankings', () => {
  const labels = numbers(1, 2, 3, 4, 5, 6, NaN);
  const right = numbers(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.9);
  const wrong = numbers(0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.9);

  it('are compared on the photos that both have', () => {
    const same = compareRankings(right, right, 3);
    assert.deepEqual([same.photos, same.overlap, same.scorePsi], [7, 1, 0]);
    near(same.spearman.value ?? 0, 1);
    const turned = compareRankings(right, wrong.subarray(0, 6), 3);
    assert.equal(turned.photos, 6);
    near(turned.kendall.value ?? 0, -1);
    assert.equal(turned.overlap, 0);
    assert.match(compareRankings(numbers(1), numbers(2), 3).kendall.reason ?? '', /Fewer than two/);
  });

  it('are told apart by labels, photo by photo', () => {
    const better = betterRanking(right, wrong, labels);
    assert.deepEqual([better.photos, better.gain.value, better.wins, better.losses], [6, 1, 6, 0]);
    near(better.p, 0.03125);
    assert.equal(betterRanking(right, right, labels).p, 1);
    assert.match(
      betterRanking(right, wrong, numbers(1, 1)).gain.reason ?? '',
      /nothing to compare/,
    );
  });
});

describe('any numbers', () => {
  const shares = fc.double({ min: 0, max: 1, noNaN: true });
  it('stay within their bounds', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (hits, misses) => {
        const p = signTest(hits, misses);
        assert.ok(p >= 0 && p <= 1);
        if (hits + misses === 0) return;
        const { low, high } = wilson(hits, hits + misses);
        assert.ok(
          low >= 0 && low <= hits / (hits + misses) && high >= hits / (hits + misses) && high <= 1,
        );
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(shares, fc.constantFrom(0, 0.5, 1)), { minLength: 1 }),
        (list) => {
          const error = calibrationError(
            Float64Array.from(list, ([p]) => p),
            Float64Array.from(list, ([, outcome]) => outcome),
          );
          assert.ok(error >= 0 && error <= 1);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(shares, { minLength: 1 }),
        fc.array(shares, { minLength: 1 }),
        (before, now) => {
          assert.ok(stabilityIndex(Float64Array.from(before), Float64Array.from(now)) >= 0);
        },
      ),
    );
  });
});
