// Owns the comparison of CLIP's input with Pillow on real photos, where python3-pil and python3-numpy are installed.
// Run: node test/golden/clip-preprocess.ts

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import * as z from 'zod';
import { cutSquare, cutting } from '../../electron/engine/stages/clip/clip-preprocess.ts';
import type { Raster } from '../../shared/photo.ts';
import { labelledFolder, openLabelled, readLabels } from './labelled-photos.ts';

/** Debian's Python, which sees its packages whatever other Python comes first. */
const PYTHON = '/usr/bin/python3';
const SCRIPT = resolve(import.meta.dirname, 'clip-preprocess.py');
/** Ten photos from all over the folder. */
const PHOTOS = 10;

function hasPillow(): boolean {
  return spawnSync(PYTHON, ['-c', 'import PIL, numpy']).status === 0;
}

function squareByPillow(path: string): Uint8Array {
  const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT, 'square', path]);
  if (status !== 0) throw new Error(`clip-preprocess.py failed: ${stderr.toString()}`);
  return stdout;
}

type Size = Pick<Raster, 'widthPx' | 'heightPx'>;

/** Mean absolute difference of all numbers of the square, 0..255. */
function meanDifference(raster: Raster, original: Size, theirs: Uint8Array): number {
  const plan = cutting(raster, original, 'centre');
  const [square = { left: 0, top: 0 }] = plan.squares;
  const ours = cutSquare(raster, plan, square);
  const sum = theirs.reduce((total, value, i) => total + Math.abs((ours[i] ?? NaN) - value), 0);
  return sum / theirs.length;
}

async function compare(folder: string): Promise<void> {
  const labels = await readLabels(folder, z.object({ photo: z.string() }));
  const every = Math.floor(labels.length / PHOTOS);
  const rows: Record<string, string | number>[] = [];
  for (const { photo } of labels.filter((_, i) => i % every === 0).slice(0, PHOTOS)) {
    const path = resolve(folder, photo);
    const { analysis, detail, widthPx, heightPx } = await openLabelled(path);
    const theirs = squareByPillow(path);
    const size = { widthPx, heightPx };
    rows.push({
      photo,
      size: `${widthPx} x ${heightPx}`,
      'from analysis size': Number(meanDifference(analysis, size, theirs).toFixed(3)),
      'from face size': Number(meanDifference(detail, size, theirs).toFixed(3)),
    });
  }
  console.log("Mean absolute difference of CLIP's 224 x 224 input from Pillow's, of 255:");
  console.table(rows);
}

const folder = labelledFolder('sports');
if (!hasPillow())
  console.log('Pillow is not installed (Debian: python3-pil, python3-numpy): nothing is compared.');
else if (folder !== null) await compare(folder);
