// Where the built-in detectors look: the whole photo, the photo with room around it, and the heads of bodies.

import type { Detection, PixelBox, Point, Square } from '../detection.ts';

const ROOM = 3; // a face that fills the photo is found only where there is something around it

type Size = { readonly widthPx: number; readonly heightPx: number };

/** The square around the photo, which lies in its middle, `room` times as wide as the longer side. */
function aroundPhoto({ widthPx, heightPx }: Size, room: number): Square {
  const sidePx = room * Math.max(widthPx, heightPx);
  return { x: (widthPx - sidePx) / 2, y: (heightPx - sidePx) / 2, sidePx };
}

export function wholePhoto(size: Size): Square {
  return aroundPhoto(size, 1);
}

/** The whole photo in the upper left corner, as the package of the SSD has it. */
export function cornerPhoto({ widthPx, heightPx }: Size): Square {
  return { x: 0, y: 0, sidePx: Math.max(widthPx, heightPx) };
}

export function roomyPhoto(size: Size): Square {
  return aroundPhoto(size, ROOM);
}

export const MOST_HEADS = 8;
const HEAD_OF_HEIGHT = 0.4;
const HEAD_OF_WIDTH = 1.4;
const HEAD_ROOM = 1.2;
/** A head in which a face higher than this share of its square is known needs no further look. */
const KNOWN_FACE = 0.18;

/** The square around the upper part of a body, wide enough for shoulders and a bent neck. */
export function headSquare({ x, y, width, height }: PixelBox): Square {
  const head = Math.min(HEAD_OF_HEIGHT * height, HEAD_OF_WIDTH * width);
  const sidePx = Math.max(HEAD_ROOM * head, Math.min(width, height));
  return { x: x + width / 2 - sidePx / 2, y: y + head / 2 - sidePx / 2, sidePx };
}

export function middleOf({ x, y, width, height }: PixelBox): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function holds({ x, y, sidePx }: Square, box: PixelBox): boolean {
  const middle = middleOf(box);
  return middle.x >= x && middle.x < x + sidePx && middle.y >= y && middle.y < y + sidePx;
}

/** The squares in which none of the faces shows at a size at which a head's own face would. */
export function withoutFace(
  squares: readonly Square[],
  faces: readonly Pick<Detection, 'box'>[],
): readonly Square[] {
  return squares.filter(
    (square) =>
      !faces.some(({ box }) => holds(square, box) && box.height > KNOWN_FACE * square.sidePx),
  );
}

/** Heads of the largest bodies, the largest first. */
export function headsOf(bodies: readonly PixelBox[]): readonly Square[] {
  const area = ({ width, height }: PixelBox) => width * height;
  const order = (a: PixelBox, b: PixelBox) => area(b) - area(a) || a.x - b.x || a.y - b.y;
  return bodies.toSorted(order).slice(0, MOST_HEADS).map(headSquare);
}

/** The square around a box that may be a face. */
export function around(box: PixelBox, room: number): Square {
  const { x, y } = middleOf(box);
  const sidePx = room * Math.max(box.width, box.height);
  return { x: x - sidePx / 2, y: y - sidePx / 2, sidePx };
}
