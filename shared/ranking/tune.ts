// Weights fitted to what people said of photos, and whether that gains anything on photos that the fit has not seen.

import type { BootstrapOptions } from '../arithmetic/bootstrap.ts';
import { bootstrapDefaults, seededRandom } from '../arithmetic/bootstrap.ts';
import { countPairs, pairwiseAgreement } from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';
import { signalNames, type SignalName } from '../signals.ts';
import type { NormalisedSignals } from './normalise.ts';
import { scorePhotos, type Weights } from './ranking.ts';
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

const folds = 5;
/** Fewer photos leave folds in which nothing can be told apart. */
export const fewestPhotos = 20;
/** What a weight is tried as beside what it is: a step that gains less is noise that the next photos do not have. */
const factors = [0, 0.5, 1.5, 2] as const;
const additions = [0.05, 0.15] as const;
const leastGain = 0.002;
const mostPasses = 6;

/**
 * Coordinate search over the weights, which are scaled to sum to 1, from those there are: by five-fold cross-validation for the gain, and
 * once over all for the weights.
 * @param labels one a photo, higher is better; NaN where it has none
 */
export function tuneWeights(
  normalised: NormalisedSignals,
  labels: Float64Array,
  start: Weights,
  options: BootstrapOptions = bootstrapDefaults,
): Tuned {
  const labelled = [...labels.keys()].filter((photo) => !Number.isNaN(at(labels, photo)));
  const fold = foldsOf(labelled);
  const before = scorePhotos(normalised, start, labels.length);
  const heldOutScores = before.slice();
  for (let out = 0; out < folds; out++) {
    const seen = labelled.filter((photo) => fold.get(photo) !== out);
    const scores = scorePhotos(normalised, fit(normalised, labels, seen, start), labels.length);
    for (const photo of labelled)
      if (fold.get(photo) === out) heldOutScores[photo] = at(scores, photo);
  }
  const gain = betterRanking(heldOutScores, before, labels, options);
  return {
    photos: labelled.length,
    weights: fit(normalised, labels, labelled, start),
    before: agreement(before, labels, labelled),
    heldOut: agreement(heldOutScores, labels, labelled),
    gain,
    gains: labelled.length >= fewestPhotos && (gain.gain.low ?? 0) > 0,
    heldOutScores,
  };
}

/** Shuffled always alike, and dealt out in turn. */
function foldsOf(photos: readonly number[]): ReadonlyMap<number, number> {
  const random = seededRandom(1);
  const shuffled = photos.map((photo) => ({ photo, key: random() })).sort((a, b) => a.key - b.key);
  return new Map(shuffled.map(({ photo }, place) => [photo, place % folds]));
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
): Weights {
  const names = signalNames.filter((name) =>
    normalised[name].some((value) => !Number.isNaN(value)),
  );
  const valueOf = (weights: Weights) =>
    agreement(scorePhotos(normalised, weights, labels.length), labels, photos);
  let best = scaled(start);
  let value = valueOf(best);
  for (let pass = 0; pass < mostPasses; pass++) {
    const atFirst = value;
    for (const name of names)
      for (const weight of tried(best[name] ?? 0)) {
        const next = scaled({ ...best, [name]: weight });
        const reached = valueOf(next);
        if (reached > value + leastGain) [best, value] = [next, reached];
      }
    if (value === atFirst) break;
  }
  return best;
}

function tried(weight: number): readonly number[] {
  return [
    ...factors.map((factor) => factor * weight),
    ...additions.map((addition) => weight + addition),
  ].filter((one) => one !== weight);
}

function scaled(weights: Weights): Weights {
  const entries = Object.entries(weights) as [SignalName, number][];
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  if (!(sum > 0)) return weights;
  return Object.fromEntries(
    entries.filter(([, weight]) => weight > 0).map(([name, weight]) => [name, weight / sum]),
  );
}
