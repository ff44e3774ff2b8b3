// Lays MediaPipe's face mesh over a face: where its eyes and cheeks are, and whether it is a face at all.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { mapPoint, scaleOf, squareCrop } from '../align.ts';
import type { Point } from '../detection.ts';
import { cutCrop } from '../face-crops.ts';
import type { Pyramid } from '../face-crops.ts';
import type { FaceShape } from './landmarks.ts';

const SIZE = 192;
const POINTS = 468;

// The network was trained on 1.35 times a face's box, upright. The landmarks say where that is better than the box does:
// an SSD's box is 1.1 times dlib's padded chip.
const ROOM_OF_CHIP = 1.35 * 1.1;

/** Points where the face ends before either ear: the person's right, then left. */
const SIDES = [234, 454] as const;

// The mesh understates turns: regression through 0 of the labelled on the mesh's yaw gives 1.291 on one half of 399 portraits
// (shared/photos/expression) and 1.288 on the other; then it errs by 3.4 degrees in the mean.
const YAW_BY_MESH = 1.29;

export type FaceMesh = {
  /** Probability (0..1) that the crop shows a face. */
  readonly likelihood: number;
  /** 468 points in pixels of the raster, in MediaPipe's order. */
  readonly points: readonly Point[];
  /** How far the head is turned by the points' depths, degrees, + towards the image's right. */
  readonly yawDeg: number;
};

export async function layMesh(
  pyramid: Pyramid,
  { chip }: Pick<FaceShape, 'chip'>,
  model: Model,
): Promise<FaceMesh> {
  const centre = mapPoint(chip, { x: 0.5, y: 0.5 });
  const sidePx = ROOM_OF_CHIP * scaleOf(chip);
  const place = squareCrop(centre, sidePx, SIZE, Math.atan2(chip.b, chip.a));
  const { rgb } = cutCrop(pyramid, place, SIZE);
  const results = await model.run({ image: { data: rgb, dims: [1, SIZE, SIZE, 3] } });
  const numbers = floatsOf(results, 'mesh');
  const [likelihood = Number.NaN] = floatsOf(results, 'face');
  const points = Array.from({ length: POINTS }, (_, i) => {
    const share = (axis: number) => SIZE * (numbers[3 * i + axis] ?? Number.NaN);
    return mapPoint(place, { x: share(0), y: share(1) });
  });
  return { likelihood, points, yawDeg: yawOf(numbers) };
}

/** @param numbers x, y and depth of each point of an upright face, all in shares of the crop */
function yawOf(numbers: ArrayLike<number>): number {
  const between = (axis: number) => {
    const [right = NaN, left = NaN] = SIDES.map((point) => numbers[3 * point + axis]);
    return left - right;
  };
  return (YAW_BY_MESH * Math.atan2(between(2), between(0)) * 180) / Math.PI;
}
