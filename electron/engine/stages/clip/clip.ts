// Describes a photo by CLIP's image network: one vector, alike for photos and words that mean the same.

import { meanDirection } from '../../../../shared/sport/clip.ts';
import type { Raster } from '../../../../shared/photo.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { l2Normalise } from '../../../../shared/arithmetic/vectors.ts';
import { floatsOf } from '../../running/inference.ts';
import type { Model } from '../../running/inference.ts';
import { clipInput, clipSidePx, cutSquare, cutting } from './clip-preprocess.ts';
import { fits } from '../../running/network-contract.ts';

const INPUT = 'pixel_values';
const OUTPUT = 'image_embeds';

/** Throws a sentence when the file is not CLIP's image network with embeddings of `dimensions` numbers. */
export function checkClipImage({ inputs, outputs }: Model, dimensions: number): void {
  const others = Object.keys(inputs).filter((name) => name !== INPUT);
  const wellFed = fits(inputs[INPUT], [1, 3, clipSidePx, clipSidePx]) && others.length === 0;
  if (wellFed && fits(outputs[OUTPUT], [1, dimensions])) return;
  throw new Error(
    `The CLIP image file does not fit: it should make ${OUTPUT} of ${dimensions} numbers from ${INPUT} of ${clipSidePx} x ${clipSidePx} pixels.`,
  );
}

/** An upright photo, reduced; `original` is the size of its file. */
export type ClipPhoto = {
  readonly raster: Raster;
  readonly original: { readonly widthPx: number; readonly heightPx: number };
};

/**
 * The embedding of a photo, of length 1: of its middle square, or the mean over its squares. One square at a time:
 * the results of quantised files depend on what else is in the batch.
 */
export async function embedPhoto(
  { raster, original }: ClipPhoto,
  model: Model,
  dimensions: number,
  crops: Settings['clip.crops'],
): Promise<Float32Array> {
  const plan = cutting(raster, original, crops);
  const embeddings: Float32Array[] = [];
  for (const square of plan.squares) {
    const data = clipInput(cutSquare(raster, plan, square));
    const dims = [1, 3, clipSidePx, clipSidePx];
    const values = floatsOf(await model.run({ [INPUT]: { data, dims } }), OUTPUT);
    if (values.length !== dimensions || !values.every(Number.isFinite))
      throw new Error('The CLIP image file gave no usable numbers for this photo.');
    embeddings.push(l2Normalise(values));
  }
  return meanDirection(embeddings);
}
