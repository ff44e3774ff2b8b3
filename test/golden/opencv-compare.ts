// Owns what is compared with OpenCV, how far it may lie from its values, and the reading of what opencv.py prints.

import * as z from 'zod';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { pixelSignals, type PixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { tileSharpness } from '../../electron/engine/stages/pixels/sharpness.ts';
import type { Raster } from '../../shared/photo.ts';
import { hammingDistance } from '../../shared/arithmetic/vectors.ts';

/** The acceptance limit is 1 %; what differs beyond rounding is an error all the same. */
export const MAX_RELATIVE_DIFFERENCE = 1e-6;
/** Two coefficients next to the median may swap by rounding; each swap changes two bits. */
export const MAX_HASH_BITS = 2;

const signals = z.object({
  tile_sharpness: z.number(),
  sharpness_whole: z.number(),
  motion_blur: z.number(),
  exposure: z.number(),
  shadows_clipped: z.number(),
  highlights_clipped: z.number(),
  contrast: z.number(),
  colourfulness: z.number(),
});
/** `perceptualHash` as 64 binary digits, null where OpenCV would have to enlarge the image. */
export const measuredSchema = z.object({ signals, perceptualHash: z.string().nullable() });
export type Measured = z.infer<typeof measuredSchema>;

export const signalsCompared = signals.keyof().options;

/** The pixel signals that OpenCV can compute too, and the variance of the Laplacian by tiles, which faces are judged by. */
export function measureAlike(raster: Raster): PixelSignals & { readonly tile_sharpness: number } {
  const { widthPx, heightPx } = raster;
  const tiles = tileSharpness(lumaOfRaster(raster), widthPx, heightPx);
  return { ...pixelSignals(raster), tile_sharpness: tiles };
}

/** |ours - theirs| / |theirs|; where theirs is 0, the plain difference. */
export function relativeDifference(ours: number, theirs: number): number {
  const difference = Math.abs(ours - theirs);
  return theirs === 0 ? difference : difference / Math.abs(theirs);
}

/** Bits in which the hashes differ; null where there is nothing to compare with. */
export function hashDifference(ours: PixelSignals, theirs: Measured): number | null {
  if (theirs.perceptualHash === null) return null;
  return hammingDistance(ours.perceptualHash, BigInt(`0b${theirs.perceptualHash}`));
}
