// The eyes of a face: where they are, whether one can tell if they are open, and what their lids say.

import type { Settings } from '../../../../shared/settings.ts';
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

export type Eye = {
  readonly centre: Point;
  /** Between the corners. */
  readonly widthPx: number;
  /** Clockwise turn of the line through the corners, in radians. */
  readonly angle: number;
  /** Mean distance of the lids over the width. */
  readonly aspectRatio: number;
};

/** The eye that starts at a landmark. */
function eyeAt(landmarks: readonly Point[], first: number): Eye {
  const point = (index: number): Point => landmarks[first + index] ?? NO_POINT;
  const distance = (a: number, b: number): number =>
    Math.hypot(point(a).x - point(b).x, point(a).y - point(b).y);
  const mean = (axis: 'x' | 'y') =>
    [0, 1, 2, 3, 4, 5].reduce((sum, index) => sum + point(index)[axis], 0) / 6;
  const widthPx = distance(0, 3);
  return {
    centre: { x: mean('x'), y: mean('y') },
    widthPx,
    angle: Math.atan2(point(3).y - point(0).y, point(3).x - point(0).x),
    aspectRatio: (distance(1, 5) + distance(2, 4)) / (2 * widthPx),
  };
}

/**
 * Both eyes, where one can tell whether they are open. Null when either is narrower than `faces.eyesMinWidthPx` or the
 * head is turned further than `faces.eyesMaxYawDeg`: then nobody can.
 */
function clearEyes(
  landmarks: readonly Point[],
  yawDeg: number,
  settings: Settings,
): readonly Eye[] | null {
  if (!(Math.abs(yawDeg) <= settings['faces.eyesMaxYawDeg'])) return null;
  const eyes = EYES.map((first) => eyeAt(landmarks, first));
  return eyes.every(({ widthPx }) => widthPx >= settings['faces.eyesMinWidthPx']) ? eyes : null;
}

/** Probability (0..1) that an eye is open, from how far its lids are apart. */
export function openByLids({ aspectRatio }: Eye): Promise<number> {
  return Promise.resolve(1 / (1 + Math.exp((CLOSED_BELOW - aspectRatio) / STEEPNESS)));
}

/**
 * Probability (0..1) that both eyes are open: that of the eye which is less so by `openEye`. Null where nobody can tell.
 * @param landmarks 68 points (iBUG 300-W order) in pixels of the raster in which faces were searched
 */
export async function eyesOpen(
  landmarks: readonly Point[],
  yawDeg: number,
  settings: Settings,
  openEye: (eye: Eye) => Promise<number>,
): Promise<number | null> {
  const eyes = clearEyes(landmarks, yawDeg, settings);
  if (!eyes) return null;
  let least = 1;
  for (const eye of eyes) least = Math.min(least, await openEye(eye));
  return least;
}
