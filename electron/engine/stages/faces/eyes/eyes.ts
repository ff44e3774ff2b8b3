// The eyes of a face: where they are, whether one can tell if they are open, and what their lids say.

import type { Settings } from '../../../../../shared/settings.ts';
import type { Model } from '../../../running/inference.ts';
import { squareCrop } from '../align.ts';
import { cutCrop, mirrored } from '../face-crops.ts';
import type { Pyramid } from '../face-crops.ts';
import type { FaceMesh } from '../networks/face-mesh.ts';
import { IRIS_PX, readLids } from '../networks/iris.ts';
import type { Eye } from './eye.ts';
import { isShaded } from './shade.ts';

/** Probability (0..1) that an eye is open. */
export type EyeReader = (pyramid: Pyramid, eye: Eye) => Promise<number>;

/** Points of the mesh: the corner at the image's left, then the other one. */
const CORNERS = { right: [33, 133], left: [362, 263] } as const;

// Squares so many times the distance of the corners. The iris network was trained on 2.3; the mean of a closer and a wider
// look tells painted lids from open ones better than any one look (area under the curve 0.998 against 0.995).
const IRIS_ROOMS = [1.8, 2.7] as const;

// Closed below this ratio of lid distance to width. Of 55 portraits the open eyes lie at 0.22 (a hard squint) and from 0.26
// up, the same with lids painted shut below 0.21 in 82 of 100 (test/golden/eyes.ts). The ramp ends where eyes are wide open.
const CLOSED_BELOW = 0.21;
const RAMP = 0.08;

// Below, the mesh lies over something else than a face that looks this way: a profile got 0.71, whose landmarks say 33
// degrees; half turned faces get 1.00.
const LEAST_LIKELIHOOD = 0.9;

/** The lid ratio as a probability: 0 up to 0.13, 0.5 at 0.21, 1 from 0.29 on, straight between. */
export function openness(lidRatio: number): number {
  return Math.min(Math.max(0.5 + (lidRatio - CLOSED_BELOW) / (2 * RAMP), 0), 1);
}

export function eyesOf({ points }: Pick<FaceMesh, 'points'>): readonly [right: Eye, left: Eye] {
  const eye = (side: Eye['side']): Eye => {
    const [from, to] = CORNERS[side].map((corner) => points[corner]);
    if (!from || !to) throw new RangeError(`A face mesh has 468 points, not ${points.length}.`);
    return {
      side,
      centre: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
      widthPx: Math.hypot(to.x - from.x, to.y - from.y),
      angle: Math.atan2(to.y - from.y, to.x - from.x),
    };
  };
  return [eye('right'), eye('left')];
}

/** Reads eyes by how far the lids are apart. */
export function lidReader(iris: Model): EyeReader {
  return async (pyramid, { side, centre, widthPx, angle }) => {
    let ratio = 0;
    for (const room of IRIS_ROOMS) {
      const crop = cutCrop(pyramid, squareCrop(centre, room * widthPx, IRIS_PX, angle), IRIS_PX);
      const lids = await readLids(side === 'right' ? mirrored(crop) : crop, iris);
      ratio += lids / IRIS_ROOMS.length;
    }
    return openness(ratio);
  };
}

/**
 * Probability (0..1) that both eyes are open: that of the eye which is less so. Null where nobody can tell: an eye is
 * narrower than `faces.eyesMinWidthPx`, the head is turned further than `faces.eyesMaxYawDeg` by its pose or by the mesh, each
 * of which misses turns that the other sees, the eyes lie in the dark or behind dark glasses, or the mesh does not fit.
 */
export async function eyesOpen(
  pyramid: Pyramid,
  mesh: FaceMesh,
  yawDeg: number,
  settings: Settings,
  openEye: EyeReader,
): Promise<number | null> {
  if (!(mesh.likelihood >= LEAST_LIKELIHOOD)) return null;
  const turnedDeg = Math.max(Math.abs(yawDeg), Math.abs(mesh.yawDeg)); // NaN where either is
  if (!(turnedDeg <= settings['faces.eyesMaxYawDeg'])) return null;
  const eyes = eyesOf(mesh);
  if (eyes.some(({ widthPx }) => !(widthPx >= settings['faces.eyesMinWidthPx']))) return null;
  if (isShaded(pyramid, mesh, eyes)) return null;
  const [right, left] = [await openEye(pyramid, eyes[0]), await openEye(pyramid, eyes[1])];
  return Math.min(right, left);
}
