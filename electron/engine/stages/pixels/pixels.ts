// Owns the pixels stage: every signal that needs nothing but the pixels of one photo.

import type { Raster } from '../../../../shared/photo.ts';
import type { SignalName } from '../../../../shared/signals.ts';
import { colourfulness } from './colourfulness.ts';
import { contrast } from './contrast.ts';
import { measureExposure } from './exposure.ts';
import { lookOf } from './look.ts';
import { lumaOfRaster } from './luma.ts';
import { motionBlur } from './motion-blur.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { resolvedDetail } from './resolved-detail.ts';
import { wholeSharpness } from './sharpness.ts';

export type PixelSignalName = Extract<
  SignalName,
  | 'sharpness'
  | 'sharpness_whole'
  | 'motion_blur'
  | 'exposure'
  | 'shadows_clipped'
  | 'highlights_clipped'
  | 'white_point'
  | 'black_point'
  | 'contrast'
  | 'colourfulness'
>;

/** Raw values in the units of shared/signals.ts, always finite, the 64-bit perceptual hash, and the look as bytes. */
export type PixelSignals = Readonly<Record<PixelSignalName, number>> & {
  readonly perceptualHash: bigint;
  readonly look: Int8Array;
};

/**
 * Measures one photo at the analysis scale, any size from 1x1.
 * Throws a RangeError when the raster has no pixels or its data another size.
 */
export function pixelSignals(raster: Raster): PixelSignals {
  const { data, widthPx, heightPx } = raster;
  if (data.length !== 3 * widthPx * heightPx) {
    throw new RangeError(`${data.length} bytes do not make ${widthPx} x ${heightPx} RGB pixels.`);
  }
  const luma = lumaOfRaster(raster);
  const exposure = measureExposure(raster, luma);
  return {
    sharpness: resolvedDetail(luma, widthPx, heightPx),
    sharpness_whole: wholeSharpness(luma, widthPx, heightPx),
    motion_blur: motionBlur(luma, widthPx, heightPx),
    exposure: exposure.meanLuma,
    shadows_clipped: exposure.shadowsClipped,
    highlights_clipped: exposure.highlightsClipped,
    white_point: exposure.whitePoint,
    black_point: exposure.blackPoint,
    contrast: contrast(luma),
    colourfulness: colourfulness(raster),
    perceptualHash: perceptualHash(luma, widthPx, heightPx),
    look: lookOf(raster),
  };
}
