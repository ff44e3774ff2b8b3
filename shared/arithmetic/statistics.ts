// Statistics of number series: spread, correlation, agreement of two orders, quality of a yes-or-no signal.

import { sortDescending } from './sorting.ts';
import { at } from './vectors.ts';

export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Standard deviation of the whole population (divided by n); NaN of no values. */
export function standardDeviation(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

/** The pairs of which both numbers are known, in their order. */
export function knownPairs(a: Float64Array, b: Float64Array): [Float64Array, Float64Array] {
  const known = (_: number, i: number) => Number.isFinite(at(a, i)) && Number.isFinite(at(b, i));
  return [a.filter(known), b.filter(known)];
}

/** Pearson's correlation, -1 to 1; NaN when either series is constant or empty. All values must be known. */
export function pearson(a: Float64Array, b: Float64Array): number {
  if (isConstant(a) || isConstant(b)) return Number.NaN;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [together, spreadA, spreadB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [at(a, i) - meanA, at(b, i) - meanB];
    together += x * y;
    spreadA += x * x;
    spreadB += y * y;
  }
  const spread = Math.sqrt(spreadA) * Math.sqrt(spreadB);
  return spread > 0 ? Math.max(-1, Math.min(1, together / spread)) : Number.NaN;
}

/** 0, 1, 2, ... n - 1. */
export function indices(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

/** Ranks from 1 for the highest; equals share the mean of their ranks. */
export function averageRanks(values: Float64Array): Float64Array {
  const order = sortDescending(values, indices(values.length));
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    const end = endOfRun(start, order.length, (i) => at(values, at(order, i)));
    for (let i = start; i < end; i++) ranks[at(order, i)] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Spearman's rho, -1 to 1; NaN when either series is constant or empty. */
export function spearman(a: Float64Array, b: Float64Array): number {
  return pearson(averageRanks(a), averageRanks(b));
}

/** How the n * (n - 1) / 2 pairs of photos stand in two series. */
export type PairCounts = {
  readonly total: number;
  readonly concordant: number;
  readonly discordant: number;
  /** Pairs equal in the first series, in the second, in both; the first two include the third. */
  readonly tiedA: number;
  readonly tiedB: number;
  readonly tiedBoth: number;
};

/** Counts all pairs in O(n log n): sorted by the first series, inversions of the second (Knight 1966). */
export function countPairs(a: Float64Array, b: Float64Array): PairCounts {
  const order = sortDescending(a, sortDescending(b, indices(a.length)));
  const first = Float64Array.from(order, (i) => at(a, i));
  const second = Float64Array.from(order, (i) => at(b, i));
  const total = pairsOf(a.length);
  const tiedA = tiedPairs(order.length, (i) => at(first, i));
  const tiedBoth = tiedPairsOfBoth(first, second);
  const discordant = countRises(second);
  const tiedB = tiedPairs(second.length, (i) => at(second, i)); // sorted by now
  const concordant = total - tiedA - tiedB + tiedBoth - discordant;
  return { total, concordant, discordant, tiedA, tiedB, tiedBoth };
}

function pairsOf(count: number): number {
  return (count * count - count) / 2;
}

function endOfRun(start: number, count: number, value: (i: number) => number): number {
  const first = value(start);
  let end = start + 1;
  while (end < count && value(end) === first) end++;
  return end;
}

function tiedPairs(count: number, value: (i: number) => number): number {
  let pairs = 0;
  for (let start = 0; start < count;) {
    const end = endOfRun(start, count, value);
    pairs += pairsOf(end - start);
    start = end;
  }
  return pairs;
}

function tiedPairsOfBoth(a: Float64Array, b: Float64Array): number {
  let pairs = 0;
  for (let start = 0; start < a.length;) {
    let end = start + 1;
    while (end < a.length && a[end] === a[start] && b[end] === b[start]) end++;
    pairs += pairsOf(end - start);
    start = end;
  }
  return pairs;
}

/** Pairs in which the later number is the higher one; sorts the values, highest first, on the way. */
function countRises(values: Float64Array): number {
  let rises = 0;
  let [from, to] = [values.slice(), new Float64Array(values.length)];
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      rises += merge(from, to, start, width);
    }
    [from, to] = [to, from];
  }
  values.set(from);
  return rises;
}

function merge(from: Float64Array, to: Float64Array, start: number, width: number): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let [left, right, rises] = [start, middle, 0];
  for (let place = start; place < end; place++) {
    const takeRight = right < end && (left >= middle || at(from, right) > at(from, left));
    if (takeRight) rises += middle - left;
    to[place] = takeRight ? at(from, right++) : at(from, left++);
  }
  return rises;
}

/** Kendall's tau-b, -1 to 1; NaN when either series is constant or empty. */
export function kendallTauB(counts: PairCounts): number {
  const { total, concordant, discordant, tiedA, tiedB } = counts;
  const scale = Math.sqrt(total - tiedA) * Math.sqrt(total - tiedB);
  if (!(scale > 0)) return Number.NaN;
  return Math.max(-1, Math.min(1, (concordant - discordant) / scale));
}

/**
 * Of the pairs that the second series (the labels) tells apart, the share that the first (the scores) orders
 * the same way; a pair of equal scores counts half. NaN without such pairs.
 */
export function pairwiseAgreement(counts: PairCounts): number {
  const { total, concordant, tiedA, tiedB, tiedBoth } = counts;
  return (concordant + (tiedA - tiedBoth) / 2) / (total - tiedB);
}

/** Area under the ROC curve: how often a positive scores above a negative, ties half; NaN without both. */
export function rocAuc(scores: Float64Array, positive: Uint8Array): number {
  return pairwiseAgreement(
    countPairs(
      scores,
      Float64Array.from(positive, (p) => (p ? 1 : 0)),
    ),
  );
}

export type Retrieval = {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

/**
 * Precision, recall and F1, 0..1, from counts. Nothing claimed makes precision 1, nothing to find makes
 * recall 1; with no hit at all F1 is 0 unless there was nothing to find and nothing was claimed.
 */
export function retrieval(hits: number, claimed: number, wanted: number): Retrieval {
  const precision = claimed > 0 ? hits / claimed : 1;
  const recall = wanted > 0 ? hits / wanted : 1;
  const f1 = claimed + wanted > 0 ? (2 * hits) / (claimed + wanted) : 1;
  return { precision, recall, f1 };
}
