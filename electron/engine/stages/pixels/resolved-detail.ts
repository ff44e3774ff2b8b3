// Owns the sharpness signal: how much of a photo's contrast is fine detail, at one scale for photos of every size.

import { at } from '../../../../shared/arithmetic/vectors.ts';
import { toLongest, type Plane } from './one-scale.ts';

// Detail is what the finest blur takes away, and it is divided by what a wider blur takes away at the same places: a
// photo that is darker, flatter or veiled loses both alike. Everything is looked at on 200 pixels, less than a
// 250 px copy has, so that copies of one picture agree whatever their size, and so that the 8 x 8 blocks of a JPEG and
// the noise of a sensor are averaged away. Scale, blurs, exponent and tiles were chosen by test/golden/copies.ts and
// sharpness.ts: larger scales let small copies fall behind, smaller ones no longer see a photo that is a little soft.

/** Longest side, in pixels, at which all photos are compared. */
const SCALE_PX = 200;
/** Passes of 1 2 1, each adding 1/2 to the variance: standard deviations of 0.7 and of 1.4 pixels. */
const FINE_PASSES = 1;
const COARSE_PASSES = 4;
/**
 * Differences enter by their fourth power: what is sharpest decides, as in Quick's and Watson's models of what an eye
 * detects (exponents of 3.5 to 4), and what is blurred on purpose beside it hardly counts.
 */
const fourth = (value: number) => value ** 2 * value ** 2;
/** Contrast of one level of luma is rounding, noise and compression: so little is no detail. */
const LEAST_CONTRAST = fourth(1);
/** Tiles along each side: 64 in all, small enough for one player to fill some of them. */
const GRID = 8;
/** A subject rarely fills more than a quarter of the frame; the rest may be out of focus on purpose. */
const SHARPEST_SHARE = 1 / 4;

/** Means of fourth powers over a tile. */
type Tile = { readonly fine: number; readonly coarse: number };

/**
 * Share of the contrast that is fine detail, over the quarter of the tiles with the most of it.
 * @param luma 8-bit luma, row by row, `widthPx * heightPx` long, any size from 1x1
 * @returns 0 (flat) to 1
 */
export function resolvedDetail(luma: Uint8Array, widthPx: number, heightPx: number): number {
  const plane = toLongest(luma, widthPx, heightPx, SCALE_PX);
  const fineBlur = blurred(plane, FINE_PASSES);
  const fine = difference(plane, fineBlur);
  const coarse = difference(plane, blurred(fineBlur, COARSE_PASSES - FINE_PASSES));
  const tiles = tilesOf(plane, fine, coarse).sort((a, b) => b.fine - a.fine);
  const sharpest = tiles.slice(0, Math.max(1, Math.round(tiles.length * SHARPEST_SHARE)));
  const mean = (of: (tile: Tile) => number) =>
    sharpest.reduce((sum, tile) => sum + of(tile), 0) / sharpest.length;
  const share = mean((tile) => tile.fine) / (mean((tile) => tile.coarse) + LEAST_CONTRAST);
  return Math.min(1, Math.sqrt(Math.sqrt(share)));
}

/** Smoothed by 1 2 1 each way, so many times; the frame's edge is repeated. */
function blurred(plane: Plane, passes: number): Plane {
  let { values } = plane;
  const { widthPx, heightPx } = plane;
  for (let pass = 0; pass < passes; pass++) {
    values = smoothed(values, widthPx, heightPx, widthPx, 1);
    values = smoothed(values, heightPx, widthPx, 1, widthPx);
  }
  return { ...plane, values };
}

/** 1 2 1 along `lines` lines of `length` values `step` apart, the lines `stride` apart. */
function smoothed(
  values: Float64Array,
  length: number,
  lines: number,
  stride: number,
  step: number,
): Float64Array {
  const result = new Float64Array(values.length);
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    for (let i = 0; i < length; i++) {
      const here = start + i * step;
      const before = i > 0 ? here - step : here;
      const after = i < length - 1 ? here + step : here;
      result[here] = (at(values, before) + 2 * at(values, here) + at(values, after)) / 4;
    }
  }
  return result;
}

function difference(a: Plane, b: Plane): Float64Array {
  return a.values.map((value, i) => value - at(b.values, i));
}

function tilesOf({ widthPx, heightPx }: Plane, fine: Float64Array, coarse: Float64Array): Tile[] {
  const columns = tileEdges(widthPx);
  const rows = tileEdges(heightPx);
  const tiles: Tile[] = [];
  for (let row = 1; row < rows.length; row++) {
    for (let column = 1; column < columns.length; column++) {
      const [left, right] = [at(columns, column - 1), at(columns, column)];
      const [top, bottom] = [at(rows, row - 1), at(rows, row)];
      const mean = (values: Float64Array) => {
        let sum = 0;
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) sum += fourth(at(values, y * widthPx + x));
        }
        return sum / ((right - left) * (bottom - top));
      };
      tiles.push({ fine: mean(fine), coarse: mean(coarse) });
    }
  }
  return tiles;
}

/** Where tiles start and end along a side; a side shorter than the grid gets one tile a pixel. */
function tileEdges(sidePx: number): Int32Array {
  const tiles = Math.min(GRID, sidePx);
  return Int32Array.from({ length: tiles + 1 }, (_, i) => Math.floor((i * sidePx) / tiles));
}
