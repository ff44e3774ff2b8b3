// What embeddings say: probabilities sum to 1, the better fit wins, the unknown stays unknown.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareFits, fitProbability, meanDirection } from '../../shared/sport/clip.ts';
import { dot, l2Normalise, softmax } from '../../shared/arithmetic/vectors.ts';

const unit = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
  .filter((values) => dot(values, values) > 0.01)
  .map((values) => l2Normalise(values));
const scale = fc.double({ min: 1, max: 100, noNaN: true });

/** Of each text for a photo: softmax of the cosine similarities times `scale`. */
const classProbabilities = (
  photo: ArrayLike<number>,
  texts: readonly ArrayLike<number>[],
  s: number,
) => softmax(texts.map((text) => s * dot(photo, text)));

describe('class probabilities', () => {
  it('sum to 1 and put the likest text first', () => {
    fc.assert(
      fc.property(
        unit,
        fc.array(unit, { minLength: 1, maxLength: 8 }),
        scale,
        (photo, texts, s) => {
          const shares = classProbabilities(photo, texts, s);
          assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
          const likeness = texts.map((text) => dot(photo, text));
          const best = likeness.indexOf(Math.max(...likeness));
          assert.equal(shares[best], Math.max(...shares));
        },
      ),
    );
  });

  it('give 10 to 1 where the logits differ by ln 10', () => {
    const [first = NaN, second = NaN] = classProbabilities(
      [1, 0],
      [
        [Math.log(10), 0],
        [0, 1],
      ],
      1,
    );
    assert.ok(Math.abs(first / second - 10) < 1e-9);
  });

  it('are unknown for an unknown photo', () => {
    assert.ok(classProbabilities([NaN, NaN], [[1, 0]], 100).every(Number.isNaN));
  });
});

describe('how a photo fits prompts', () => {
  it('is the softmax over the positive and the negative prompts', () => {
    fc.assert(
      fc.property(unit, unit, unit, scale, (photo, positive, negative, s) => {
        const [expected = NaN] = classProbabilities(photo, [positive, negative], s);
        const fit = fitProbability(photo, { positive, negative }, s);
        assert.ok(Math.abs(fit - expected) < 1e-9);
      }),
    );
  });
});

describe('two photos compared', () => {
  it('get probabilities that sum to 1, by the odds of their fits', () => {
    fc.assert(
      fc.property(unit, unit, unit, unit, (a, b, positive, negative) => {
        const vector = { positive, negative };
        const { first, second } = compareFits(a, b, vector, 5);
        assert.ok(Math.abs(first + second - 1) < 1e-12);
        const odds = (photo: Float32Array) => {
          const fit = fitProbability(photo, vector, 5);
          return fit / (1 - fit);
        };
        assert.ok(Math.abs(first - odds(a) / (odds(a) + odds(b))) < 1e-6);
        const turned = compareFits(b, a, vector, 5);
        assert.equal(turned.second, first);
      }),
    );
  });
});

describe('the mean direction', () => {
  it('has length 1 and lies between', () => {
    assert.deepEqual(
      [
        ...meanDirection([
          [1, 0],
          [0, 1],
        ]),
      ].map((x) => x.toFixed(6)),
      ['0.707107', '0.707107'],
    );
    assert.throws(() => meanDirection([]), RangeError);
    assert.throws(() => meanDirection([[1], [1, 0]]), RangeError);
  });
});
