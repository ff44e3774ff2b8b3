// Owns the comparison of the pixel signals with OpenCV on real photos, where python3-opencv is installed.
// Run: node test/golden/opencv.ts

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { Raster } from '../../shared/photo.ts';
import { labelledFolder, openLabelled, readLabels } from './labelled-photos.ts';
import {
  hashDifference,
  measureAlike,
  measuredSchema,
  relativeDifference,
  signalsCompared,
  type Measured,
} from './opencv-compare.ts';

/** Debian's Python, which sees the python3-opencv package whatever other Python comes first. */
const PYTHON = '/usr/bin/python3';
const SCRIPT = resolve(import.meta.dirname, 'opencv.py');
/** Every 20th of the sports photos is a dozen photos, a second each. */
const EVERY = 20;

function hasOpencv(): boolean {
  return spawnSync(PYTHON, ['-c', 'import cv2']).status === 0;
}

function measureByOpencv({ data, widthPx, heightPx }: Raster): Measured {
  const args = [SCRIPT, 'measure', String(widthPx), String(heightPx)];
  const { status, stdout, stderr } = spawnSync(PYTHON, args, { input: data });
  if (status !== 0) throw new Error(`opencv.py failed: ${stderr.toString()}`);
  return measuredSchema.parse(JSON.parse(stdout.toString()));
}

async function photosToCompare(): Promise<string[]> {
  const chosen: string[] = [];
  for (const [name, every] of [
    ['sharpness', 1],
    ['sports', EVERY],
  ] as const) {
    const folder = labelledFolder(name);
    if (folder === null) continue;
    const labels = await readLabels(folder, z.object({ photo: z.string() }));
    const some = labels.filter((_, i) => i % every === 0);
    chosen.push(...some.map(({ photo }) => resolve(folder, photo)));
  }
  return chosen;
}

async function compare(paths: readonly string[]): Promise<void> {
  const largest = new Map<string, number>(signalsCompared.map((name) => [name, 0]));
  let mostBits = 0;
  for (const path of paths) {
    const { analysis } = await openLabelled(path);
    const ours = measureAlike(analysis);
    const theirs = measureByOpencv(analysis);
    for (const name of signalsCompared) {
      const difference = relativeDifference(ours[name], theirs.signals[name]);
      largest.set(name, Math.max(largest.get(name) ?? 0, difference));
    }
    mostBits = Math.max(mostBits, hashDifference(ours, theirs) ?? 0);
  }
  console.log(`Largest relative difference from OpenCV over ${paths.length} real photos:`);
  console.table(Object.fromEntries(largest));
  console.log(`Perceptual hash: at most ${mostBits} of 64 bits.`);
}

if (hasOpencv()) {
  const paths = await photosToCompare();
  if (paths.length > 0) await compare(paths);
} else {
  console.log('OpenCV for Python is not installed (Debian: python3-opencv): nothing is compared.');
}
