import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bootstrap, seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import {
  agreementWithLabels,
  ndcg,
  precisionAt,
  scoreStd,
  sharpnessCorrelation,
} from '../../shared/ranking/evaluation.ts';
import { mean } from '../../shared/arithmetic/statistics.ts';
import { tiedNumbers } from './made-columns.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const options = { k: 2, relevantFrom: 4, resamples: 200 };

describe('a ranking by itself', () => {
  it('has a spread', () => {
    assert.equal(scoreStd(numbers(0, 1)), 0.5);
    assert.equal(scoreStd(numbers()), null);
  });

  it('correlates sharpness and aesthetic, or says why not', () => {
    const nan = Number.NaN;
    const { value, reason } = sharpnessCorrelation(numbers(1, 2, nan, 3), numbers(1, 2, 9, 3));
    assert.equal(value?.toFixed(12), '1.000000000000');
    assert.equal(reason, null);
    assert.match(sharpnessCorrelation(numbers(1, 2), numbers(nan, nan)).reason ?? '', /CLIP/);
    assert.match(
      sharpnessCorrelation(numbers(1, nan), numbers(1, 2)).reason ?? '',
      /Fewer than two/,
    );
    assert.match(sharpnessCorrelation(numbers(1, 1), numbers(1, 2)).reason ?? '', /same sharpness/);
  });
});

describe('a ranking against labels', () => {
  it('discounts gains by their place', () => {
    const labels = numbers(3, 2, 0, 1);
    const gain = 3 + 2 / Math.log2(3);
    assert.equal(ndcg(Uint32Array.of(0, 1, 3, 2), labels, 4), 1);
    assert.equal(ndcg(Uint32Array.of(1, 0, 2, 3), labels, 2), (2 + 3 / Math.log2(3)) / gain);
    assert.equal(ndcg(Uint32Array.of(2, 0, 1, 3), labels, 1), 0);
    assert.ok(Number.isNaN(ndcg(Uint32Array.of(0, 1), numbers(0, 0), 2)));
  });

  it('raises labels that go below zero', () => {
    const labels = numbers(-1, 0, 1); // rejects count as 0, then 1 and 2
    assert.equal(ndcg(Uint32Array.of(1, 2, 0), labels, 1), 0.5);
  });

  it('counts the wanted photos on top', () => {
    const labels = numbers(5, 1, 4, 5);
    assert.equal(precisionAt(Uint32Array.of(0, 1, 2, 3), labels, 2, 4), 0.5);
    assert.equal(precisionAt(Uint32Array.of(0, 1, 2, 3), labels, 10, 4), 0.75);
  });

  it('gives every figure with an interval', () => {
    const scores = numbers(0.9, 0.8, 0.7, 0.2, 0.1, Number.NaN);
    const result = agreementWithLabels(scores, numbers(5, 4, 4, 2, 1, 3), options);
    assert.equal(result.count, 5);
    assert.equal(result.precision.value, 1);
    assert.equal(result.pairwise.value, 1);
    assert.equal(result.ndcg.value, 1);
    // Nine of ten pairs are told apart by the labels and ordered so: 9 / sqrt(10 x 9).
    assert.ok(Math.abs((result.kendall.value ?? 0) - 9 / Math.sqrt(90)) < 1e-12);
    for (const { value, low, high, reason } of [result.spearman, result.kendall, result.ndcg]) {
      assert.equal(reason, null);
      assert.ok(low !== null && high !== null && value !== null);
      assert.ok(low <= value && value <= high && high <= 1);
    }
  });

  it('says why there is nothing to compare', () => {
    const few = agreementWithLabels(numbers(1, 2), numbers(Number.NaN, 3), options);
    assert.deepEqual(few.kendall, {
      value: null,
      low: null,
      high: null,
      reason: 'Fewer than two photos have a label.',
    });
    const same = agreementWithLabels(numbers(1, 2, 3), numbers(4, 4, 4), options);
    assert.match(same.spearman.reason ?? '', /all labels are the same/);
    assert.equal(same.precision.value, 1);
    assert.equal(agreementWithLabels(numbers(), numbers(), options).precision.value, null);
  });

  it('is the same to the bit every time, for a seed', () => {
    const scores = Float64Array.from({ length: 30 }, (_, i) => (i * 7) % 13);
    const labels = Float64Array.from({ length: 30 }, (_, i) => (i * 5) % 6);
    const run = (seed: number) => agreementWithLabels(scores, labels, { ...options, seed });
    assert.deepEqual(run(1), run(1));
    assert.notDeepEqual(run(1), run(2));
  });

  it('keeps every figure of any folder within its bounds, never NaN', () => {
    const list = fc.array(fc.tuple(tiedNumbers, tiedNumbers), { maxLength: 12 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 15 }), (pairs, k) => {
        const scores = Float64Array.from(pairs, ([score]) => score);
        const labels = Float64Array.from(pairs, ([, label]) => label);
        const result = agreementWithLabels(scores, labels, { k, relevantFrom: 1, resamples: 20 });
        const shares = [result.ndcg, result.precision, result.pairwise];
        for (const { value, low, high, reason } of [...shares, result.spearman, result.kendall]) {
          assert.equal(value === null, reason !== null);
          for (const bound of [value, low, high]) assert.ok(bound === null || Math.abs(bound) <= 1);
        }
        for (const { value } of shares) assert.ok(value === null || value >= 0);
      }),
    );
  });
});

describe('bootstrap', () => {
  it('covers the mean of a known distribution', () => {
    const random = seededRandom(3);
    const values = Float64Array.from({ length: 400 }, random);
    const { middle } = bootstrap(values, values, (a) => ({ middle: mean(a) }), '');
    // The mean of 400 uniform numbers has standard error 0.0144: the interval is about 0.0566 wide.
    const width = (middle.high ?? 0) - (middle.low ?? 0);
    assert.ok(width > 0.048 && width < 0.066, `${width}`);
    assert.ok((middle.low ?? 1) < 0.5 && (middle.high ?? 0) > 0.5);
  });

  it('draws the published series of mulberry32', () => {
    const random = seededRandom(1);
    const drawn = [random(), random(), random()].map((value) => Math.floor(value * 2 ** 32));
    assert.deepEqual(drawn, [2_693_262_067, 11_749_833, 2_265_367_787]);
  });
});
