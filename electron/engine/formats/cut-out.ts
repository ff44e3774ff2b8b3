// Rectangles of whole pixels, and what of a picture lies in them.

import type { Raster } from '../../../shared/photo.ts';

export type Region = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** The smallest rectangle around those that are there; null where none is. */
export function hullOf(regions: readonly (Region | null)[]): Region | null {
  const known = regions.filter((region) => region !== null);
  if (known.length === 0) return null;
  const left = Math.min(...known.map((region) => region.left));
  const top = Math.min(...known.map((region) => region.top));
  const right = Math.max(...known.map((region) => region.left + region.width));
  const bottom = Math.max(...known.map((region) => region.top + region.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** The pixels of a rectangle that lies in the picture; null for none. */
export function cutOut(raster: Raster, region: Region | null): Raster | null {
  if (!region) return null;
  const { left, top, width, height } = region;
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 3 * ((top + y) * raster.widthPx + left);
    data.set(raster.data.subarray(from, from + 3 * width), 3 * y * width);
  }
  return { widthPx: width, heightPx: height, data };
}
