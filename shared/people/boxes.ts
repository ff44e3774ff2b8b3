// Boxes in a photo: how far two of them are the same place.

import type { Box } from '../photo.ts';

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Index of the box most like `box`, from `least` overlap on; undefined where none is. */
export function nearestBox(box: Box, boxes: readonly Box[], least: number): number | undefined {
  let best: number | undefined;
  let most = least;
  for (const [i, other] of boxes.entries()) {
    const value = overlap(box, other);
    if (value < most || (value === most && best !== undefined)) continue;
    best = i;
    most = value;
  }
  return best;
}
