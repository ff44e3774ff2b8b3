// What embeddings of photos and of words say about each other: probabilities of texts, of prompts, of one photo over another.

import { at, dot, l2Normalise } from '../arithmetic/vectors.ts';

type Numbers = ArrayLike<number>;

/**
 * What a photo is measured against: a direction from one group of texts to another. Both are means of L2-normalised
 * embeddings, of length 1 again (`meanDirection`).
 */
export type MasterVector = { readonly positive: Numbers; readonly negative: Numbers };

/** The mean of vectors of length 1, of length 1 again: of the prompts of a set, or of the squares of a wide photo. */
export function meanDirection(vectors: readonly Numbers[]): Float32Array {
  const [first] = vectors;
  if (!first) throw new RangeError('There is no mean of no vectors.');
  const sum = new Float64Array(first.length);
  for (const vector of vectors) {
    if (vector.length !== sum.length)
      throw new RangeError(`Vectors of ${sum.length} and ${vector.length} numbers have no mean.`);
    for (let i = 0; i < sum.length; i++) sum[i] = at(sum, i) + at(vector, i);
  }
  return l2Normalise(sum);
}

/** Natural logarithm of the odds that a photo fits the positive texts rather than the negative ones. */
export function fitLogit(photo: Numbers, vector: MasterVector, logitScale: number): number {
  return logitScale * (dot(photo, vector.positive) - dot(photo, vector.negative));
}

/** How much a photo fits the positive texts rather than the negative ones, 0..1: the softmax over the two. */
export function fitProbability(photo: Numbers, vector: MasterVector, logitScale: number): number {
  return logistic(fitLogit(photo, vector, logitScale));
}

/**
 * Which of two photos fits a master vector better, as probabilities that sum to 1. The odds of the first are the odds
 * of its fit over the odds of the second's: P(first) = 1 / (1 + exp(fitLogit(second) - fitLogit(first))).
 */
export function compareFits(
  first: Numbers,
  second: Numbers,
  vector: MasterVector,
  logitScale: number,
): { readonly first: number; readonly second: number } {
  const difference = fitLogit(first, vector, logitScale) - fitLogit(second, vector, logitScale);
  return { first: logistic(difference), second: logistic(-difference) };
}

/** The same by what people would rate them: a point of the rating is a unit of the odds' logarithm. */
export function compareRatings(
  first: number,
  second: number,
): { readonly first: number; readonly second: number } {
  return { first: logistic(first - second), second: logistic(second - first) };
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
