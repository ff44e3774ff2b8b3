// Checks CLIP's input against stored pixels of Pillow: ten pictures, made and photographed.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import * as z from 'zod';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { cutSquare, cutting } from '../../electron/engine/stages/clip/clip-preprocess.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { samplePhoto } from '../models/tensorflow-reference.ts';
import stored from './clip-preprocess-expected.json' with { type: 'json' };
import { formulaImage } from './opencv-images.ts';

/** The acceptance limit, of 0..255. */
const MAX_MEAN_DIFFERENCE = 2;
/** On equal pixels nothing but the rounding of weights may differ. */
const MAX_MEAN_DIFFERENCE_MADE = 0.02;

const images = z
  .array(
    z.union([
      z.object({
        formula: z.string(),
        widthPx: z.number(),
        heightPx: z.number(),
        pixels: z.base64(),
      }),
      z.object({ sample: z.number(), pixels: z.base64() }),
    ]),
  )
  .length(10)
  .parse(stored.images);

type Size = Pick<Raster, 'widthPx' | 'heightPx'>;

/** Mean absolute difference of the stored pixels, every `step`th of the square, 0..255. */
function meanDifference(raster: Raster, original: Size, pixels: string): number {
  const theirs = Buffer.from(pixels, 'base64');
  const plan = cutting(raster, original, 'centre');
  const [square = { left: 0, top: 0 }] = plan.squares;
  const ours = cutSquare(raster, plan, square);
  const differences = Array.from(theirs, (value, i) => {
    const pixel = Math.floor(i / 3) * stored.step;
    return Math.abs((ours[3 * pixel + (i % 3)] ?? NaN) - value);
  });
  return differences.reduce((sum, one) => sum + one, 0) / differences.length;
}

function madePicture(image: { formula: string; widthPx: number; heightPx: number }) {
  const raster = formulaImage(image.formula, image.widthPx, image.heightPx);
  return { raster, size: raster };
}

async function samplePicture(number: number) {
  const path = samplePhoto(number);
  const size = await decodePhoto(await readFile(path), path, defaultSettings);
  return { raster: size.analysis, size };
}

describe(`CLIP's input against Pillow ${stored.pillow}`, () => {
  for (const image of images) {
    const name = 'formula' in image ? image.formula : `sample photo ${image.sample}`;
    it(name, async (test) => {
      const made = 'formula' in image;
      const { raster, size } = made ? madePicture(image) : await samplePicture(image.sample);
      const difference = meanDifference(raster, size, image.pixels);
      test.diagnostic(`mean absolute difference ${difference.toFixed(3)} / 255`);
      assert.ok(difference <= (made ? MAX_MEAN_DIFFERENCE_MADE : MAX_MEAN_DIFFERENCE));
    });
  }
});
