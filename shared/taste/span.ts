// The directions in which the photos that were seen differ: a model learned in them has full rank, and nothing else to learn.

import { symmetricEigen } from '../arithmetic/symmetric.ts';
import { at } from '../arithmetic/vectors.ts';
import type { Traits } from './traits.ts';

/** Directions of length 1 at right angles, one row each, the one in which photos differ most first. */
export type Span = {
  readonly rank: number;
  readonly size: number;
  readonly directions: Float64Array;
};

/** Beside the widest, what is narrower by this is rounding, or one trait told twice. */
const narrowest = 1e-6;

/** @param rows the photos that were seen */
export function spanOf({ size, values }: Traits, rows: readonly number[]): Span {
  const middle = new Float64Array(size);
  for (const row of rows)
    for (let i = 0; i < size; i++)
      middle[i] = at(middle, i) + at(values, row * size + i) / rows.length;
  const together = new Float64Array(size * size);
  for (const row of rows)
    for (let i = 0; i < size; i++) {
      const x = at(values, row * size + i) - at(middle, i);
      for (let j = 0; j < size; j++)
        together[i * size + j] =
          at(together, i * size + j) + x * (at(values, row * size + j) - at(middle, j));
    }
  const { values: widths, vectors } = symmetricEigen(together, size);
  // Traits are told in spreads: photos that are all alike differ by rounding alone.
  const least = narrowest * Math.max(1, size > 0 ? at(widths, 0) : 1);
  const rank = widths.reduce((count, width) => count + Number(width > least), 0);
  return { rank, size, directions: vectors.subarray(0, rank * size) };
}

/** Where photos lie along the directions. */
export function inSpan({ rank, size, directions }: Span, { values }: Traits): Traits {
  const count = size === 0 ? 0 : values.length / size;
  const projected = new Float64Array(count * rank);
  for (let row = 0; row < count; row++)
    for (let k = 0; k < rank; k++) {
      let sum = 0;
      for (let i = 0; i < size; i++)
        sum += (values[row * size + i] ?? NaN) * (directions[k * size + i] ?? NaN);
      projected[row * rank + k] = sum;
    }
  return { size: rank, values: projected };
}

/** Weights along the directions as weights of the traits. */
export function outOfSpan({ rank, size, directions }: Span, weights: Float64Array): Float64Array {
  const ofTraits = new Float64Array(size);
  for (let k = 0; k < rank; k++)
    for (let i = 0; i < size; i++)
      ofTraits[i] = at(ofTraits, i) + at(weights, k) * at(directions, k * size + i);
  return ofTraits;
}
