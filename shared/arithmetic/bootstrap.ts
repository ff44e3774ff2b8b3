// How sure a figure is: intervals by resampling, the same on every machine because the generator is written here.

import { at, percentile, sortedKnown } from './vectors.ts';

/** A generator of numbers in [0, 1) that always gives the same series for a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A figure with its 95 % bootstrap interval. What cannot be computed is null, with the reason as a sentence. */
export type Measure = {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason: string | null;
};

export function unknownMeasure(reason: string): Measure {
  return { value: null, low: null, high: null, reason };
}

export type BootstrapOptions = { readonly resamples: number; readonly seed: number };

export const bootstrapDefaults: BootstrapOptions = { resamples: 1000, seed: 1 };

/**
 * Computes figures on the pairs as they are and on resamples of them drawn with replacement: all figures on
 * the same resamples. A figure that is NaN as it is has the reason given; the interval leaves out resamples
 * in which it is NaN and is null when more than half are.
 */
export function bootstrap<Name extends string>(
  scores: Float64Array,
  labels: Float64Array,
  figures: (scores: Float64Array, labels: Float64Array) => Readonly<Record<Name, number>>,
  reason: string,
  options: BootstrapOptions = bootstrapDefaults,
): Readonly<Record<Name, Measure>> {
  const values = figures(scores, labels);
  const random = seededRandom(options.seed);
  const drawn = Array.from({ length: options.resamples }, () => {
    const picks = scores.map(() => Math.floor(random() * scores.length));
    return figures(
      picks.map((i) => at(scores, i)),
      picks.map((i) => at(labels, i)),
    );
  });
  const names = Object.keys(values) as Name[];
  const measures = names.map((name) => {
    const value = values[name];
    if (Number.isNaN(value)) return [name, unknownMeasure(reason)] as const;
    const known = sortedKnown(drawn.map((figure) => figure[name]));
    const enough = known.length * 2 >= options.resamples && known.length > 0;
    const low = enough ? percentile(known, 2.5) : null;
    const high = enough ? percentile(known, 97.5) : null;
    return [name, { value, low, high, reason: null }] as const;
  });
  return Object.fromEntries(measures) as Record<Name, Measure>;
}
