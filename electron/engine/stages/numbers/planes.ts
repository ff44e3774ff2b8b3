// Cuts what the two text networks see out of the photo: a turned rectangle at any scale, as the planes of their input.

import { at } from '../../../../shared/arithmetic/vectors.ts';
import type { Tensor } from '../../running/inference.ts';
import type { Similarity } from '../faces/align.ts';
import { cutCrop, type Pyramid } from '../faces/face-crops.ts';

/** How bytes become the input: (value x scale - mean) / std, in the network's order of channels. */
export type PlanesInput = {
  readonly channels: 'rgb' | 'bgr';
  readonly scale: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
};

type Size = { readonly widthPx: number; readonly heightPx: number };

/** The rectangle of `size` pixels that `place` takes to the photo, its upper left corner at (0, 0). */
export function cutPlanes(
  pyramid: Pyramid,
  place: Similarity,
  { widthPx, heightPx }: Size,
  { channels, scale, mean, std }: PlanesInput,
): Tensor {
  const sidePx = Math.max(widthPx, heightPx);
  const { rgb } = cutCrop(pyramid, place, sidePx);
  const plane = widthPx * heightPx;
  const data = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const from = channels === 'rgb' ? channel : 2 - channel;
    const [factor, shift] = [scale / at(std, channel), at(mean, channel) / at(std, channel)];
    for (let row = 0; row < heightPx; row++)
      for (let column = 0; column < widthPx; column++)
        data[channel * plane + row * widthPx + column] =
          at(rgb, 3 * (row * sidePx + column) + from) * factor - shift;
  }
  return { data, dims: [1, 3, heightPx, widthPx] };
}
