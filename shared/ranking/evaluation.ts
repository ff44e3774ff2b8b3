// How good a ranking is: against labels (ratings, picks, human scores), and by itself where there are none.

import {
  bootstrap,
  bootstrapDefaults,
  type BootstrapOptions,
  type Measure,
} from '../arithmetic/bootstrap.ts';
import { sortDescending } from '../arithmetic/sorting.ts';
import {
  countPairs,
  indices,
  kendallTauB,
  knownPairs,
  pairwiseAgreement,
  pearson,
  spearman,
  standardDeviation,
} from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';

/** `score_std`: standard deviation of the scores; a ranking that tells nothing apart has 0. Null of no photos. */
export function scoreStd(scores: Float64Array): number | null {
  return scores.length > 0 ? standardDeviation(scores) : null;
}

export type Correlation = { readonly value: number | null; readonly reason: string | null };

/** `sharpness_corr`: Pearson's correlation of sharpness and aesthetic over the photos that have both. */
export function sharpnessCorrelation(
  sharpness: Float64Array,
  aesthetic: Float64Array,
): Correlation {
  const unknown = (reason: string) => ({ value: null, reason });
  if (!aesthetic.some(Number.isFinite)) {
    return unknown('No photo has an aesthetic value: no CLIP model has looked at them.');
  }
  const [a, b] = knownPairs(sharpness, aesthetic);
  if (a.length < 2)
    return unknown('Fewer than two photos have both sharpness and an aesthetic value.');
  const value = pearson(a, b);
  if (!Number.isNaN(value)) return { value, reason: null };
  return unknown('All photos have the same sharpness or the same aesthetic value.');
}

export type LabelOptions = Partial<BootstrapOptions> & {
  /** How many places count for NDCG and precision, a whole number from 1. */
  readonly k: number;
  /** From which label on a photo is one the user wanted, for precision: 1 for picks, 4 for stars. */
  readonly relevantFrom: number;
};

export type Agreement = {
  /** Photos that have a score and a label. */
  readonly count: number;
  readonly spearman: Measure;
  readonly kendall: Measure;
  readonly ndcg: Measure;
  readonly precision: Measure;
  readonly pairwise: Measure;
};

/**
 * Compares scores with labels, one of each a photo; higher is better in both, NaN is unknown and left out.
 * Equal scores keep the photos' order. Every figure has a 95 % bootstrap interval over photos.
 */
export function agreementWithLabels(
  scores: Float64Array,
  labels: Float64Array,
  options: LabelOptions,
): Agreement {
  const [a, b] = knownPairs(scores, labels);
  const reason =
    a.length < 2
      ? 'Fewer than two photos have a label.'
      : 'All scores or all labels are the same: there is nothing to compare.';
  const figures = (x: Float64Array, y: Float64Array) => labelFigures(x, y, options);
  return {
    count: a.length,
    ...bootstrap(a, b, figures, reason, { ...bootstrapDefaults, ...options }),
  };
}

function labelFigures(scores: Float64Array, labels: Float64Array, options: LabelOptions) {
  const counts = countPairs(scores, labels);
  const order = sortDescending(scores, indices(scores.length));
  return {
    spearman: spearman(scores, labels),
    kendall: kendallTauB(counts),
    ndcg: ndcg(order, labels, options.k),
    precision: precisionAt(order, labels, options.k, options.relevantFrom),
    pairwise: pairwiseAgreement(counts),
  };
}

/**
 * Normalised discounted cumulative gain of the first k, 0..1: gain is the label itself, discounted by
 * log2(place + 1). Where labels go below 0 all are raised so that the lowest is 0. NaN when no label is above 0.
 */
export function ndcg(order: Uint32Array, labels: Float64Array, k: number): number {
  const lift = labels.reduce((lowest, label) => Math.min(lowest, label), 0);
  const gains = labels.map((label) => label - lift);
  const best = discounted(gains.slice().sort().reverse(), k);
  if (!(best > 0)) return Number.NaN;
  return (
    discounted(
      Float64Array.from(order, (photo) => at(gains, photo)),
      k,
    ) / best
  );
}

function discounted(gains: Float64Array, k: number): number {
  let sum = 0;
  for (let place = 0; place < Math.min(k, gains.length); place++) {
    sum += at(gains, place) / Math.log2(place + 2);
  }
  return sum;
}

/** Share of the first k photos, or of all when there are fewer, whose label is at least `relevantFrom`. */
export function precisionAt(
  order: Uint32Array,
  labels: Float64Array,
  k: number,
  relevantFrom: number,
): number {
  const top = order.subarray(0, k);
  return (
    top.reduce((hits, photo) => hits + (at(labels, photo) >= relevantFrom ? 1 : 0), 0) / top.length
  );
}
