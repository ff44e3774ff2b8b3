// How boxes lie in a photo and to each other: the measures that the signals of a moment are made of. Shares, 0..1.

import type { Box } from '../../../../shared/photo.ts';

/** 0 up to `from`, 1 from `to` on, a straight line between. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(Math.max((value - from) / (to - from), 0), 1);
}

/** The part of a box that lies in the photo. */
export function inPhoto({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
  return {
    x: left,
    y: top,
    width: Math.max(Math.min(x + width, 1) - left, 0),
    height: Math.max(Math.min(y + height, 1) - top, 0),
  };
}

/** Share of the photo that a box inside it takes. */
export function areaOf({ width, height }: Box): number {
  return width * height;
}

export function middleOf({ x, y, width, height }: Box): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

/** 1 in the middle of the photo, 0 towards its edges: beyond a third of the way the eye looks for a reason. */
export function centred(box: Box): number {
  const { x, y } = middleOf(box);
  return 1 - ramp(Math.hypot(x - 0.5, y - 0.5), 0.05, 0.35);
}

const AT_EDGE = 0.01;

/** 1 less a quarter for each edge of the photo that the box touches: there something of it may be cut off. */
export function wholeness({ x, y, width, height }: Box): number {
  const touched = [x, y, 1 - x - width, 1 - y - height].filter((gap) => gap < AT_EDGE);
  return 1 - touched.length / 4;
}

/** A body smaller than this is no yardstick for distances. */
const LEAST_REACH = 0.05;

/**
 * How far a thing's middle lies from a body, in the body's own widths and heights: 0 within its box, 1 a whole body away.
 */
export function distanceFrom(body: Box, thing: Box): number {
  const { x, y } = middleOf(thing);
  const across = Math.max(0, body.x - x, x - body.x - body.width);
  const down = Math.max(0, body.y - y, y - body.y - body.height);
  return Math.hypot(
    across / Math.max(LEAST_REACH, body.width),
    down / Math.max(LEAST_REACH, body.height),
  );
}
