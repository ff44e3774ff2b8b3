// Weights fitted to what people said of photos, and whether that gains anything on photos that the fit has not seen.

import type { BootstrapOptions } from '../arithmetic/bootstrap.ts';
import { bootstrapDefaults, seededRandom } from '../arithmetic/bootstrap.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { countPairs, pairwiseAgreement } from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';
import type { NormalisedSignals } from './normalise.ts';
import { scorePhotos, type Weights } from './ranking.ts';
import { searchWeights } from './search-weights.ts';
import { betterRanking, type BetterRanking } from './two-rankings.ts';

export type Tuned = {
  /** Photos with a label. */
  readonly photos: number;
  /** Fitted to all of them. */
  readonly weights: Weights;
  /** Share of the labelled pairs that each orders as the labels do: as it was, and by weights that had not seen the photo. */
  readonly before: number;
  readonly heldOut: number;
  /** The held-out gain: of weights fitted to the other folds, photo by photo. */
  readonly gain: BetterRanking;
  /** The gain's interval lies above 0: only then is it claimed. */
  readonly gains: boolean;
  /** Scores of all photos by weights that had not seen them where they are labelled, else as before. */
  readonly heldOutScores: Float64Array;
};

export const folds = 5;
/** Fewer photos leave folds in which nothing can be told apart. */
export const fewestPhotos = 20;

/**
 * Coordinate search over the weights, which are scaled to sum to 1, from those there are: by five-fold cross-validation for the gain, and
 * once over all for the weights.
 * @param labels one a photo, higher is better; NaN where it has none
 */
export function* tuneSteps(
  normalised: NormalisedSignals,
  labels: Float64Array,
  start: Weights,
  options: BootstrapOptions = bootstrapDefaults,
): Steps<Tuned> {
  const labelled = [...labels.keys()].filter((photo) => !Number.isNaN(at(labels, photo)));
  const fold = foldsOf(labelled);
  const before = scorePhotos(normalised, start, labels.length);
  const heldOutScores = before.slice();
  for (let out = 0; out < folds; out++) {
    const seen = labelled.filter((photo) => fold.get(photo) !== out);
    const fitted = yield* fit(normalised, labels, seen, start);
    const scores = scorePhotos(normalised, fitted, labels.length);
    for (const photo of labelled)
      if (fold.get(photo) === out) heldOutScores[photo] = at(scores, photo);
  }
  const weights = yield* fit(normalised, labels, labelled, start);
  const gain = betterRanking(heldOutScores, before, labels, options);
  return {
    photos: labelled.length,
    weights,
    before: agreement(before, labels, labelled),
    heldOut: agreement(heldOutScores, labels, labelled),
    gain,
    gains: labelled.length >= fewestPhotos && (gain.gain.low ?? 0) > 0,
    heldOutScores,
  };
}

/** Shuffled always alike, and dealt out in turn. */
export function foldsOf<T>(all: readonly T[]): ReadonlyMap<T, number> {
  const random = seededRandom(1);
  const shuffled = all.map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key);
  return new Map(shuffled.map(({ one }, place) => [one, place % folds]));
}

function agreement(scores: Float64Array, labels: Float64Array, photos: readonly number[]): number {
  const of = (values: Float64Array) => Float64Array.from(photos, (photo) => at(values, photo));
  return pairwiseAgreement(countPairs(of(scores), of(labels)));
}

function fit(
  normalised: NormalisedSignals,
  labels: Float64Array,
  photos: readonly number[],
  start: Weights,
): Steps<Weights> {
  return searchWeights(normalised, start, (weights) =>
    agreement(scorePhotos(normalised, weights, labels.length), labels, photos),
  );
}
