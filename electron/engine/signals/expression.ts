// Reads the expression of a face.

import { floatsOf } from '../inference.ts';
import type { Model } from '../inference.ts';
import { mirrored } from './face-crops.ts';
import type { Crop } from './face-crops.ts';
import type { FaceShape } from './landmarks.ts';

/** Order of the probabilities. */
export const expressions = [
  'neutral',
  'happy',
  'sad',
  'angry',
  'fearful',
  'disgusted',
  'surprised',
] as const;

async function read({ rgb, sizePx }: Crop, model: Model): Promise<Float32Array> {
  return floatsOf(
    await model.run({ image: { data: rgb, dims: [1, sizePx, sizePx, 3] } }),
    'probabilities',
  );
}

/** Probabilities of the seven expressions, which sum to 1: the mean of the crop and of its mirror image. */
export async function readExpression({ crop }: FaceShape, model: Model): Promise<Float32Array> {
  const seen = await read(crop, model);
  const reflected = await read(mirrored(crop), model);
  return seen.map((value, i) => (value + (reflected[i] ?? Number.NaN)) / 2);
}
