// Owns the check of the perceptual hash on copies made from real photos, as people make and pass them on.

import sharp, { type Sharp } from 'sharp';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { perceptualHash } from '../../electron/engine/stages/pixels/perceptual-hash.ts';
import type { Raster } from '../../shared/photo.ts';
import { hammingDistance, percentile, sortedKnown } from '../../shared/arithmetic/vectors.ts';
import { openLabelled } from './labelled-photos.ts';

const EVERY = 4;

const margin = (side: number, share: number) => Math.round(side * share);

const copies: Readonly<Record<string, (photo: Sharp, raster: Raster) => Sharp>> = {
  'a third of the size': (photo, { widthPx }) => photo.resize(Math.ceil(widthPx / 3)),
  'JPEG quality 30': (photo) => photo,
  'black and white': (photo) => photo.greyscale().toColourspace('srgb'),
  '20 % brighter': (photo) => photo.linear(1.2, 0),
  'more contrast': (photo) => photo.linear(1.3, -38),
  'cropped by 2 % a side': (photo, raster) => crop(photo, raster, 0.02),
  'cropped by 5 % a side': (photo, raster) => crop(photo, raster, 0.05),
  mirrored: (photo) => photo.flop(),
};

function crop(photo: Sharp, { widthPx, heightPx }: Raster, share: number): Sharp {
  const left = margin(widthPx, share);
  const top = margin(heightPx, share);
  return photo.extract({ left, top, width: widthPx - 2 * left, height: heightPx - 2 * top });
}

function hashOf(raster: Raster): bigint {
  return perceptualHash(lumaOfRaster(raster), raster.widthPx, raster.heightPx);
}

async function hashOfCopy(raster: Raster, make: (photo: Sharp, raster: Raster) => Sharp) {
  const { widthPx, heightPx, data } = raster;
  const raw = { width: widthPx, height: heightPx, channels: 3 as const };
  const jpeg = await make(sharp(data, { raw }), raster).jpeg({ quality: 30 }).toBuffer();
  const copy = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = copy.info;
  return hashOf({ widthPx: width, heightPx: height, data: new Uint8Array(copy.data) });
}

/** Prints in how many bits copies differ from their photo, over every fourth of the photos. */
export async function printMadeCopies(paths: readonly string[]): Promise<void> {
  const rasters: Raster[] = [];
  for (const path of paths.filter((_, i) => i % EVERY === 0)) {
    rasters.push((await openLabelled(path)).analysis);
  }
  const rows = [];
  for (const [copy, make] of Object.entries(copies)) {
    const bits: number[] = [];
    for (const raster of rasters) {
      bits.push(hammingDistance(hashOf(raster), await hashOfCopy(raster, make)));
    }
    const within = (limit: number) => bits.filter((count) => count <= limit).length / bits.length;
    rows.push({
      copy,
      median: percentile(sortedKnown(bits), 50),
      most: Math.max(...bits),
      'within 4': Number(within(4).toFixed(2)),
      'within 6': Number(within(6).toFixed(2)),
      'within 10': Number(within(10).toFixed(2)),
    });
  }
  console.log(`Copies made from ${rasters.length} sports photos, all saved as JPEG of quality 30:`);
  console.table(rows);
}
