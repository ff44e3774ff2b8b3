// Cuts crops out of the raster: any scale and rotation, smoothed when the crop is smaller than what it shows.

import type { Raster } from '../../../../shared/photo.ts';
import { scaleOf } from './align.ts';
import type { Similarity } from './align.ts';

/** The raster `shrink` times smaller. */
type Level = { readonly raster: Raster; readonly shrink: number };

/** The raster at its own size, half, a quarter, ... Smaller levels are made when first asked for. */
export type Pyramid = { readonly raster: Raster; level(halvings: number): Level };

/** RGB 0..255 in row order, `3 * sizePx * sizePx` numbers. */
export type Crop = { readonly sizePx: number; readonly rgb: Float32Array };

/** Averages 2 x 2 pixels; an odd last row or column is left out. */
function halve({ data, widthPx, heightPx }: Raster): Raster {
  const [width, height] = [Math.max(widthPx >> 1, 1), Math.max(heightPx >> 1, 1)];
  const half = new Uint8Array(3 * width * height);
  const right = widthPx > 1 ? 3 : 0;
  const below = heightPx > 1 ? 3 * widthPx : 0;
  let next = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const from = 3 * (2 * y * widthPx + 2 * x) + channel;
        const upper = (data[from] ?? NaN) + (data[from + right] ?? NaN);
        const lower = (data[from + below] ?? NaN) + (data[from + below + right] ?? NaN);
        half[next++] = (upper + lower + 2) >> 2;
      }
    }
  }
  return { data: half, widthPx: width, heightPx: height };
}

const pyramids = new WeakMap<Raster, Pyramid>();

/** One a raster, as long as the raster lives: every stage that looks at a photo shares its levels. */
export function createPyramid(raster: Raster): Pyramid {
  const made = pyramids.get(raster) ?? newPyramid(raster);
  pyramids.set(raster, made);
  return made;
}

function newPyramid(raster: Raster): Pyramid {
  const levels = [raster];
  return {
    raster,
    level(wanted) {
      let smallest = levels.at(-1) ?? raster;
      while (levels.length <= wanted && Math.min(smallest.widthPx, smallest.heightPx) > 1) {
        smallest = halve(smallest);
        levels.push(smallest);
      }
      const halvings = Math.min(wanted, levels.length - 1);
      return { raster: levels[halvings] ?? raster, shrink: 2 ** halvings };
    },
  };
}

/**
 * Adds the colour at (x, y), counted in pixels from the centre of the first, to `out` from `at` on.
 * Linear between pixels; outside the raster is black.
 */
function addAtEdge(raster: Raster, x: number, y: number, out: Float32Array, at: number): void {
  const { data, widthPx, heightPx } = raster;
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (let row = top; row <= top + 1; row++) {
    if (row < 0 || row >= heightPx) continue;
    const rowShare = row === top ? top + 1 - y : y - top;
    for (let column = left; column <= left + 1; column++) {
      if (column < 0 || column >= widthPx) continue;
      const share = rowShare * (column === left ? left + 1 - x : x - left);
      const from = 3 * (row * widthPx + column);
      out[at] = (out[at] ?? NaN) + share * (data[from] ?? NaN);
      out[at + 1] = (out[at + 1] ?? NaN) + share * (data[from + 1] ?? NaN);
      out[at + 2] = (out[at + 2] ?? NaN) + share * (data[from + 2] ?? NaN);
    }
  }
}

/**
 * The square crop of `sizePx` a side that `place` says. What lies outside the photo is black.
 * Linear between the pixels of the level whose scale is nearest: at most 1.4 of its pixels a crop pixel.
 */
export function cutCrop(pyramid: Pyramid, place: Similarity, sizePx: number): Crop {
  const { raster, shrink } = pyramid.level(Math.max(Math.round(Math.log2(scaleOf(place))), 0));
  const { data, widthPx } = raster;
  const [lastX, lastY] = [widthPx - 1, raster.heightPx - 1];
  const a = place.a / shrink;
  const b = place.b / shrink;
  const rgb = new Float32Array(3 * sizePx * sizePx);
  for (let row = 0, at = 0; row < sizePx; row++) {
    // Pixel centres lie at halves: of the crop here, of the level behind the last 0.5.
    let x = 0.5 * a - (row + 0.5) * b + place.x0 / shrink - 0.5;
    let y = 0.5 * b + (row + 0.5) * a + place.y0 / shrink - 0.5;
    for (let column = 0; column < sizePx; column++, at += 3, x += a, y += b) {
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left >= lastX || top >= lastY) {
        addAtEdge(raster, x, y, rgb, at);
        continue;
      }
      const upper = 3 * (top * widthPx + left);
      const lower = upper + 3 * widthPx;
      const across = x - left;
      const down = y - top;
      for (let channel = 0; channel < 3; channel++) {
        const p = data[upper + channel] ?? NaN;
        const q = data[lower + channel] ?? NaN;
        const above = p + across * ((data[upper + channel + 3] ?? NaN) - p);
        const below = q + across * ((data[lower + channel + 3] ?? NaN) - q);
        rgb[at + channel] = above + down * (below - above);
      }
    }
  }
  return { sizePx, rgb };
}

/** The crop seen in a mirror. */
export function mirrored({ sizePx, rgb }: Crop): Crop {
  const flipped = new Float32Array(rgb.length);
  for (let row = 0; row < sizePx; row++) {
    for (let column = 0; column < sizePx; column++) {
      const from = 3 * (row * sizePx + column);
      const to = 3 * (row * sizePx + sizePx - 1 - column);
      flipped[to] = rgb[from] ?? NaN;
      flipped[to + 1] = rgb[from + 1] ?? NaN;
      flipped[to + 2] = rgb[from + 2] ?? NaN;
    }
  }
  return { sizePx, rgb: flipped };
}
