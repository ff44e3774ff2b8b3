// Weights and normalised signals to a score, scores to an order: the page and the command line call the same code.

import type { NormalisedSignals } from './normalise.ts';
import type { PhotoColumns } from '../photo.ts';
import { signalNames, type SignalName } from '../signals.ts';
import { sortDescending } from '../arithmetic/sorting.ts';
import { at } from '../arithmetic/vectors.ts';

/** How much each signal counts; 0 and absent are the same. They need not sum to 1. */
export type Weights = Readonly<Partial<Record<SignalName, number>>>;

/** Far above any sensible weight and far below where sums overflow. */
export const maxWeight = 1e9;

/**
 * The weights that count, in the order of the signals table: the one order of summation, so that scores are
 * equal to the last bit wherever they are computed. Throws on a weight that is not a number from 0 up.
 */
export function activeWeights(weights: Weights): readonly (readonly [SignalName, number])[] {
  return signalNames.flatMap((name) => {
    const weight = weights[name] ?? 0;
    if (!(weight >= 0 && weight <= maxWeight)) {
      throw new RangeError(`The weight of ${name} must be a number from 0 up, not ${weight}.`);
    }
    return weight > 0 ? [[name, weight] as const] : [];
  });
}

/**
 * Scores 0..1: sum of weight x normalised signal / sum of the weights of the signals the photo has.
 * A photo with none of the weighted signals scores 0 (`explainScore` says so); the result has no NaN.
 */
export function scorePhotos(
  normalised: NormalisedSignals,
  weights: Weights,
  count: number,
): Float64Array {
  const scores = new Float64Array(count);
  const present = new Float64Array(count);
  for (const [name, weight] of activeWeights(weights)) {
    const values = normalised[name];
    for (let photo = 0; photo < count; photo++) {
      const value = values[photo] ?? NaN; // in place: see sorting.ts
      if (Number.isNaN(value)) continue;
      scores[photo] = (scores[photo] ?? 0) + weight * value;
      present[photo] = (present[photo] ?? 0) + weight;
    }
  }
  for (let photo = 0; photo < count; photo++) {
    const weight = present[photo] ?? 0;
    scores[photo] = weight > 0 ? (scores[photo] ?? 0) / weight : 0;
  }
  return scores;
}

type Ties = Pick<PhotoColumns, 'takenMs' | 'paths'>;

/** The order of equals: by capture time, unknown times last, then by path in UTF-16 code units. */
export function tieOrder(columns: Ties): Uint32Array {
  const { takenMs, paths } = columns;
  return Uint32Array.from(paths.keys()).sort((a, b) => {
    const timeA = at(takenMs, a);
    const timeB = at(takenMs, b);
    if (timeA < timeB) return -1;
    if (timeA > timeB) return 1;
    const unknown = Number(Number.isNaN(timeA)) - Number(Number.isNaN(timeB));
    return unknown || comparePaths(paths[a] ?? '', paths[b] ?? '');
  });
}

/** Code units, not a locale: the same order on every machine. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The weights without those of signals that no photo has: they change no score and need no word at every photo. */
export function usableWeights(columns: Pick<PhotoColumns, 'signals'>, weights: Weights): Weights {
  const usable = activeWeights(weights).filter(([name]) =>
    columns.signals[name].some((value) => !Number.isNaN(value)),
  );
  return Object.fromEntries(usable);
}

/**
 * Indices of the photos, best first: score, then `tieOrder`, which a caller that ranks again and again
 * computes once and passes in.
 */
export function rankPhotos(
  scores: Float64Array,
  columns: Ties,
  ties: Uint32Array = tieOrder(columns),
): Uint32Array {
  return sortDescending(scores, ties);
}
