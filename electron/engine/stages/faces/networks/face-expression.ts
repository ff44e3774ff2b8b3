// Reads the expression of a face by the embedded network: the landmarks' crop in, seven probabilities out.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { mirrored } from '../face-crops.ts';
import type { Crop } from '../face-crops.ts';
import type { SeenFace } from '../seen-face.ts';

async function read({ rgb, sizePx }: Crop, model: Model): Promise<Float32Array> {
  return floatsOf(
    await model.run({ image: { data: rgb, dims: [1, sizePx, sizePx, 3] } }),
    'probabilities',
  );
}

/** Probabilities of the seven `expressions`, which sum to 1: the mean of the crop and of its mirror image. */
export function expression7(model: Model): (face: SeenFace) => Promise<Float32Array> {
  return async ({ shape: { crop } }) => {
    const seen = await read(crop, model);
    const reflected = await read(mirrored(crop), model);
    return seen.map((value, i) => (value + (reflected[i] ?? Number.NaN)) / 2);
  };
}
