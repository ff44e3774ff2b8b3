import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { cholesky, solve, symmetricEigen } from '../../shared/arithmetic/symmetric.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { learnTaste } from '../../shared/taste/learn.ts';
import { nextPair, type AskedPair } from '../../shared/taste/next-pair.ts';
import { fitPairs, sigmoid } from '../../shared/taste/pairwise-model.ts';
import { decidedPairs, pairsOf, type Compared } from '../../shared/taste/taste-pairs.ts';
import {
  tasteLikeness,
  tasteSignal,
  tasteUtilities,
  vectorOf,
} from '../../shared/taste/taste-vector.ts';
import { nothingLearned, tasteSentence } from '../../shared/taste/taste-words.ts';
import { traitScales, traitsOf, type Traits } from '../../shared/taste/traits.ts';
import { madeColumns } from './made-columns.ts';

const near = (actual: number, expected: number, by = 1e-9) => {
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`);
};

/** Photos of traits drawn by chance, as many as are asked for. */
function madeTraits(count: number, size: number, seed = 1): Traits {
  const random = seededRandom(seed);
  return { size, values: Float64Array.from({ length: count * size }, () => 4 * random() - 2) };
}

const compare = (first: number, second: number, outcome: number): Compared => {
  return { first, second, outcome, weight: 1 };
};

/** Choices of whoever looks at the first trait alone. */
function byFirstTrait(traits: Traits, count: number, seed = 2): Compared[] {
  const random = seededRandom(seed);
  const photos = traits.values.length / traits.size;
  return Array.from({ length: count }, () => {
    const [first, second] = [Math.floor(random() * photos), Math.floor(random() * photos)];
    const apart = at(traits.values, first * traits.size) - at(traits.values, second * traits.size);
    return compare(first, second, (1 + Math.sign(apart)) / 2);
  });
}

describe('the model of choices', () => {
  it('solves symmetric equations, and finds eigenvalues of a worked example', () => {
    const matrix = Float64Array.of(4, 2, 2, 3);
    const lower = cholesky(matrix, 2);
    assert.ok(lower);
    const solved = solve(lower, Float64Array.of(2, 5));
    near(4 * at(solved, 0) + 2 * at(solved, 1), 2);
    near(2 * at(solved, 0) + 3 * at(solved, 1), 5);
    assert.equal(cholesky(Float64Array.of(1, 2, 2, 1), 2), null);
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    near(at(values, 0), 3);
    near(at(values, 1), 1);
    near(Math.abs(at(vectors, 0)), Math.SQRT1_2);
  });

  it('fits one trait as the equation of its slope says', () => {
    // Two wins, one loss at a distance of 1: at the top 2 - 3 p = ridge x weight, p = 1 / (1 + e^-weight).
    const pairs = {
      size: 1,
      differences: Float64Array.of(1, 1, 1),
      outcomes: Float64Array.of(1, 1, 0),
      weights: Float64Array.of(1, 1, 1),
    };
    const { weights } = fitPairs(pairs, 0.5);
    const weight = at(weights, 0);
    near(2 - 3 * sigmoid(weight), 0.5 * weight);
  });

  it('takes a tie for half a win of each, and nothing from no pairs', () => {
    const { weights } = fitPairs(
      {
        size: 1,
        differences: Float64Array.of(1, 2),
        outcomes: Float64Array.of(0.5, 0.5),
        weights: Float64Array.of(1, 1),
      },
      1,
    );
    near(at(weights, 0), 0);
    const none = pairsOf(madeTraits(3, 2), []);
    assert.deepEqual([...fitPairs(none, 1).weights], [0, 0]);
  });
});

describe('learning a taste', () => {
  const traits = madeTraits(60, 5);

  it('finds what a rater looks at, and says so only when it is sure', () => {
    const few = learnTaste(traits, { choices: byFirstTrait(traits, 5), decided: [] });
    assert.equal(few.heldOut.learned, false);
    const { weights, heldOut, rank, condition, calibration } = learnTaste(traits, {
      choices: byFirstTrait(traits, 80),
      decided: [],
    });
    assert.ok(heldOut.learned);
    assert.ok(heldOut.right / heldOut.count > 0.8);
    assert.equal(rank, 5);
    assert.ok(condition >= 1 && condition < 1e4 && calibration > 0);
    const others = [...weights.subarray(1)].map(Math.abs);
    assert.ok(at(weights, 0) > 3 * Math.max(...others));
  });

  it('turns round with the answers', () => {
    const choices = byFirstTrait(traits, 40);
    const turned = choices.map((one) => ({ ...one, outcome: 1 - one.outcome }));
    const [one, other] = [choices, turned].map((all) =>
      learnTaste(traits, { choices: all, decided: [] }),
    );
    for (const [i, weight] of one?.weights.entries() ?? [])
      near(weight, -at(other?.weights ?? [], i), 1e-8);
  });

  it('has a clear answer to what says nothing', () => {
    const none = learnTaste(traits, { choices: [], decided: [] });
    assert.deepEqual([...none.weights], [0, 0, 0, 0, 0]);
    assert.deepEqual([none.heldOut.learned, none.heldOut.interval], [false, null]);
    const ties = byFirstTrait(traits, 50).map((one) => ({ ...one, outcome: 0.5 }));
    const tied = learnTaste(traits, { choices: ties, decided: [] });
    assert.deepEqual([tied.heldOut.count, tied.heldOut.learned], [0, false]);
    const circle = Array.from({ length: 60 }, (_, i) => compare(i % 3, (i + 1) % 3, 1));
    assert.equal(learnTaste(traits, { choices: circle, decided: [] }).heldOut.learned, false);
    const same = Array.from({ length: 60 }, () => compare(7, 7, 1));
    assert.equal(learnTaste(traits, { choices: same, decided: [] }).heldOut.learned, false);
    const one = learnTaste(
      { size: 5, values: traits.values.slice(0, 5) },
      { choices: [], decided: [] },
    );
    assert.deepEqual([one.rank, one.condition], [0, 1]);
    const constant = learnTaste(
      { size: 2, values: new Float64Array(40).fill(1) },
      {
        choices: Array.from({ length: 40 }, (_, i) => compare(i % 20, (i + 1) % 20, i % 2)),
        decided: [],
      },
    );
    assert.deepEqual([constant.rank, constant.heldOut.learned], [0, false]);
    assert.equal(
      learnTaste({ size: 0, values: new Float64Array() }, { choices: [], decided: [] }).rank,
      0,
    );
  });

  it('keeps one direction where two traits are one', () => {
    const doubled: Traits = {
      size: 2,
      values: Float64Array.from({ length: 80 }, (_, i) => at(traits.values, Math.floor(i / 2) * 5)),
    };
    const { rank, weights } = learnTaste(doubled, {
      choices: byFirstTrait(doubled, 60),
      decided: [],
    });
    assert.equal(rank, 1);
    near(at(weights, 0), at(weights, 1), 1e-9);
  });

  it('learns nothing from choices by chance, however often one looks', () => {
    let learned = 0;
    for (let rater = 0; rater < 60; rater++) {
      const random = seededRandom(100 + rater);
      const choices = Array.from({ length: 80 }, () =>
        compare(Math.floor(random() * 60), Math.floor(random() * 60), Number(random() < 0.5)),
      );
      learned += Number(learnTaste(traits, { choices, decided: [] }).heldOut.learned);
    }
    assert.ok(learned <= 6, `${learned} of 60`); // 3 at most are expected; more than 6 have a chance of 3 %
  });

  it('takes decisions as weaker evidence, and no more of it than 20 choices', () => {
    const tiers = Float64Array.from({ length: 60 }, (_, i) =>
      i % 3 === 0 ? NaN : i % 3 === 1 ? -1 : 5,
    );
    const pairs = decidedPairs(tiers);
    near(
      pairs.reduce((sum, { weight }) => sum + weight, 0),
      20,
      1e-9,
    );
    for (const { first, second, outcome } of pairs)
      assert.equal(outcome, Number(at(tiers, first) > at(tiers, second)));
    assert.deepEqual(decidedPairs(Float64Array.of(NaN, 4)), []);
    const [few] = decidedPairs(Float64Array.of(-1, 5));
    assert.equal(few?.weight, 0.25);
  });
});

describe('the next pair', () => {
  const traits = madeTraits(30, 4);
  const photos = Array.from({ length: 30 }, (_, i) => i);

  it('is two different photos, again and swapped one time in ten', () => {
    const random = seededRandom(4);
    const before: AskedPair[] = [];
    const choices: Compared[] = [];
    for (let i = 0; i < 50; i++) {
      const fitted = learnTaste(traits, { choices, decided: [] });
      const pair = nextPair({ traits, fitted, photos, before }, random);
      assert.ok(pair && pair.first !== pair.second);
      if (pair.shown === 'again')
        assert.ok(
          before.some(({ first, second }) => first === pair.second && second === pair.first),
        );
      before.push(pair);
      choices.push(compare(pair.first, pair.second, Number(pair.first < pair.second)));
    }
    assert.equal(before.filter(({ shown }) => shown === 'again').length, 5);
    const seen = new Set(before.flatMap(({ first, second }) => [first, second]));
    assert.ok(seen.size >= 25, `${seen.size} of 30 photos were shown`);
  });

  it('is none where there are no two photos', () => {
    const fitted = learnTaste(traits, { choices: [], decided: [] });
    assert.equal(nextPair({ traits, fitted, photos: [3], before: [] }, seededRandom(1)), null);
    const two = nextPair({ traits, fitted, photos: [3, 4], before: [] }, seededRandom(1));
    assert.deepEqual([two?.first, two?.second].toSorted(), [3, 4]);
  });
});

describe('photos and their taste', () => {
  const random = seededRandom(9);
  const count = 40;
  const some = (scale: number) => Array.from({ length: count }, () => scale * random());
  const columns = madeColumns(count, {
    signals: {
      colourfulness: some(50),
      action: some(1),
      smile: some(1),
      contrast: Array.from({ length: count }, () => 7),
    },
    missing: { smile: [null, null, null, 'not there', 'cannot tell'] },
  });
  columns.signals.smile[3] = NaN;
  columns.signals.smile[4] = NaN;
  columns.signals.action[5] = NaN;
  const scales = traitScales(columns, defaultSettings);

  it('differ in what is known of them, and lie in the middle where it is not', () => {
    assert.deepEqual(scales.map(({ name }) => name).toSorted(), [
      'action',
      'colourfulness',
      'smile',
    ]);
    const { size, values } = traitsOf(columns, scales, defaultSettings);
    const of = (name: string, photo: number) =>
      at(values, photo * size + scales.findIndex((scale) => scale.name === name));
    assert.equal(of('action', 5), 0);
    assert.equal(of('smile', 4), 0);
    assert.ok(of('smile', 3) < 0);
    assert.ok(values.every(Number.isFinite));
  });

  it('are never better for what they lack', () => {
    const vector = (weight: number) => ({
      traits: scales.map((scale) => ({
        ...scale,
        weight: scale.name === 'smile' ? weight : 0,
        unsure: 0.1,
      })),
    });
    assert.equal(tasteUtilities(vector(-1), columns, defaultSettings)[3], 0);
    assert.ok(at(tasteUtilities(vector(1), columns, defaultSettings), 3) < 0);
  });

  it('have a signal from 0 to 1, and none where nothing is known', () => {
    const learned = learnTaste(traitsOf(columns, scales, defaultSettings), {
      choices: [],
      decided: [],
    });
    const vector = vectorOf(scales, learned, 0);
    assert.ok(tasteSignal(vector, columns, defaultSettings).every((value) => value === 0.5));
    const unknown = madeColumns(2, {});
    assert.ok(tasteSignal(vector, unknown, defaultSettings).every(Number.isNaN));
    assert.equal(traitScales(unknown, defaultSettings).length, 0);
  });

  it('is told in words, once it is learned', () => {
    const traits = scales.map((scale) => ({
      ...scale,
      weight: scale.name === 'action' ? 2 : -0.01,
      unsure: 0.2,
    }));
    assert.equal(tasteSentence({ traits }), 'You prefer action.');
    assert.match(tasteSentence({ traits: [] }), /none of them stands out/);
    assert.match(nothingLearned(0), /^Nothing learned yet/);
    assert.match(nothingLearned(12), /12 choices do not show/);
    const vector = { traits, lapse: 0, choices: 1, foretold: 1, right: 1, rank: 1, condition: 1 };
    near(tasteLikeness(vector, vector), 1);
    const turned = { ...vector, traits: traits.map((one) => ({ ...one, weight: -one.weight })) };
    near(tasteLikeness(vector, turned), -1);
  });
});
