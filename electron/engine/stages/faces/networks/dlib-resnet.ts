// Describes a face by dlib's recognition network: 128 numbers that are alike for photos of one person, on a sphere.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { resized } from '../align.ts';
import { cutCrop, mirrored } from '../face-crops.ts';
import type { Crop } from '../face-crops.ts';
import type { SeenFace } from '../seen-face.ts';

const SIZE = 150; // dlib's chip
const RADIUS = 2; // longer than any descriptor of a face

async function describe({ rgb }: Crop, model: Model): Promise<Float32Array> {
  return floatsOf(
    await model.run({ image: { data: rgb, dims: [1, SIZE, SIZE, 3] } }),
    'descriptor',
  );
}

/**
 * The descriptor as a point on a sphere of radius 2: its own numbers, and the height of the sphere above them.
 *
 * dlib's rule is Euclidean: one person when two descriptors are less than 0.6 apart; they are not of unit length (1.26 to
 * 1.58 over 237 faces). Podium compares by cosine. On the sphere both are one: cosine = 1 - distance² / (2 * 2²), so 0.6
 * is 0.955; that two heights differ too adds little. Plain normalising loses the lengths, and with them half of the
 * range of thresholds that work (test/golden/people.ts prints both).
 */
export function onSphere(descriptor: Float32Array): Float32Array {
  const squared = descriptor.reduce((sum, value) => sum + value * value, 0);
  const height = Math.sqrt(Math.max(RADIUS * RADIUS - squared, 0));
  const length = Math.sqrt(squared + height * height); // more than the radius only for a descriptor longer than it
  return Float32Array.of(...descriptor, height).map((value) => value / length);
}

/**
 * Reads embeddings of faces, 129 numbers of unit length: the mean of the descriptors of a face's upright chip and of the
 * chip's mirror image, on the sphere.
 */
export function dlibEmbedder(model: Model): (face: SeenFace) => Promise<Float32Array> {
  return async ({ pyramid, shape: { chip } }) => {
    const crop = cutCrop(pyramid, resized(chip, SIZE), SIZE);
    const seen = await describe(crop, model);
    const reflected = await describe(mirrored(crop), model);
    return onSphere(seen.map((value, i) => (value + (reflected[i] ?? Number.NaN)) / 2));
  };
}
