// How often a score orders two photos of a shoot as the judge does, told from some frames of every part of the order.

import { unknownMeasure, type Measure } from '../arithmetic/bootstrap.ts';
import { logitInterval, wilson } from '../arithmetic/proportions.ts';
import { at } from '../arithmetic/vectors.ts';
import { strataOf } from './strata.ts';

/** Frames that were judged: their places in the order, from 0, of so many photos, and what was said; higher is better. */
export type JudgedFrames = {
  readonly photos: number;
  readonly places: readonly number[];
  readonly labels: Float64Array;
};

/** Which frames lie in the same part of the order, and how many photos each part has. */
type Parts = { readonly of: readonly number[]; readonly sizes: readonly number[] };

/**
 * The share of the shoot's pairs of differently judged photos that the scores order as the judge did, 0..1, equal scores half: each pair
 * of frames counts for as many pairs as it stands for. The interval is by the jackknife in strata (Rust and Rao 1996) on the scale
 * of logits, and as wide as for a shoot without end: where all photos were judged, chance still has chosen the shoot.
 */
export function weightedAgreement(frames: JudgedFrames, scores: Float64Array): Measure {
  const value = estimate(frames, [scores]);
  if (value === null)
    return unknownMeasure('All frames were judged alike: there is nothing to compare.');
  const share = at(value, 0);
  if (share === 0 || share === 1) {
    const right = share * frames.places.length;
    return { value: share, ...wilson(right, frames.places.length), reason: null };
  }
  const deviation = jackknife(frames, [scores], (shares) => at(shares, 0));
  return { value: share, ...logitInterval(share, deviation), reason: null };
}

/**
 * By how much the first scores agree more than the second, of the same frames, with an interval so many standard deviations wide on
 * each side.
 */
export function agreementGain(
  frames: JudgedFrames,
  first: Float64Array,
  second: Float64Array,
  z: number,
): Measure {
  const both = estimate(frames, [first, second]);
  if (!both) return unknownMeasure('All frames were judged alike: there is nothing to compare.');
  const gain = (shares: Float64Array) => at(shares, 0) - at(shares, 1);
  const reach = z * jackknife(frames, [first, second], gain);
  const value = gain(both);
  return { value, low: value - reach, high: value + reach, reason: null };
}

function partsOf({ photos, places }: JudgedFrames): Parts {
  const strata = strataOf(photos);
  return {
    of: places.map((place) => strata.findIndex(({ to }) => place < to)),
    sizes: strata.map(({ from, to }) => to - from),
  };
}

/** Of each of the scores the share of pairs, with one frame left out or none (-1); null where no two labels differ. */
function estimate(
  frames: JudgedFrames,
  scores: readonly Float64Array[],
  without = -1,
  parts: Parts = partsOf(frames),
): Float64Array | null {
  const { labels } = frames;
  const judged = parts.sizes.map(
    (_, part) => parts.of.filter((one, i) => one === part && i !== without).length,
  );
  const standsFor = (a: number, b: number) => {
    const [sizeA, sizeB] = [parts.sizes[a] ?? 0, parts.sizes[b] ?? 0];
    const [nA, nB] = [judged[a] ?? 0, judged[b] ?? 0];
    return a === b ? (sizeA * (sizeA - 1)) / (nA * (nA - 1)) : (sizeA * sizeB) / (nA * nB);
  };
  const right = new Float64Array(scores.length);
  let all = 0;
  for (let i = 0; i < labels.length; i++)
    for (let j = 0; j < i; j++) {
      const wanted = Math.sign(at(labels, i) - at(labels, j));
      if (wanted === 0 || i === without || j === without) continue;
      const pairs = standsFor(parts.of[i] ?? 0, parts.of[j] ?? 0);
      all += pairs;
      scores.forEach((series, which) => {
        const ordered = wanted * Math.sign(at(series, i) - at(series, j));
        right[which] = at(right, which) + (pairs * (1 + ordered)) / 2;
      });
    }
  return all > 0 ? right.map((pairs) => pairs / all) : null;
}

/** The standard deviation of a figure, each frame left out in turn within its part of the order. */
function jackknife(
  frames: JudgedFrames,
  scores: readonly Float64Array[],
  figure: (shares: Float64Array) => number,
): number {
  const parts = partsOf(frames);
  let variance = 0;
  parts.sizes.forEach((_, part) => {
    const here = [...parts.of.keys()].filter((i) => parts.of[i] === part);
    const n = here.length;
    if (n < 2) return;
    const left = here.flatMap((i) => {
      const shares = estimate(frames, scores, i, parts);
      return shares ? [figure(shares)] : [];
    });
    const middle = left.reduce((sum, value) => sum + value, 0) / left.length;
    const spread = left.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    variance += ((n - 1) / n) * spread;
  });
  return Math.sqrt(variance);
}
