// The logistic model of choices between two photos: the probability of the first is that of a difference of utilities.

import { cholesky, logDeterminant, solve, solveLower } from '../arithmetic/symmetric.ts';
import { at } from '../arithmetic/vectors.ts';

/** Differences of two photos' traits, first less second, `size` numbers a pair, one pair after the other. */
export type Pairs = {
  readonly size: number;
  readonly differences: Float64Array;
  /** 1 where the first was chosen, 0 where the second was, 0.5 where neither: half a win each. */
  readonly outcomes: Float64Array;
  /** How much each counts: 1 for a choice. */
  readonly weights: Float64Array;
};

export type FittedPairs = {
  /** Utility a unit of each trait. */
  readonly weights: Float64Array;
  /** Cholesky's factor of the curvature, `size` x `size`: its inverse is how unsure the weights are. */
  readonly lower: Float64Array;
  /** Logarithm of the evidence for this prior (Laplace's approximation), but for what all priors share. */
  readonly evidence: number;
  readonly iterations: number;
};

/** Newton's steps shrink quadratically: eight are usual, and where they do not end there the result is as good. */
const mostSteps = 50;
const smallestStep = 1e-8;

/**
 * Bradley and Terry 1952 on traits: maximises the likelihood with a normal prior around 0 of precision `ridge` on every weight, by
 * Newton's method (IRLS), each step halved until it gains. The prior makes the curvature positive definite whatever the pairs
 * are: none, all ties, circles, or one photo again and again.
 */
export function fitPairs(pairs: Pairs, ridge: number, start?: Float64Array): FittedPairs {
  const { size } = pairs;
  let weights: Float64Array = start?.slice() ?? new Float64Array(size);
  let value = posterior(pairs, weights, ridge);
  let iterations = 0;
  for (; iterations < mostSteps; iterations++) {
    const { gradient, curvature } = slopes(pairs, weights, ridge);
    const step = solve(factor(curvature, size), gradient);
    const taken = halvedStep(pairs, weights, step, ridge, value);
    if (!taken) break;
    ({ weights, value } = taken);
    if (step.every((part) => Math.abs(part) < smallestStep)) break;
  }
  const lower = factor(slopes(pairs, weights, ridge).curvature, size);
  const evidence = value + (size / 2) * Math.log(ridge) - logDeterminant(lower, size) / 2;
  return { weights, lower, evidence, iterations };
}

function factor(curvature: Float64Array, size: number): Float64Array {
  const lower = cholesky(curvature, size);
  if (!lower) throw new RangeError('Traits of photos must be numbers, and the prior above 0.');
  return lower;
}

type Taken = { readonly weights: Float64Array; readonly value: number };

function halvedStep(
  pairs: Pairs,
  weights: Float64Array,
  step: Float64Array,
  ridge: number,
  before: number,
): Taken | null {
  for (let share = 1; share > 1e-6; share /= 2) {
    const moved = weights.map((weight, i) => weight + share * at(step, i));
    const value = posterior(pairs, moved, ridge);
    if (value >= before) return { weights: moved, value };
  }
  return null;
}

/** Logarithm of likelihood and prior. */
function posterior(pairs: Pairs, weights: Float64Array, ridge: number): number {
  const { outcomes } = pairs;
  let sum = 0;
  for (let pair = 0; pair < outcomes.length; pair++) {
    const margin = marginOf(pairs, pair, weights);
    // log p = -log(1 + e^-m); the other outcome's is that less m.
    const logFirst = -softplus(-margin);
    sum += at(pairs.weights, pair) * (logFirst - (1 - at(outcomes, pair)) * margin);
  }
  return sum - (ridge / 2) * weights.reduce((total, weight) => total + weight * weight, 0);
}

/** log(1 + e^x), for large x too. */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

function slopes(pairs: Pairs, weights: Float64Array, ridge: number) {
  const { size, differences, outcomes } = pairs;
  const gradient = weights.map((weight) => -ridge * weight);
  const curvature = new Float64Array(size * size);
  for (let pair = 0; pair < outcomes.length; pair++) {
    const from = pair * size;
    const p = sigmoid(marginOf(pairs, pair, weights));
    const counts = at(pairs.weights, pair);
    const slope = counts * (at(outcomes, pair) - p);
    const curve = counts * p * (1 - p);
    for (let i = 0; i < size; i++) {
      const x = differences[from + i] ?? NaN; // in place: see sorting.ts
      gradient[i] = (gradient[i] ?? NaN) + slope * x;
      const scaled = curve * x;
      const row = i * size;
      for (let j = 0; j <= i; j++)
        curvature[row + j] = (curvature[row + j] ?? NaN) + scaled * (differences[from + j] ?? NaN);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) curvature[j * size + i] = at(curvature, i * size + j);
    curvature[i * size + i] = at(curvature, i * size + i) + ridge;
  }
  return { gradient, curvature };
}

/** The first's utility less the second's. */
function marginOf({ size, differences }: Pairs, pair: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0, from = pair * size; i < size; i++)
    sum += (weights[i] ?? NaN) * (differences[from + i] ?? NaN);
  return sum;
}

/**
 * 1 / (1 + e^-x): to the last digit 1 less that of -x, so that two photos' probabilities sum to 1 and swap with them.
 */
export function sigmoid(x: number): number {
  const smaller = 1 / (1 + Math.exp(Math.abs(x)));
  return x > 0 ? 1 - smaller : smaller;
}

/** How unsure the margin of a difference is: its variance. */
export function marginVariance({ lower }: FittedPairs, difference: Float64Array): number {
  const solved = solveLower(lower, difference);
  return solved.reduce((sum, part) => sum + part * part, 0);
}

/**
 * The margin as probabilities see it: unsure weights draw it towards 0 (MacKay 1992: the mean of a logistic over a normal
 * distribution).
 */
export function moderated(margin: number, variance: number): number {
  return margin / Math.sqrt(1 + (Math.PI * variance) / 8);
}
