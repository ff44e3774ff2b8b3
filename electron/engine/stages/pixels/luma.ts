// Owns luma: the one brightness number of a pixel that every pixel signal is measured on.

import type { Raster } from '../../../../shared/photo.ts';

// Rec. 601 weights 0.299, 0.587, 0.114 in 1/32768, as OpenCV's 8-bit cvtColor(RGB2GRAY) has them: the three add up to
// 32768, so that white stays 255, and half a step is added before the shift. Equal integers make parity exact.
const RED = 9798;
const GREEN = 19235;
const BLUE = 3735;
const SHIFT = 15;
const HALF = 1 << (SHIFT - 1);

/** Luma of one pixel from 8-bit red, green and blue: a whole number 0..255. */
export function lumaOf(red: number, green: number, blue: number): number {
  return (red * RED + green * GREEN + blue * BLUE + HALF) >> SHIFT;
}

/** 8-bit luma of upright RGB pixels, row by row, `widthPx * heightPx` long. */
export function lumaOfRaster({ data, widthPx, heightPx }: Raster): Uint8Array {
  const luma = new Uint8Array(widthPx * heightPx);
  for (let pixel = 0, byte = 0; pixel < luma.length; pixel++, byte += 3) {
    luma[pixel] = lumaOf(data[byte] ?? 0, data[byte + 1] ?? 0, data[byte + 2] ?? 0);
  }
  return luma;
}
