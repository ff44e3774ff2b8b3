// Makes copies of a picture: other sizes, harder compression, other light, veils.

import type { Sharp } from 'sharp';
import { exposed } from '../fixtures/spoilt.ts';
import type { Raster } from '../../shared/photo.ts';
import { open } from '../fixtures/images.ts';

/** Longest sides of the copies, the largest first. */
export const copySidesPx = [4000, 2000, 1000, 500, 250];

export type Copy = { readonly name: string; readonly jpeg: Buffer };

async function rasterOf(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data };
}

/** The picture as pixels whose longest side is `longestPx`, enlarged where it is smaller. */
export function rasterAt(picture: Sharp, longestPx: number): Promise<Raster> {
  return rasterOf(picture.resize(longestPx, longestPx, { fit: 'inside' }));
}

/** The five sizes at quality 90, then the largest at quality 40. */
export async function copiesOf(largest: Raster): Promise<Copy[]> {
  const copies: Copy[] = [];
  for (const side of copySidesPx) {
    const jpeg = open(largest).resize(side, side, { fit: 'inside' }).jpeg({ quality: 90 });
    copies.push({ name: `${side} px`, jpeg: await jpeg.toBuffer() });
  }
  const hard = await open(largest).jpeg({ quality: 40 }).toBuffer();
  return [...copies, { name: 'JPEG 40', jpeg: hard }];
}

const affine = (raster: Raster, by: number, plus: number): Raster => ({
  ...raster,
  data: raster.data.map((level) => Math.round(by * level + plus)),
});

export type Tone = { readonly name: string; readonly raster: Raster };

export const gains = [-3, -2, -1, 1, 2, 3];

/** The picture in other light (on linear light, clipped at white), at half contrast, and behind a grey veil. */
export function tonesOf(raster: Raster): Tone[] {
  return [
    ...gains.map((stops) => ({ name: gainName(stops), raster: exposed(raster, stops) })),
    { name: 'half contrast', raster: affine(raster, 0.5, 64) },
    { name: 'grey veil', raster: affine(raster, 0.5, 100) },
  ];
}

export function gainName(stops: number): string {
  return `${stops > 0 ? '+' : ''}${stops} EV`;
}
