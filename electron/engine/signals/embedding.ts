// Describes a face by 128 numbers that are alike for photos of one person.

import { floatsOf } from '../inference.ts';
import type { Model } from '../inference.ts';
import { resized } from './align.ts';
import { cutCrop, mirrored } from './face-crops.ts';
import type { Crop, Pyramid } from './face-crops.ts';
import type { FaceShape } from './landmarks.ts';

const SIZE = 150; // dlib's chip

async function describe({ rgb }: Crop, model: Model): Promise<Float32Array> {
  return floatsOf(
    await model.run({ image: { data: rgb, dims: [1, SIZE, SIZE, 3] } }),
    'descriptor',
  );
}

/**
 * The embedding of a face, 128 numbers of unit length: the mean of the descriptors of its upright chip and of the
 * chip's mirror image.
 *
 * dlib's rule is a Euclidean distance below 0.6 between descriptors that are not of unit length (1.2 to 1.4 on real
 * photos). Podium compares by cosine: at those lengths 0.6 apart is a cosine of 0.88 to 0.91.
 */
export async function embedFace(
  pyramid: Pyramid,
  { chip }: FaceShape,
  model: Model,
): Promise<Float32Array> {
  const crop = cutCrop(pyramid, resized(chip, SIZE), SIZE);
  const seen = await describe(crop, model);
  const reflected = await describe(mirrored(crop), model);
  const sum = seen.map((value, i) => value + (reflected[i] ?? Number.NaN));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
