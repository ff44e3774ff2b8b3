// Owns the exposure signals: mean luma, and the shares of the frame that are burnt out or pure black.

import type { Raster } from '../../../../shared/photo.ts';

// A pixel is clipped when all three channels are: a red jersey or a floodlight's blue rim that fills one channel still
// shows its colour and shape, so judging any single channel would call vivid photos burnt out. Five levels of slack,
// because scaling down and JPEG rounding move 0 and 255 a little.
const BURNT_OUT_FROM = 250;
const BLACK_UP_TO = 5;

/** All from 0 to 1: mean luma (black to white), and shares of the frame. */
export type Exposure = {
  readonly meanLuma: number;
  readonly shadowsClipped: number;
  readonly highlightsClipped: number;
};

/** Measures exposure on upright RGB pixels and their 8-bit luma (one value a pixel). */
export function measureExposure({ data }: Raster, luma: Uint8Array): Exposure {
  let sum = 0;
  let black = 0;
  let burntOut = 0;
  for (let pixel = 0, byte = 0; pixel < luma.length; pixel++, byte += 3) {
    const red = data[byte] ?? 0;
    const green = data[byte + 1] ?? 0;
    const blue = data[byte + 2] ?? 0;
    sum += luma[pixel] ?? 0;
    if (red <= BLACK_UP_TO && green <= BLACK_UP_TO && blue <= BLACK_UP_TO) black++;
    if (red >= BURNT_OUT_FROM && green >= BURNT_OUT_FROM && blue >= BURNT_OUT_FROM) burntOut++;
  }
  return {
    meanLuma: sum / luma.length / 255,
    shadowsClipped: black / luma.length,
    highlightsClipped: burntOut / luma.length,
  };
}
