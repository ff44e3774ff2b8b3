// Choices and decisions as pairs of photos that a model learns from.

import { seededRandom } from '../arithmetic/bootstrap.ts';
import { at } from '../arithmetic/vectors.ts';
import type { Pairs } from './pairwise-model.ts';
import type { Traits } from './traits.ts';

/** Two photos, by their rows, and which is the better one: 1 the first, 0 the second, 0.5 neither. */
export type Compared = {
  readonly first: number;
  readonly second: number;
  readonly outcome: number;
  /** How much it counts: 1 for a choice. */
  readonly weight: number;
};

export function pairsOf({ size, values }: Traits, compared: readonly Compared[]): Pairs {
  const differences = new Float64Array(compared.length * size);
  compared.forEach(({ first, second }, pair) => {
    for (let i = 0; i < size; i++)
      differences[pair * size + i] = at(values, first * size + i) - at(values, second * size + i);
  });
  return {
    size,
    differences,
    outcomes: Float64Array.from(compared, ({ outcome }) => outcome),
    weights: Float64Array.from(compared, ({ weight }) => weight),
  };
}

/**
 * A decision was made about one photo and not between two, for reasons of its own (a caption needs her, the client asked for it):
 * from the worst tier to the best it counts a quarter of a choice, and the less the nearer the tiers are.
 */
const weightOfDecisions = 0.25;
const furthestTiers = 6;
/** All decisions together count no more than so many choices: what was asked outweighs what was done beside it. */
const mostInAll = 20;
/** Each decided photo is held against so many others, drawn always alike. */
const othersOfEach = 4;

/**
 * What was decided, as weaker pairs: photos of different tiers, the better tier the better photo.
 * @param tiers one a photo, as `decidedTiers`; NaN where nothing was decided
 */
export function decidedPairs(tiers: Float64Array): Compared[] {
  const decided = [...tiers.keys()].filter((photo) => !Number.isNaN(at(tiers, photo)));
  if (decided.length < 2) return [];
  const random = seededRandom(1);
  const pairs = decided.flatMap((first) =>
    Array.from({ length: othersOfEach }, () => {
      const second = decided[Math.floor(random() * decided.length)] ?? first;
      const apart = at(tiers, first) - at(tiers, second);
      const weight = (weightOfDecisions * Math.abs(apart)) / furthestTiers;
      return { first, second, outcome: Number(apart > 0), weight };
    }).filter(({ weight }) => weight > 0),
  );
  const sum = pairs.reduce((total, { weight }) => total + weight, 0);
  const share = Math.min(1, mostInAll / sum);
  return pairs.map((pair) => ({ ...pair, weight: pair.weight * share }));
}

/** Pairs one after the other: of equal size. */
export function joinPairs(a: Pairs, b: Pairs): Pairs {
  return {
    size: a.size,
    differences: joined(a.differences, b.differences),
    outcomes: joined(a.outcomes, b.outcomes),
    weights: joined(a.weights, b.weights),
  };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The pairs from one on, up to another, without copying. */
export function somePairs(
  { size, differences, outcomes, weights }: Pairs,
  from: number,
  to: number,
): Pairs {
  return {
    size,
    differences: differences.subarray(from * size, to * size),
    outcomes: outcomes.subarray(from, to),
    weights: weights.subarray(from, to),
  };
}
