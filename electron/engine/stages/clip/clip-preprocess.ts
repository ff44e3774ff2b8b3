// Cuts the squares that CLIP looks at out of a photo: reduced as its publisher does it, so that its numbers are the published ones.

import { clipPixels } from '../../../../models/inputs.ts';
import type { Raster } from '../../../../shared/photo.ts';
import type { Settings } from '../../../../shared/settings.ts';

/** Side of the square CLIP looks at. */
export const clipSidePx = clipPixels.widthPx;

const { mean: MEAN, std: STD } = clipPixels;

// Keys' cubic with a = -0.5, the bicubic of Pillow, with which CLIP was trained.
const A = -0.5;
const RADIUS = 2;

/** Neighbouring squares share half of their side. */
const STEP_PX = clipSidePx / 2;
/** What a panorama of more than 5 to 1 costs at most: beyond it the squares move apart. */
const MOST_SQUARES = 9;

export type Square = { readonly left: number; readonly top: number };

/** The size a photo is reduced to, its shorter side 224, and the corners of the squares that are looked at. */
export type Cutting = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly squares: readonly Square[];
};

type Size = Pick<Raster, 'widthPx' | 'heightPx'>;

/**
 * The size whose proportions count: the photo's own, which were rounded when it was reduced. A RAW's preview may
 * show another section than its size says, by a few percent: then the raster's.
 */
function proportions(raster: Size, original: Size): Size {
  const scale = raster.widthPx / original.widthPx;
  return Math.abs(original.heightPx * scale - raster.heightPx) <= 1 ? original : raster;
}

/**
 * Where the squares of a photo lie. `centre`: the one in the middle, as published. `squares`: overlapping ones from
 * end to end of the longer side.
 * @param original size of the photo that the raster was reduced from
 */
export function cutting(raster: Size, original: Size, crops: Settings['clip.crops']): Cutting {
  const { widthPx, heightPx } = proportions(raster, original);
  const short = Math.min(widthPx, heightPx);
  const scaled = (side: number) => Math.floor((clipSidePx * side) / short);
  const size = { widthPx: scaled(widthPx), heightPx: scaled(heightPx) };
  const room = { left: size.widthPx - clipSidePx, top: size.heightPx - clipSidePx };
  const along = Math.max(room.left, room.top);
  const count = crops === 'centre' ? 1 : Math.min(Math.ceil(along / STEP_PX) + 1, MOST_SQUARES);
  const squares = Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 0.5 : i / (count - 1);
    return { left: Math.floor(room.left * share), top: Math.floor(room.top * share) };
  });
  return { ...size, squares };
}

function cubic(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return ((A + 2) * d - (A + 3)) * d * d + 1;
  if (d < RADIUS) return (((d - 5) * d + 8) * d - 4) * A;
  return 0;
}

/** For each of `count` output pixels: the first input pixel it sees, how many, and their weights, which sum to 1. */
type Taps = {
  readonly first: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Float32Array;
  readonly stride: number;
};

/** When it shrinks, the filter is as much wider as the photo gets smaller: that is the antialiasing. */
function tapsOf(sizePx: number, toPx: number, from: number, count: number): Taps {
  const scale = sizePx / toPx;
  const spread = Math.max(scale, 1);
  const stride = Math.ceil(RADIUS * spread) * 2 + 1;
  const first = new Int32Array(count);
  const counts = new Int32Array(count);
  const weights = new Float32Array(count * stride);
  for (let i = 0; i < count; i++) {
    const centre = (from + i + 0.5) * scale;
    const start = Math.max(Math.floor(centre - RADIUS * spread + 0.5), 0);
    const end = Math.min(Math.floor(centre + RADIUS * spread + 0.5), sizePx);
    const own = weights.subarray(i * stride, i * stride + end - start);
    let sum = 0;
    for (let k = 0; k < own.length; k++) {
      const weight = cubic((start + k - centre + 0.5) / spread);
      own[k] = weight;
      sum += weight;
    }
    for (let k = 0; k < own.length; k++) own[k] = (own[k] ?? NaN) / sum;
    first[i] = start;
    counts[i] = end - start;
  }
  return { first, counts, weights, stride };
}

/** Rows `top` to `top + rows` of the raster, each 224 pixels wide; rounded to 8 bits between the passes, as Pillow does. */
function reduceRows({ data, widthPx }: Raster, taps: Taps, top: number, rows: number) {
  const reduced = new Uint8ClampedArray(3 * clipSidePx * rows);
  for (let row = 0, to = 0; row < rows; row++) {
    const line = 3 * widthPx * (top + row);
    for (let i = 0; i < clipSidePx; i++) {
      const end = i * taps.stride + (taps.counts[i] ?? NaN);
      let [red, green, blue] = [0, 0, 0];
      let from = line + 3 * (taps.first[i] ?? NaN);
      for (let k = i * taps.stride; k < end; k++, from += 3) {
        const weight = taps.weights[k] ?? NaN;
        red += weight * (data[from] ?? NaN);
        green += weight * (data[from + 1] ?? NaN);
        blue += weight * (data[from + 2] ?? NaN);
      }
      reduced[to++] = red;
      reduced[to++] = green;
      reduced[to++] = blue;
    }
  }
  return reduced;
}

/**
 * One square of the photo as CLIP's publisher reduces it, RGB 8 bits, `3 * 224 * 224` long: bicubic with antialiasing
 * to `to`, then cut out. Only what the square shows is computed.
 */
export function cutSquare(raster: Raster, to: Cutting, { left, top }: Square): Uint8ClampedArray {
  const across = tapsOf(raster.widthPx, to.widthPx, left, clipSidePx);
  const down = tapsOf(raster.heightPx, to.heightPx, top, clipSidePx);
  const firstRow = down.first[0] ?? NaN;
  const lastRow = (down.first[clipSidePx - 1] ?? NaN) + (down.counts[clipSidePx - 1] ?? NaN);
  const rows = reduceRows(raster, across, firstRow, lastRow - firstRow);
  const width = 3 * clipSidePx;
  const square = new Uint8ClampedArray(width * clipSidePx);
  const sums = new Float32Array(width);
  for (let row = 0; row < clipSidePx; row++) {
    sums.fill(0);
    for (let k = 0; k < (down.counts[row] ?? NaN); k++) {
      const weight = down.weights[row * down.stride + k] ?? NaN;
      const from = width * ((down.first[row] ?? NaN) + k - firstRow);
      for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? NaN) + weight * (rows[from + i] ?? NaN);
    }
    square.set(sums, width * row);
  }
  return square;
}

/** RGB 8 bits as CLIP's input [1, 3, 224, 224]: (value / 255 - mean) / std, one colour after the other. */
export function clipInput(square: Uint8ClampedArray): Float32Array {
  const plane = clipSidePx * clipSidePx;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const mean = MEAN[channel] ?? NaN;
    const std = STD[channel] ?? 1;
    for (let pixel = 0; pixel < plane; pixel++) {
      input[channel * plane + pixel] = ((square[3 * pixel + channel] ?? NaN) / 255 - mean) / std;
    }
  }
  return input;
}
