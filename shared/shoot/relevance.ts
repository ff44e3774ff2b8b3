// Which photos of a search are worth showing: pure, so that it can be looked at with numbers.

import { percentile, sortedKnown } from '../arithmetic/vectors.ts';

/**
 * The similarity from which on photos are shown: half-way from what is usual in the folder (the median) to the best.
 * CLIP's similarities have no fixed meaning: 0.3 is high for "player" and low for "red", so the folder itself is the
 * measure. NaN where no photo is known.
 */
export function relevantFrom(similarity: Float64Array): number {
  const sorted = sortedKnown(similarity);
  return (percentile(sorted, 50) + (sorted.at(-1) ?? NaN)) / 2;
}
