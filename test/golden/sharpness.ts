// Owns the golden table of sharpness and motion blur: how well they rank photos a photographer labelled.
// Run: node test/golden/sharpness.ts

import { resolve } from 'node:path';
import * as z from 'zod';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { pixelSignals, type PixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { resolvedDetail } from '../../electron/engine/stages/pixels/resolved-detail.ts';
import type { Raster } from '../../shared/photo.ts';
import { labelledFolder, openLabelled, readLabels } from './labelled-photos.ts';
import { printMotionSeparation, sportsLumas } from './made-blur.ts';
import { printSubjectPreference } from './made-subject.ts';

const labelSchema = z.object({
  photo: z.string(),
  label: z.enum(['sharp', 'blur', 'defocus', 'motion']),
  scene: z.string(),
});
type Labelled = z.infer<typeof labelSchema> & { raster: Raster; signals: PixelSignals };

const WARM_UP_RUNS = 10;
const TIMED_RUNS = 50;

async function measureAll(folder: string): Promise<Labelled[]> {
  const measured: Labelled[] = [];
  for (const label of await readLabels(folder, labelSchema)) {
    const { analysis } = await openLabelled(resolve(folder, label.photo));
    measured.push({ ...label, raster: analysis, signals: pixelSignals(analysis) });
  }
  return measured;
}

/** Pairs (sharp, not sharp): within a scene for the triples, every sharp with every blurred one for CERTH. */
function pairs(photos: readonly Labelled[], set: string): (readonly [Labelled, Labelled])[] {
  const ofSet = photos.filter(({ photo }) => photo.startsWith(set));
  const sharp = ofSet.filter(({ label }) => label === 'sharp');
  const blurred = ofSet.filter(({ label }) => label !== 'sharp');
  const all = sharp.flatMap((a) => blurred.map((b) => [a, b] as const));
  return set === 'triples' ? all.filter(([a, b]) => a.scene === b.scene) : all;
}

function rankedRight(
  of: readonly (readonly [Labelled, Labelled])[],
  name: 'sharpness' | 'sharpness_whole',
): string {
  const right = of.filter(([sharp, blurred]) => sharp.signals[name] > blurred.signals[name]);
  return `${right.length} of ${of.length}`;
}

function printSharpness(photos: readonly Labelled[]): void {
  console.log('Every photo, raw values:');
  console.table(
    photos.map(({ photo, label, signals }) => ({
      photo,
      label,
      sharpness: Number(signals.sharpness.toFixed(3)),
      sharpness_whole: Number(signals.sharpness_whole.toFixed(1)),
      motion_blur: Number(signals.motion_blur.toFixed(3)),
    })),
  );
  console.log('Pairs (sharp, blurred) ranked right:');
  const sets = ['triples', 'certh'].map((set) => ({ set, of: pairs(photos, set) }));
  console.table(
    sets.map(({ set, of }) => ({
      set,
      sharpness: rankedRight(of, 'sharpness'),
      'whole frame': rankedRight(of, 'sharpness_whole'),
    })),
  );
}

/** Processor time of one run, so that other work on the machine does not count. */
function costMs(run: () => unknown): string {
  for (let i = 0; i < WARM_UP_RUNS; i++) run();
  const start = process.cpuUsage();
  for (let i = 0; i < TIMED_RUNS; i++) run();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) / 1000 / TIMED_RUNS).toFixed(1);
}

function printCost(raster: Raster): void {
  const { widthPx, heightPx } = raster;
  const luma = lumaOfRaster(raster);
  const sharpnessMs = costMs(() => resolvedDetail(luma, widthPx, heightPx));
  const allMs = costMs(() => pixelSignals(raster));
  console.log(
    `Processor time of a ${widthPx} x ${heightPx} raster, mean of ${TIMED_RUNS}: ` +
      `sharpness ${sharpnessMs} ms, all pixel signals ${allMs} ms.`,
  );
}

const folder = labelledFolder('sharpness');
if (folder !== null) {
  const photos = await measureAll(folder);
  printSharpness(photos);
  const [first] = photos;
  if (first) printCost(first.raster);
}
const lumas = await sportsLumas();
if (lumas.length > 0) {
  await printSubjectPreference(lumas);
  await printMotionSeparation(lumas);
}
