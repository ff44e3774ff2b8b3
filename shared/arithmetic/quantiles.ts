// Percentiles of many values without sorting them all: as exact, and several times faster.

import { at, percentile } from './vectors.ts';

/** So many buckets between the least and the greatest value; only the buckets that are asked about are sorted. */
const buckets = 2048;

export type Quantiles = {
  /** Of finite values. */
  readonly count: number;
  /** NaN of none. */
  readonly least: number;
  readonly greatest: number;
  readonly isWhole: boolean;
  /** As `percentile` of the finite values, sorted. */
  percentile(percent: number): number;
};

export function quantilesOf(values: Float64Array): Quantiles {
  const known = new Float64Array(values.length);
  let [count, least, greatest, isWhole] = [0, Infinity, -Infinity, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN; // in place: see sorting.ts
    if (!Number.isFinite(value)) continue;
    known[count++] = value;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    isWhole &&= Number.isInteger(value);
  }
  if (count === 0)
    return { count, least: NaN, greatest: NaN, isWhole: false, percentile: () => NaN };
  const valueAt = inBuckets(known.subarray(0, count), least, greatest);
  return {
    ...{ count, least, greatest, isWhole },
    percentile(percent) {
      const position = (percent / 100) * (count - 1);
      const below = Math.floor(position);
      const two = Float64Array.of(valueAt(below), valueAt(Math.min(below + 1, count - 1)));
      return percentile(two, 100 * (position - below));
    },
  };
}

/** The value at a place of all of them sorted. */
function inBuckets(
  known: Float64Array,
  least: number,
  greatest: number,
): (place: number) => number {
  // Halves, since the difference of two finite numbers may be infinite.
  const half = greatest / 2 - least / 2;
  const of = new Uint16Array(known.length);
  const ends = new Uint32Array(buckets + 1);
  for (let i = 0; i < known.length; i++) {
    const share = half > 0 ? ((known[i] ?? 0) / 2 - least / 2) / half : 0;
    const bucket = Math.min(buckets - 1, Math.floor(buckets * share));
    of[i] = bucket;
    ends[bucket + 1] = (ends[bucket + 1] ?? 0) + 1;
  }
  for (let i = 1; i <= buckets; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);
  const filled = ends.slice();
  const placed = new Float64Array(known.length);
  for (let i = 0; i < known.length; i++) {
    const bucket = of[i] ?? 0;
    const place = filled[bucket] ?? 0;
    placed[place] = known[i] ?? 0;
    filled[bucket] = place + 1;
  }
  const sorted = new Set<number>();
  return (place) => {
    const bucket = ends.findIndex((end) => end > place) - 1;
    if (!sorted.has(bucket)) placed.subarray(ends[bucket], ends[bucket + 1]).sort();
    sorted.add(bucket);
    return at(placed, place);
  };
}
