// Owns the check of motion blur on blurs made from real sports photos, where the truth is known.

import sharp from 'sharp';
import { resolve } from 'node:path';
import * as z from 'zod';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { motionBlur } from '../../electron/engine/stages/pixels/motion-blur.ts';
import { rocAuc } from '../../shared/arithmetic/statistics.ts';
import { percentile, sortedKnown } from '../../shared/arithmetic/vectors.ts';
import { labelledFolder, openLabelled, readLabels } from './labelled-photos.ts';

export type Luma = {
  readonly data: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
};
type Step = readonly [number, number];

/** Every third photo is enough for a table and keeps it to half a minute. */
const EVERY = 3;
const MIN_SIDE_PX = 200;
/** Blurred photos were shot by a sensor too: noise of about this many levels (standard deviation) is added. */
const NOISE_LEVELS = 1;
const JPEG_QUALITY = 92;
/** Directions of movement in degrees, taken in turn. */
const ANGLES = [0, 20, 45, 70, 90, 110, 135, 160];

/** Steps of a straight movement over `lengthPx`, one pixel apart. */
function path(lengthPx: number, angleDeg: number): Step[] {
  const angle = (angleDeg * Math.PI) / 180;
  return Array.from({ length: lengthPx }, (_, i) => {
    const along = i - (lengthPx - 1) / 2;
    return [along * Math.cos(angle), along * Math.sin(angle)];
  });
}

/** Steps over a disc: what a lens out of focus does. */
function disc(radiusPx: number): Step[] {
  const reach = Math.ceil(radiusPx);
  const line = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const square = line.flatMap((dy) => line.map((dx): Step => [dx, dy]));
  return square.filter(([dx, dy]) => Math.hypot(dx, dy) <= radiusPx);
}

/** Mean over the steps, bilinear between pixels, edge pixels repeated. */
function smear({ data, widthPx, heightPx }: Luma, steps: readonly Step[]): Float64Array {
  const sum = new Float64Array(data.length);
  for (const [dx, dy] of steps) {
    const [left, top] = [Math.floor(dx), Math.floor(dy)];
    const [fx, fy] = [dx - left, dy - top];
    for (let y = 0; y < heightPx; y++) {
      const above = Math.max(0, Math.min(heightPx - 1, y + top)) * widthPx;
      const below = Math.max(0, Math.min(heightPx - 1, y + top + 1)) * widthPx;
      for (let x = 0; x < widthPx; x++) {
        const a = Math.max(0, Math.min(widthPx - 1, x + left));
        const b = Math.max(0, Math.min(widthPx - 1, x + left + 1));
        const upper = (data[above + a] ?? 0) * (1 - fx) + (data[above + b] ?? 0) * fx;
        const lower = (data[below + a] ?? 0) * (1 - fx) + (data[below + b] ?? 0) * fx;
        const i = y * widthPx + x;
        sum[i] = (sum[i] ?? 0) + upper * (1 - fy) + lower * fy;
      }
    }
  }
  return sum.map((value) => value / steps.length);
}

/** Adds noise from a seed: twelve uniform numbers less six are close to normal with deviation 1. */
function addNoise(values: Float64Array, seed: number): Uint8Array {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Uint8Array.from(values, (value) => {
    let normal = -6;
    for (let i = 0; i < 12; i++) normal += uniform();
    return Math.max(0, Math.min(255, Math.round(value + NOISE_LEVELS * normal)));
  });
}

/** motion_blur after a JPEG round trip, as a camera would have stored the frame. */
async function scoreAsJpeg({ data, widthPx, heightPx }: Luma): Promise<number> {
  const raw = { width: widthPx, height: heightPx, channels: 1 as const };
  const jpeg = await sharp(data, { raw }).jpeg({ quality: JPEG_QUALITY }).toBuffer();
  const luma = await sharp(jpeg).extractChannel(0).raw().toBuffer();
  return motionBlur(new Uint8Array(luma), widthPx, heightPx);
}

/** Share of pairs in which the first is higher. */
function rankedAbove(high: readonly number[], low: readonly number[]): number {
  const scores = Float64Array.from([...high, ...low]);
  return rocAuc(
    scores,
    Uint8Array.from(scores, (_, i) => (i < high.length ? 1 : 0)),
  );
}

/** Every third of the sports photos, at the analysis scale; none when they are absent. */
export async function sportsLumas(): Promise<Luma[]> {
  const folder = labelledFolder('sports');
  if (folder === null) return [];
  const labels = await readLabels(folder, z.object({ photo: z.string(), kind: z.string() }));
  const photos = labels.filter(({ kind }) => kind === 'photo');
  const lumas: Luma[] = [];
  for (const { photo } of photos.filter((_, i) => i % EVERY === 0)) {
    const { analysis } = await openLabelled(resolve(folder, photo));
    const { widthPx, heightPx } = analysis;
    if (Math.min(widthPx, heightPx) < MIN_SIDE_PX) continue;
    lumas.push({ data: lumaOfRaster(analysis), widthPx, heightPx });
  }
  return lumas;
}

/** Prints how far made movement separates from made defocus and from the photos as they are. */
export async function printMotionSeparation(lumas: readonly Luma[]): Promise<void> {
  const scores = async (steps: (angleDeg: number) => readonly Step[]) => {
    const values: number[] = [];
    for (const [i, luma] of lumas.entries()) {
      const smeared = smear(luma, steps(ANGLES[i % ANGLES.length] ?? 0));
      values.push(await scoreAsJpeg({ ...luma, data: addNoise(smeared, i + 1) }));
    }
    return values;
  };
  const asTheyAre = await Promise.all(lumas.map(scoreAsJpeg));
  const defocus = await scores(() => disc(3));
  const rows = [
    { photos: 'as they are', values: asTheyAre },
    { photos: 'defocus 3 px', values: defocus },
  ];
  for (const lengthPx of [5, 9, 17, 33]) {
    const values = await scores((angleDeg) => path(lengthPx, angleDeg));
    rows.push({ photos: `movement ${lengthPx} px`, values });
  }
  console.log(`motion_blur of ${lumas.length} sports photos and of blurs made from them:`);
  console.table(
    rows.map(({ photos, values }) => ({
      photos,
      '5 %': Number(percentile(sortedKnown(values), 5).toFixed(2)),
      median: Number(percentile(sortedKnown(values), 50).toFixed(2)),
      '95 %': Number(percentile(sortedKnown(values), 95).toFixed(2)),
      'above as they are': Number(rankedAbove(values, asTheyAre).toFixed(3)),
      'above defocus': Number(rankedAbove(values, defocus).toFixed(3)),
    })),
  );
}
