// Owns the scale at which photos of all sizes compare: luma whose longest side is always as long.

import { at } from '../../../../shared/arithmetic/vectors.ts';

/** Luma row by row, any real values, `widthPx * heightPx` long. */
export type Plane = {
  readonly values: Float64Array;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** Where a line of pixels is read for each pixel of another length: weights that sum to 1, from `from` on. */
type Tap = { readonly from: number; readonly weights: Float64Array };

/** The luma with `longestPx` as its longest side: reduced without aliasing, a smaller one enlarged. */
export function toLongest(
  luma: Uint8Array,
  widthPx: number,
  heightPx: number,
  longestPx: number,
): Plane {
  const scale = longestPx / Math.max(widthPx, heightPx);
  const width = Math.max(1, Math.round(widthPx * scale));
  const height = Math.max(1, Math.round(heightPx * scale));
  const rows = new Float64Array(width * heightPx);
  const across = taps(widthPx, width);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < width; x++) rows[y * width + x] = read(luma, y * widthPx, across[x]);
  }
  const values = new Float64Array(width * height);
  for (const [y, { from, weights }] of taps(heightPx, height).entries()) {
    weights.forEach((weight, i) => {
      const source = (from + i) * width;
      for (let x = 0; x < width; x++) {
        values[y * width + x] = at(values, y * width + x) + weight * at(rows, source + x);
      }
    });
  }
  return { values, widthPx: width, heightPx: height };
}

function read(line: Uint8Array, start: number, tap: Tap | undefined): number {
  if (!tap) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < tap.weights.length; i++) {
    sum += (tap.weights[i] ?? 0) * (line[start + tap.from + i] ?? 0);
  }
  return sum;
}

/**
 * A triangle two target pixels wide (two of its own where the line is enlarged): it passes the same detail whether a line
 * is reduced from 1,024 pixels or from 250, which the mean of an area does not.
 */
function taps(fromPx: number, toPx: number): Tap[] {
  const ratio = fromPx / toPx;
  const reach = Math.max(1, ratio);
  return Array.from({ length: toPx }, (_, i) => {
    const centre = (i + 0.5) * ratio - 0.5;
    const from = Math.max(0, Math.ceil(centre - reach));
    const to = Math.min(fromPx - 1, Math.floor(centre + reach));
    const weights = Float64Array.from({ length: to - from + 1 }, (_, k) =>
      Math.max(0, 1 - Math.abs(from + k - centre) / reach),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { from, weights: weights.map((weight) => weight / sum) };
  });
}
