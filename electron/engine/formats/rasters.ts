// Rasters into the image library and out of it: reduced, cut square, compressed without any metadata.

import sharp, { type Sharp } from 'sharp';
import type { Raster } from '../../../shared/photo.ts';
import type { Size } from './raw/raw-size.ts';

export function openRaster({ widthPx, heightPx, data }: Raster): Sharp {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  return sharp(data, { raw, limitInputPixels: false });
}

/** The pixels of a picture in the image library as they come out: 8 bits, red, green and blue. */
export async function readRaster(picture: Sharp): Promise<Raster> {
  const pixels = picture.raw({ depth: 'uchar' });
  const { data, info } = await pixels.toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data };
}

/** The pixels of a small JPEG as they are stored. */
export function jpegRaster(jpeg: Uint8Array): Promise<Raster> {
  return readRaster(sharp(jpeg).toColourspace('srgb'));
}

/** A smaller copy, or the raster itself where its longest side is within `limitPx`. */
export async function reduceRaster(raster: Raster, limitPx: number): Promise<Raster> {
  if (Math.max(raster.widthPx, raster.heightPx) <= limitPx) return raster;
  return readRaster(openRaster(raster).resize(limitPx, limitPx, { fit: 'inside' }));
}

/** A square of `sidePx` for a network: filled by the whole photo squeezed, or covered by its middle. Bilinear, antialiased. */
export function squareRaster(
  raster: Raster,
  sidePx: number,
  fit: 'fill' | 'cover',
): Promise<Raster> {
  return readRaster(openRaster(raster).resize(sidePx, sidePx, { fit, kernel: 'linear' }));
}

/** @param quality 1 to 100. Huffman tables are the standard ones: 7 ms instead of 16 at 2048 px. */
export function rasterToJpeg(raster: Raster, quality: number): Promise<Buffer> {
  return openRaster(raster).jpeg({ quality, optimiseCoding: false }).toBuffer();
}

export function rasterToPng(raster: Raster): Promise<Buffer> {
  return openRaster(raster).png().toBuffer();
}

/** Draws an SVG at its own size as PNG. Rejects with the parser's Error where it is not well formed. */
export function renderSvg(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** Exactly that size: of a copy the shorter side may be rounded either way. */
export function stretched(raster: Raster, { widthPx, heightPx }: Size): Promise<Raster> {
  return readRaster(openRaster(raster).resize(widthPx, heightPx, { fit: 'fill' }));
}
