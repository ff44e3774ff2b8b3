// Several squares of a photo as one picture, so that one run of a network looks at all of them; and the way back.

import type { Detection, PixelBox, Square } from '../detection.ts';
import { cutCrop, type Crop, type Pyramid } from '../face-crops.ts';
import { middleOf } from './squares.ts';

export const MOST_CELLS = 9;
const RIM = 0.01; // of a cell: a box that reaches into it goes on behind the cell's edge

/** A picture of `sizePx` a side: one cell for one square, 2 x 2 for up to four, else 3 x 3, filled in row order. */
export type Mosaic = {
  readonly sizePx: number;
  readonly squares: readonly Square[];
  readonly cellsASide: number;
};

export function mosaicOf(squares: readonly Square[], sizePx: number): Mosaic {
  if (squares.length > MOST_CELLS)
    throw new RangeError(`A mosaic has ${MOST_CELLS} cells at most, not ${squares.length}.`);
  return { sizePx, squares, cellsASide: Math.ceil(Math.sqrt(squares.length)) };
}

function cellPx({ sizePx, cellsASide }: Mosaic): number {
  return Math.floor(sizePx / cellsASide);
}

/** The picture; where there is no cell it is black. */
export function cutMosaic(pyramid: Pyramid, mosaic: Mosaic): Crop {
  const { sizePx, squares, cellsASide } = mosaic;
  const side = cellPx(mosaic);
  const rgb = new Float32Array(3 * sizePx * sizePx);
  squares.forEach(({ x, y, sidePx }, cell) => {
    const cut = cutCrop(pyramid, { a: sidePx / side, b: 0, x0: x, y0: y }, side).rgb;
    const left = (cell % cellsASide) * side;
    const top = Math.floor(cell / cellsASide) * side;
    for (let row = 0; row < side; row++)
      rgb.set(
        cut.subarray(3 * row * side, 3 * (row + 1) * side),
        3 * ((top + row) * sizePx + left),
      );
  });
  return { sizePx, rgb };
}

/** A box of the mosaic in pixels of the photo; null where it lies in no cell, or goes on in the next one. */
export function fromMosaic(box: PixelBox, mosaic: Mosaic): PixelBox | null {
  const side = cellPx(mosaic);
  const middle = middleOf(box);
  const column = Math.floor(middle.x / side);
  const row = Math.floor(middle.y / side);
  const square = mosaic.squares[row * mosaic.cellsASide + column];
  if (!square || column >= mosaic.cellsASide) return null;
  const [left, top] = [box.x - column * side, box.y - row * side];
  const rim = RIM * side;
  const ends = [left, top, side - left - box.width, side - top - box.height];
  if (ends.some((gap) => gap < rim)) return null;
  const scale = square.sidePx / side;
  return {
    x: square.x + left * scale,
    y: square.y + top * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** Detections of the mosaic in the photo. */
export function detectionsFrom(found: readonly Detection[], mosaic: Mosaic): Detection[] {
  return found.flatMap(({ box, confidence }) => {
    const place = fromMosaic(box, mosaic);
    return place ? [{ box: place, confidence }] : [];
  });
}
