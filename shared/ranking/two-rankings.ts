// Two rankings of the same photos against each other, and which of them people agree with more.

import {
  bootstrap,
  bootstrapDefaults,
  type BootstrapOptions,
  type Measure,
} from '../arithmetic/bootstrap.ts';
import { stabilityIndex } from '../arithmetic/calibration.ts';
import { signs, signTest } from '../arithmetic/proportions.ts';
import { sortDescending } from '../arithmetic/sorting.ts';
import {
  countPairs,
  indices,
  kendallTauB,
  knownPairs,
  pairwiseAgreement,
  spearman,
} from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';

export type RankingsCompared = {
  /** Photos that both rank. */
  readonly photos: number;
  readonly spearman: Measure;
  readonly kendall: Measure;
  /** Share of the first k of one that are among the first k of the other. */
  readonly overlap: number | null;
  /** How far the scores of the second are spread otherwise than those of the first (`stabilityIndex`). */
  readonly scorePsi: number | null;
};

/** One score a photo in each; NaN where a ranking does not have it. */
export function compareRankings(
  first: Float64Array,
  second: Float64Array,
  k: number,
  options: BootstrapOptions = bootstrapDefaults,
): RankingsCompared {
  const [a, b] = knownPairs(first, second);
  const reason =
    a.length < 2
      ? 'Fewer than two photos are in both rankings.'
      : 'All scores of one of the rankings are the same.';
  const figures = (x: Float64Array, y: Float64Array) => ({
    spearman: spearman(x, y),
    kendall: kendallTauB(countPairs(x, y)),
  });
  const psi = stabilityIndex(a, b);
  return {
    photos: a.length,
    ...bootstrap(a, b, figures, reason, options),
    overlap: a.length > 0 ? overlapOf(a, b, k) : null,
    scorePsi: Number.isNaN(psi) ? null : psi,
  };
}

function overlapOf(a: Float64Array, b: Float64Array, k: number): number {
  const first = (scores: Float64Array) =>
    sortDescending(scores, indices(scores.length)).subarray(0, k);
  const top = new Set(first(a));
  return first(b).filter((photo) => top.has(photo)).length / top.size;
}

export type BetterRanking = {
  /** Photos that have a label and are in both rankings. */
  readonly photos: number;
  /** The first's pairwise agreement with the labels less the second's: above 0 the first is nearer to them. */
  readonly gain: Measure;
  /** Photos whose pairs the first orders more often, and less often, as the labels do. */
  readonly wins: number;
  readonly losses: number;
  /** The sign test over these photos: how likely as unequal a count is where neither ranking is better. */
  readonly p: number;
};

/** Which of two rankings agrees more with labels; higher is better in all three, what any does not know is left out. */
export function betterRanking(
  first: Float64Array,
  second: Float64Array,
  labels: Float64Array,
  options: BootstrapOptions = bootstrapDefaults,
): BetterRanking {
  const known = [...indices(labels.length)].filter((i) =>
    [first, second, labels].every((series) => Number.isFinite(at(series, i))),
  );
  const chosen = (series: Float64Array) => Float64Array.from(known, (i) => at(series, i));
  const [a, b, wanted] = [chosen(first), chosen(second), chosen(labels)];
  // The resampling draws photos: their places travel with it, so that both rankings are read at them.
  const gainOf = (places: Float64Array, drawn: Float64Array) => {
    const agreement = (series: Float64Array) =>
      pairwiseAgreement(
        countPairs(
          Float64Array.from(places, (i) => at(series, i)),
          drawn,
        ),
      );
    return { gain: agreement(a) - agreement(b) };
  };
  const places = Float64Array.from(known.keys());
  const reason = 'No two labelled photos have different labels: there is nothing to compare.';
  const { gain } = bootstrap(places, wanted, gainOf, reason, options);
  const { wins, losses } = signs(photoAgreements(a, wanted), photoAgreements(b, wanted));
  return { photos: known.length, gain, wins, losses, p: signTest(wins, losses) };
}

/** Of each photo's pairs that the labels tell apart, how many the scores order the same way, equals half. */
function photoAgreements(scores: Float64Array, labels: Float64Array): Float64Array {
  return labels.map((label, i) => {
    let right = 0;
    for (let j = 0; j < labels.length; j++) {
      const wanted = Math.sign(label - at(labels, j));
      if (wanted !== 0) right += (1 + wanted * Math.sign(at(scores, i) - at(scores, j))) / 2;
    }
    return right;
  });
}
