// Gives the detectors of faces and bodies a dark photo in better light; nothing else sees it so.

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
// In a second look shadows are lifted as well: by 1.3 it finds two to three more of 43 faces in the dark, by 1.6 none
// more, and no more wrong ones (test/golden/dark-faces.ts).
const LIFTED = 1.3;

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

/** Every colour value through one table that takes `from` to 0 and `to` to 255, by a gamma in between. */
export function stretched(
  { data, widthPx, heightPx }: Raster,
  from: number,
  to: number,
  gamma = 1,
): Raster {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => {
    return 255 * Math.max(0, (value - from) / (to - from)) ** (1 / gamma);
  });
  return { data: data.map((value) => table[value] ?? 0), widthPx, heightPx };
}

/** How a photo is looked at: as it is; a dark one stretched, and for those who look twice with its shadows lifted too. */
type Light = { readonly stretched: Pyramid; readonly lifted: Pyramid | null };

/** One a raster, as long as it lives: the stages that look at a photo share it. */
const lights = new WeakMap<Raster, Light>();

function lightOf(pyramid: Pyramid): Light {
  const known = lights.get(pyramid.raster) ?? measuredLight(pyramid);
  lights.set(pyramid.raster, known);
  return known;
}

function measuredLight(pyramid: Pyramid): Light {
  const { raster } = pyramid;
  const halvings = Math.ceil(Math.log2(Math.max(raster.widthPx, raster.heightPx) / ENOUGH_PX));
  const small = pyramid.level(Math.max(halvings, 0)).raster;
  const [dark = 0, bright = 255, brightest = 255] = lumaAt(small, [DARKEST, BRIGHTEST, LIGHTS]);
  if (brightest >= DARK_BELOW) return { stretched: pyramid, lifted: null };
  const to = Math.max(bright, dark + LEAST_RANGE);
  return {
    stretched: createPyramid(stretched(raster, dark, to)),
    lifted: createPyramid(stretched(raster, dark, to, LIFTED)),
  };
}

/** The photo as a detector sees it: itself, or stretched where it is dark. */
export function inGoodLight(pyramid: Pyramid): Pyramid {
  return lightOf(pyramid).stretched;
}

/** The same for who looks twice where it is dark. */
export function looksAt(pyramid: Pyramid): readonly [Pyramid, Pyramid?] {
  const { stretched: first, lifted } = lightOf(pyramid);
  return lifted ? [first, lifted] : [first];
}
