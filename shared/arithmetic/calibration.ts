// Whether probabilities are what they say, and whether a distribution is still the one it was.

import { at, percentile, sortedKnown } from './vectors.ts';

/**
 * Expected calibration error, 0..1 (Naeini et al. 2015, Guo et al. 2017): probabilities in `bins` equal bins of 0..1, the distance between
 * their mean and the share that came true, weighed by how many lie in the bin. A bin holds its upper end. NaN of none.
 * @param outcomes 1 where it came true, 0 where not, 0.5 where half of it did
 */
export function calibrationError(
  probabilities: Float64Array,
  outcomes: Float64Array,
  bins = 10,
): number {
  const said = new Float64Array(bins);
  const came = new Float64Array(bins);
  for (let i = 0; i < probabilities.length; i++) {
    const probability = at(probabilities, i);
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(probability * bins) - 1));
    said[bin] = at(said, bin) + probability;
    came[bin] = at(came, bin) + at(outcomes, i);
  }
  const apart = said.reduce((sum, value, bin) => sum + Math.abs(value - at(came, bin)), 0);
  return apart / probabilities.length;
}

/** A share of nothing has no logarithm: as in common practice it counts as one in ten thousand. */
const leastShare = 1e-4;

/** Population stability index of two lists of shares, from 0: sum of (now - before) x ln(now / before). */
export function stabilityOfShares(before: Float64Array, now: Float64Array): number {
  return before.reduce((sum, share, bin) => {
    const [was, is] = [Math.max(leastShare, share), Math.max(leastShare, at(now, bin))];
    return sum + (is - was) * Math.log(is / was);
  }, 0);
}

/**
 * Population stability index of values against earlier ones, from 0, in bins between the earlier ones' deciles (Siddiqi 2006:
 * below 0.1 nothing moved, from 0.25 much did). Unknown values are left out; NaN where none are left on a side.
 */
export function stabilityIndex(before: Float64Array, now: Float64Array): number {
  const [was, is] = [sortedKnown(before), sortedKnown(now)];
  if (was.length === 0 || is.length === 0) return NaN;
  const deciles = Array.from({ length: 9 }, (_, i) => percentile(was, 10 * (i + 1)));
  const edges = [...new Set(deciles)];
  return stabilityOfShares(sharesBetween(edges, was), sharesBetween(edges, is));
}

/** The share of values up to each edge and beyond the one before, the last beyond all. */
function sharesBetween(edges: readonly number[], values: Float64Array): Float64Array {
  const shares = new Float64Array(edges.length + 1);
  for (const value of values) {
    const found = edges.findIndex((edge) => value <= edge);
    const bin = found < 0 ? edges.length : found;
    shares[bin] = at(shares, bin) + 1 / values.length;
  }
  return shares;
}
