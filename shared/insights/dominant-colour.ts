// The colour that covers most of a photo, by the histogram of colours that its look keeps.

import { lookBytes } from '../bursts/looks.ts';

/** The look ends with a histogram of 4 x 4 x 4 levels of red, green and blue, as square roots of shares. */
const bins = 64;

/** Each with a colour that stands for it in drawings. */
export const colourNames = [
  ['Black', '#1c1c1c'],
  ['Dark grey', '#5c5c5c'],
  ['Light grey', '#a3a3a3'],
  ['White', '#ececec'],
  ['Red', '#c8322b'],
  ['Orange, brown and skin', '#b9713a'],
  ['Yellow and olive', '#b3a63c'],
  ['Green', '#4b8f3d'],
  ['Cyan', '#3fa7a0'],
  ['Blue', '#3d6fc2'],
  ['Purple and pink', '#9a56b5'],
] as const;

/** Where each of the hues above ends, in degrees; red goes on from the last. */
const hues = [15, 45, 75, 165, 195, 255, 345] as const;
const firstHue = 4;

/** Index in `colourNames` of a bin of the histogram. */
function nameOfBin(bin: number): number {
  const [r, g, b] = [bin >> 4, (bin >> 2) & 3, bin & 3];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (most === least) return most;
  const hue = hueOf(r, g, b, most, most - least);
  const place = hues.findIndex((end) => hue < end);
  const name = firstHue + (place < 0 ? 0 : place);
  // A red that is hardly one is skin, wood or earth.
  return name === firstHue && most - least === 1 ? firstHue + 1 : name;
}

/** Degrees, 0 red. */
function hueOf(r: number, g: number, b: number, most: number, spread: number): number {
  if (most === r) return (60 * ((g - b) / spread) + 360) % 360;
  return most === g ? 60 * ((b - r) / spread) + 120 : 60 * ((r - g) / spread) + 240;
}

const names = Uint8Array.from({ length: bins }, (_, bin) => nameOfBin(bin));

export type ColourShare = {
  /** Index in `colourNames`; -1 where nobody has looked. */
  readonly name: number;
  /** Of the photo that has that colour, 0..1. */
  readonly share: number;
};

/** @param looks as `PhotoColumns.looks` */
export function dominantColour(looks: Int8Array, photo: number): ColourShare {
  const shares = new Float64Array(colourNames.length);
  const from = photo * lookBytes + lookBytes - bins;
  let all = 0;
  for (let bin = 0; bin < bins; bin++) {
    const root = looks[from + bin] ?? 0; // in place: see sorting.ts
    if (root === 0) continue;
    const square = root * root;
    const name = names[bin] ?? 0;
    shares[name] = (shares[name] ?? 0) + square;
    all += square;
  }
  if (all === 0) return { name: -1, share: NaN };
  const most = shares.reduce((so, share) => Math.max(so, share), 0);
  return { name: shares.indexOf(most), share: most / all };
}
