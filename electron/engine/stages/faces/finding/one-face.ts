// Which detections are one face, told by where their middles lie: boxes of different detectors mean different things.

import type { Detection, PixelBox } from '../detection.ts';
import { middleOf } from './squares.ts';

// Of the sides that are compared here, the mean of width and height.
const NEAR_SMALLER = 0.55;
const NEAR_LARGER = 0.35;
const LIKE_SIZES = 2.4;

export function isSameFace(a: PixelBox, b: PixelBox): boolean {
  const sides = [a, b].map(({ width, height }) => (width + height) / 2);
  const [smaller, larger] = [Math.min(...sides), Math.max(...sides)];
  if (larger > LIKE_SIZES * smaller) return false;
  const [first, second] = [middleOf(a), middleOf(b)];
  const apart = Math.hypot(first.x - second.x, first.y - second.y);
  return apart < NEAR_SMALLER * smaller || apart < NEAR_LARGER * larger;
}

/** Every face once: the first of the detections of one, with the highest confidence that any of them has. */
export function oneEach(detections: readonly Detection[]): readonly Detection[] {
  const kept: Detection[] = [];
  for (const one of detections) {
    const place = kept.findIndex(({ box }) => isSameFace(box, one.box));
    const known = kept[place];
    if (!known) kept.push(one);
    else if (one.confidence > known.confidence)
      kept[place] = { ...known, confidence: one.confidence };
  }
  return kept;
}
