// Whether an eye is open, by OCEC: its pixels in, a probability out.

import { floatsOf } from '../../../running/inference.ts';
import type { Model, Tensor } from '../../../running/inference.ts';
import { squareCrop } from '../align.ts';
import type { EyeReader } from '../eyes/eyes.ts';
import { cutCrop } from '../face-crops.ts';
import type { Crop } from '../face-crops.ts';
import { endsOf } from '../../../running/network-contract.ts';

const WIDTH = 40;
const HEIGHT = 24;

// The crop's width by the distance of the eye's corners. OCEC was trained on an eye detector's boxes, which hold the lids
// and the corners; not yet measured here, since neither its weights nor labelled closed eyes were at hand.
const ROOM = 1.3;

/** The middle rows of the square crop: RGB, x / 255, [1, 3, 24, 40]. */
export function ocecInput({ rgb }: Crop): Tensor {
  const data = new Float32Array(3 * HEIGHT * WIDTH);
  const above = (WIDTH - HEIGHT) / 2;
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++)
      for (let channel = 0; channel < 3; channel++) {
        const value = rgb[3 * ((row + above) * WIDTH + column) + channel] ?? NaN;
        data[(channel * HEIGHT + row) * WIDTH + column] = value / 255;
      }
  return { data, dims: [1, 3, HEIGHT, WIDTH] };
}

/**
 * Reads the probability (0..1) that one eye is open, with a model of OCEC's shape. The crop is turned with the eye, so
 * that a tilted head looks upright. Throws a sentence when the file is another network.
 */
export function ocecReader(model: Model): EyeReader {
  const { input, output } = endsOf(model, 'OCEC', [1, 3, HEIGHT, WIDTH], [1]);
  return async (pyramid, { centre, widthPx, angle }) => {
    const crop = cutCrop(pyramid, squareCrop(centre, ROOM * widthPx, WIDTH, angle), WIDTH);
    const [open = Number.NaN] = floatsOf(await model.run({ [input]: ocecInput(crop) }), output);
    if (open >= 0 && open <= 1) return open;
    throw new Error('The open eyes model gave a number that is no probability: it does not fit.');
  };
}
