// How crisp a face is, at one size for all faces.

import { squareCrop } from './align.ts';
import type { PixelBox } from './detection.ts';
import { cutCrop } from './face-crops.ts';
import type { Pyramid } from './face-crops.ts';
import { lumaOf } from '../pixels/luma.ts';
import { tileSharpness } from '../pixels/sharpness.ts';

const SIZE = 128;

/**
 * Tile sharpness, luma squared, of the square around a face's box (raster pixels) at 128 x 128. A smaller face is
 * enlarged and so counts as less sharp: it has less to show.
 */
export function faceSharpness(pyramid: Pyramid, box: PixelBox): number {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const sidePx = Math.max(box.width, box.height);
  // Cut at twice the size and averaged, so that how much a crop is smoothed depends little on the face's size.
  const { rgb } = cutCrop(pyramid, squareCrop(centre, sidePx, 2 * SIZE), 2 * SIZE);
  const mean = (x: number, y: number, channel: number): number => {
    const from = 3 * (2 * y * 2 * SIZE + 2 * x) + channel;
    const below = from + 3 * 2 * SIZE;
    const sum =
      (rgb[from] ?? NaN) + (rgb[from + 3] ?? NaN) + (rgb[below] ?? NaN) + (rgb[below + 3] ?? NaN);
    return Math.round(sum / 4);
  };
  const luma = new Uint8Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      luma[y * SIZE + x] = lumaOf(mean(x, y, 0), mean(x, y, 1), mean(x, y, 2));
    }
  }
  return tileSharpness(luma, SIZE, SIZE);
}
