// Gives the face detector a dark photo in better light; nothing else sees it so.

import type { Raster } from '../../../../../shared/photo.ts';
import { lumaOf } from '../../pixels/luma.ts';
import { createPyramid, type Pyramid } from '../face-crops.ts';

// A photo is dark when not even its lights reach half of the range: a lit face in a dark or grey hall is a light already
// where it takes a thousandth of the photo, and stretching would burn it out.
const DARK_BELOW = 128;
const LIGHTS = 0.999;
const DARKEST = 0.005;
const BRIGHTEST = 0.995;
const LEAST_RANGE = 32; // luma: a flat picture is not blown up into noise
const ENOUGH_PX = 512; // of the longer side, to count how bright the pixels are

/** The luma below which these shares of the pixels lie. */
export function lumaAt({ data }: Raster, shares: readonly number[]): readonly number[] {
  const counts = new Uint32Array(256);
  for (let at = 0; at + 2 < data.length; at += 3) {
    const luma = lumaOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    const place = Math.round(luma);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const pixels = data.length / 3;
  return shares.map((share) => {
    let seen = 0;
    return counts.findIndex((count) => (seen += count) >= share * pixels);
  });
}

/** Every colour value through one table that takes `from` to 0 and `to` to 255. */
export function stretched({ data, widthPx, heightPx }: Raster, from: number, to: number): Raster {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => {
    return (255 * (value - from)) / (to - from);
  });
  return { data: data.map((value) => table[value] ?? 0), widthPx, heightPx };
}

/** The photo as the detector sees it: itself, or stretched where it is dark. */
export function inGoodLight(pyramid: Pyramid): Pyramid {
  const { raster } = pyramid;
  const halvings = Math.ceil(Math.log2(Math.max(raster.widthPx, raster.heightPx) / ENOUGH_PX));
  const small = pyramid.level(Math.max(halvings, 0)).raster;
  const [dark = 0, bright = 255, lights = 255] = lumaAt(small, [DARKEST, BRIGHTEST, LIGHTS]);
  if (lights >= DARK_BELOW) return pyramid;
  return createPyramid(stretched(raster, dark, Math.max(bright, dark + LEAST_RANGE)));
}
