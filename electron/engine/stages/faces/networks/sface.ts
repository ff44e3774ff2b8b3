// Describes a face by SFace: 128 numbers of unit length from the aligned crop.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { endsOf, planes } from '../../../running/network-contract.ts';
import type { SeenFace } from '../seen-face.ts';

/**
 * Reads embeddings of faces with a model of SFace's shape: RGB 0..255 in, L2-normalised numbers out. One look at the
 * crop as it is: the published threshold was found so. Throws a sentence when the file is another network.
 */
export function sfaceEmbedder(model: Model): (face: SeenFace) => Promise<Float32Array> {
  const { input, output } = endsOf(model, 'SFace', [1, 3, 112, 112], [1, 128]);
  return async (face) => {
    const image = planes(face.aligned(), (value) => value);
    return normalised(floatsOf(await model.run({ [input]: image }), output));
  };
}

function normalised(numbers: Float32Array): Float32Array {
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) return numbers.map((value) => value / length);
  throw new Error('The face embedder gave nothing but zeros for a face: its file does not work.');
}
