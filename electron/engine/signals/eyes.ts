// Whether both eyes of a face are open, from how far its lids are apart.

import type { Settings } from '../../../shared/settings.ts';
import type { Point } from './detection.ts';

// First landmark of each eye: corner, two points of the upper lid, corner, two points of the lower lid, in a circle.
const EYES = [36, 42] as const;

// The eye aspect ratio of Soukupova and Cech (2016, "Real-time eye blink detection using facial landmarks"), who call
// an eye closed below about 0.2. The landmark network draws narrow eyes too wide, so the limit is a little higher: over
// 400 portraits half of all ratios lie between 0.266 and 0.298 and a hundredth below 0.213; five faces with lowered or
// closed lids, found by eye, gave 0.21 to 0.24, laughing eyes 0.23 to 0.24. No photos with labelled closed eyes were at
// hand, so this is NOT validated on closed eyes: low means look, high does not prove open.
const CLOSED_BELOW = 0.22;
const STEEPNESS = 0.02; // change of the ratio that takes the probability from 0.5 to 0.73

const NO_POINT: Point = { x: Number.NaN, y: Number.NaN };

type Eye = { readonly widthPx: number; readonly aspectRatio: number };

/** Width between the corners, and mean distance of the lids over that width, of the eye that starts at a landmark. */
function eyeAt(landmarks: readonly Point[], first: number): Eye {
  const distance = (a: number, b: number): number => {
    const [from, to] = [landmarks[first + a] ?? NO_POINT, landmarks[first + b] ?? NO_POINT];
    return Math.hypot(from.x - to.x, from.y - to.y);
  };
  const widthPx = distance(0, 3);
  return { widthPx, aspectRatio: (distance(1, 5) + distance(2, 4)) / (2 * widthPx) };
}

/**
 * Probability (0..1) that both eyes are open: that of the eye which is less so. Null when either eye is narrower than
 * `faces.eyesMinWidthPx` or the head is turned further than `faces.eyesMaxYawDeg`: then nobody can tell.
 * @param landmarks 68 points (iBUG 300-W order) in pixels of the raster in which faces were searched
 */
export function eyesOpen(
  landmarks: readonly Point[],
  yawDeg: number,
  settings: Settings,
): number | null {
  if (!(Math.abs(yawDeg) <= settings['faces.eyesMaxYawDeg'])) return null;
  const eyes = EYES.map((first) => eyeAt(landmarks, first));
  if (!eyes.every(({ widthPx }) => widthPx >= settings['faces.eyesMinWidthPx'])) return null;
  const ratio = Math.min(...eyes.map(({ aspectRatio }) => aspectRatio));
  return 1 / (1 + Math.exp((CLOSED_BELOW - ratio) / STEEPNESS));
}
