// Owns the exposure signals: mean luma, the shares that are burnt out or pure black, and how far the tones reach.

import type { Raster } from '../../../../shared/photo.ts';
import { at } from '../../../../shared/arithmetic/vectors.ts';

// A pixel is clipped when all three channels are: a red jersey or a floodlight's blue rim that fills one channel still
// shows its colour and shape, so judging any single channel would call vivid photos burnt out. Five levels of slack,
// because scaling down and JPEG rounding move 0 and 255 a little.
const BURNT_OUT_FROM = 250;
const BLACK_UP_TO = 5;

// How bright the brightest tones are is told by the largest channel (a jersey of pure red is fully lit), and passed by half
// a percent of the pixels; the darkest by luma, below which one percent lie. Of percentiles from 98 to 99.5, of luma and of
// the largest channel, these put the right exposure first most often (test/golden/exposure.ts).
const WHITE_SHARE = 0.005;
const BLACK_SHARE = 0.01;

/** All from 0 to 1: mean luma (black to white), shares of the pixels, and levels. */
export type Exposure = {
  readonly meanLuma: number;
  readonly shadowsClipped: number;
  readonly highlightsClipped: number;
  readonly whitePoint: number;
  readonly blackPoint: number;
};

/** Measures exposure on upright RGB pixels and their 8-bit luma (one value a pixel). */
export function measureExposure({ data }: Raster, luma: Uint8Array): Exposure {
  const lumas = new Uint32Array(256);
  const brightest = new Uint32Array(256);
  let black = 0;
  let burntOut = 0;
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const red = data[3 * pixel] ?? 0;
    const green = data[3 * pixel + 1] ?? 0;
    const blue = data[3 * pixel + 2] ?? 0;
    const level = luma[pixel] ?? 0;
    const most = Math.max(red, green, blue);
    lumas[level] = (lumas[level] ?? 0) + 1;
    brightest[most] = (brightest[most] ?? 0) + 1;
    if (most <= BLACK_UP_TO) black++;
    if (Math.min(red, green, blue) >= BURNT_OUT_FROM) burntOut++;
  }
  const count = luma.length;
  return {
    meanLuma: lumas.reduce((sum, pixels, level) => sum + level * pixels, 0) / count / 255,
    shadowsClipped: black / count,
    highlightsClipped: burntOut / count,
    whitePoint: levelBelow(brightest, (1 - WHITE_SHARE) * count) / 255,
    blackPoint: levelBelow(lumas, BLACK_SHARE * count) / 255,
  };
}

/** The lowest level up to which so many pixels lie. */
function levelBelow(histogram: Uint32Array, pixels: number): number {
  let counted = 0;
  for (let level = 0; level < histogram.length; level++) {
    counted += at(histogram, level);
    if (counted >= pixels && counted > 0) return level;
  }
  return histogram.length - 1;
}
