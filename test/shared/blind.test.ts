import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import {
  blindResult,
  blindSentences,
  tooAlike,
  type BlindVerdict,
} from '../../shared/blind/blind-result.ts';
import { drawDisagreements, mostPairs } from '../../shared/blind/disagreements.ts';

const scores = (count: number, seed: number) => {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => Math.round(20 * random()) / 20);
};
const all = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

describe('pairs on which two rankings differ', () => {
  it('are ordered against each other by the two, no photo in two of them, on either side', () => {
    let lefts = 0;
    let drawn = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer(), (count, seed) => {
        const [first, second] = [scores(count, seed), scores(count, seed + 1)];
        const pairs = drawDisagreements(first, second, all(count), seed);
        assert.ok(pairs.length <= mostPairs);
        const shown = pairs.flatMap(({ left, right }) => [left, right]);
        assert.equal(new Set(shown).size, shown.length);
        for (const { left, right, firstPrefers } of pairs) {
          const [up, down] = firstPrefers === 'left' ? [left, right] : [right, left];
          assert.ok((first[up] ?? NaN) > (first[down] ?? NaN));
          assert.ok((second[up] ?? NaN) < (second[down] ?? NaN));
          lefts += Number(firstPrefers === 'left');
        }
        drawn += pairs.length;
        assert.deepEqual(drawDisagreements(first, second, all(count), seed), pairs);
      }),
    );
    assert.ok(lefts > 0.4 * drawn && lefts < 0.6 * drawn, `${lefts} of ${drawn} on the left`);
  });

  it('are those that differ most: the first one’s favourites against the second one’s', () => {
    const first = Float64Array.of(6, 5, 4, 3, 2, 1);
    const second = Float64Array.of(1, 5, 4, 3, 2, 6);
    const pairs = drawDisagreements(first, second, all(6), 1);
    assert.deepEqual(
      pairs.map(({ left, right }) => [left, right].toSorted()),
      [[0, 5]],
    );
  });

  it('are none where rankings are the same, or constant, or of one photo', () => {
    const some = scores(50, 3);
    assert.deepEqual(drawDisagreements(some, some, all(50), 1), []);
    assert.deepEqual(drawDisagreements(some, new Float64Array(50), all(50), 1), []);
    assert.deepEqual(drawDisagreements(some, some, all(1), 1), []);
    assert.match(tooAlike([]) ?? '', /order these photos alike/);
  });
});

/** Of ten pairs, on the side that the first ranking prefers. */
const pairs = Array.from({ length: 10 }, (_, i) => ({
  firstPrefers: i % 2 === 0 ? ('left' as const) : ('right' as const),
}));
const of = (choices: string) =>
  blindResult(
    pairs,
    pairs.map(({ firstPrefers }, i): BlindVerdict => {
      if (choices[i] === '1') return firstPrefers;
      if (choices[i] === '2') return firstPrefers === 'left' ? 'right' : 'left';
      return choices[i] === '=' ? 'close' : null;
    }),
  );

describe('what choices say of two rankings', () => {
  it('counts choices by ranking, whatever the side, and tests the signs', () => {
    const result = of('111111112=');
    assert.deepEqual([result.first, result.second, result.close, result.skipped], [8, 1, 1, 0]);
    // 2 * (1 + 9) / 2^9: the exact binomial, by hand.
    assert.ok(Math.abs(result.p - 20 / 512) < 1e-12);
    assert.equal(result.share, 8 / 9);
  });

  it('says which one is better only beyond chance, and else that it cannot tell', () => {
    const names = ['Sports', 'General'] as const;
    const better = blindSentences(of('111111112='), names).join(' ');
    assert.match(better, /In 8 of 9 pairs .* “Sports” ranks higher \(sign test, p = 0.039\)/);
    assert.match(better, /“Sports” suits you better\. Not counted: 1 too close to tell\.$/);
    assert.match(blindSentences(of('2222222222'), names).join(' '), /“General” suits you better/);
    assert.match(blindSentences(of('1111122222'), names).join(' '), /cannot be told/);
    const few = blindSentences(of('11111-----'), names).join(' ');
    assert.match(few, /^5 pairs were decided: too few .* it takes 6\. Not counted: 5 skipped\.$/);
    assert.match(blindSentences(of('----------'), names).join(' '), /^0 pairs were decided/);
  });

  it('claims a better one for at most one in twenty who choose by chance', () => {
    const random = seededRandom(11);
    let claims = 0;
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const verdicts = pairs.map((): BlindVerdict => (random() < 0.5 ? 'left' : 'right'));
      claims += Number(blindResult(pairs, verdicts).p < 0.05);
    }
    assert.ok(claims / trials <= 0.05, `${claims} of ${trials}`);
  });
});
