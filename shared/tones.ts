// How the red, green and blue of a picture are spread from black to white, and what of it is at either end.

import { at } from './arithmetic/vectors.ts';

/** Values of a channel, 0 black to 255. */
export const toneValues = 256;

export type Tones = {
  /** How many pixels have each value, 0 to 255. */
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
  /** Share of the pixels, 0..1, where all three channels are at the end: nothing is left there but white, or black. */
  readonly burnt: number;
  readonly black: number;
};

/** JPEG keeps what was clipped within this of its end: what the clipping overlay paints. */
const endValues = 3;

/** @param pixels red, green and blue of each pixel, one pixel after the other. */
export function tonesOf(pixels: Uint8Array): Tones {
  const [red, green, blue] = [0, 1, 2].map(() => new Uint32Array(toneValues)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const count = pixels.length / 3;
  const whiteFrom = toneValues - endValues;
  let [burnt, black] = [0, 0];
  for (let i = 0; i + 2 < pixels.length; i += 3) {
    const [r, g, b] = [at(pixels, i), at(pixels, i + 1), at(pixels, i + 2)];
    red[r] = at(red, r) + 1;
    green[g] = at(green, g) + 1;
    blue[b] = at(blue, b) + 1;
    if (r >= whiteFrom && g >= whiteFrom && b >= whiteFrom) burnt++;
    else if (r < endValues && g < endValues && b < endValues) black++;
  }
  return { red, green, blue, burnt: burnt / count, black: black / count };
}
