// Describes a face by dlib's recognition network: 128 numbers that are alike for photos of one person, on a sphere.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { resized } from '../align.ts';
import { cutCrop, mirrored } from '../face-crops.ts';
import type { Crop } from '../face-crops.ts';
import type { SeenFace } from '../seen-face.ts';

const SIZE = 150; // dlib's chip
const RADIUS = 2; // longer than any descriptor of a face

const NUMBERS = 128;
/** Chips in one run, a face and its mirror image being two: 4 MB. More at once are no quicker. */
const AT_ONCE = 16;

async function describeSome(chips: readonly Crop[], model: Model): Promise<Float32Array[]> {
  const data = new Float32Array(chips.length * 3 * SIZE * SIZE);
  chips.forEach(({ rgb }, i) => {
    data.set(rgb, i * rgb.length);
  });
  const image = { data, dims: [chips.length, SIZE, SIZE, 3] };
  const numbers = floatsOf(await model.run({ image }), 'descriptor');
  return chips.map((_, i) => numbers.slice(i * NUMBERS, (i + 1) * NUMBERS));
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
export function dlibEmbedder(
  model: Model,
): (faces: readonly SeenFace[]) => Promise<Float32Array[]> {
  return async (faces) => {
    const descriptors: Float32Array[] = [];
    for (let start = 0; start < faces.length; start += AT_ONCE / 2) {
      const chips = faces
        .slice(start, start + AT_ONCE / 2)
        .flatMap(({ pyramid, shape: { chip } }) => {
          const crop = cutCrop(pyramid, resized(chip, SIZE), SIZE);
          return [crop, mirrored(crop)];
        });
      descriptors.push(...(await describeSome(chips, model)));
    }
    return faces.map((_, face) => {
      const [seen, reflected] = [descriptors[2 * face], descriptors[2 * face + 1]];
      if (!seen || !reflected) throw new Error('The face embedder gave too few descriptors.');
      return onSphere(seen.map((value, i) => (value + (reflected[i] ?? Number.NaN)) / 2));
    });
  };
}
