// Whether eyes lie in the dark: behind dark glasses, or under a cap in hard sun. Then nobody can tell whether they are open.

import { squareCrop } from '../align.ts';
import type { Point } from '../detection.ts';
import { cutCrop } from '../face-crops.ts';
import type { Pyramid } from '../face-crops.ts';
import type { FaceMesh } from '../networks/face-mesh.ts';
import { lumaOf } from '../../pixels/luma.ts';
import type { Eye } from './eyes.ts';

const SIZE = 16;

/** Points of the mesh in the middle of either cheek. */
const CHEEKS = { right: 50, left: 280 } as const;

// Of the cheek's median luma, that of the square around the eye, which is skin for the larger part: 0.5 to 1 in 56 of 61
// portraits, 0.2 to 0.3 behind glasses painted dark.
const SHADED_BELOW = 0.4;
const ROOM = 1.4; // the square's side by the distance of the eye's corners

/** Median luma of the square of `sidePx` raster pixels around a point. */
function medianLuma(pyramid: Pyramid, centre: Point, sidePx: number): number {
  const { rgb } = cutCrop(pyramid, squareCrop(centre, sidePx, SIZE), SIZE);
  const luma = Array.from({ length: SIZE * SIZE }, (_, i) =>
    lumaOf(rgb[3 * i] ?? 0, rgb[3 * i + 1] ?? 0, rgb[3 * i + 2] ?? 0),
  );
  return luma.sort((a, b) => a - b)[luma.length / 2] ?? Number.NaN;
}

/** How bright the square around an eye is beside the cheek below it: about 0.9 in plain light. */
export function lightAtEye(
  pyramid: Pyramid,
  { points }: Pick<FaceMesh, 'points'>,
  { side, centre, widthPx }: Eye,
): number {
  const cheek = points[CHEEKS[side]];
  if (!cheek) throw new RangeError(`A face mesh has 468 points, not ${points.length}.`);
  const skin = Math.max(medianLuma(pyramid, cheek, widthPx), 1);
  return medianLuma(pyramid, centre, ROOM * widthPx) / skin;
}

/** Whether either eye is much darker than the cheek below it. */
export function isShaded(
  pyramid: Pyramid,
  mesh: Pick<FaceMesh, 'points'>,
  eyes: readonly Eye[],
): boolean {
  return eyes.some((eye) => !(lightAtEye(pyramid, mesh, eye) >= SHADED_BELOW));
}
