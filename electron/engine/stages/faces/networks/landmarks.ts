// Finds the 68 landmarks of a detected face, and tells how sure the network is of them.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { alignedChip, chipFromPoints, mapPoint, scaleOf, squareCrop } from '../align.ts';
import type { Similarity } from '../align.ts';
import type { Detection, Point } from '../detection.ts';
import { cutCrop, mirrored } from '../face-crops.ts';
import type { Crop, Pyramid } from '../face-crops.ts';

const SIZE = 112;
const COUNT = 68;
// The crop the network knows best shows 1.1 times dlib's padded chip: the median of SSD's boxes over 240 faces.
const CROP_OF_CHIP = 1.1;
// A second look that shrinks the face this much has lost it: the first one is kept.
const LOST = 0.4;

/** A face's shape: 68 points in raster pixels. */
export type FaceShape = {
  readonly landmarks: readonly Point[];
  /** Where dlib's padded chip of 1 x 1 lies in the raster. */
  readonly chip: Similarity;
  /** The upright crop the landmarks were read from, 112 pixels a side. */
  readonly crop: Crop;
  /**
   * Mean distance between the points and those of the mirrored crop, in shares of the crop: 0.02 for a clear face,
   * more the less of it can be seen.
   */
  readonly disagreement: number;
};

/** Which landmark is which in a mirror. */
const MIRROR: readonly number[] = (() => {
  const pairs = [
    ...range(0, 8).map((i) => [i, 16 - i]),
    ...range(17, 21).map((i) => [i, 43 - i]),
    ...[
      [31, 35],
      [32, 34],
      [36, 45],
      [37, 44],
      [38, 43],
      [39, 42],
      [40, 47],
      [41, 46],
    ],
    ...[
      [48, 54],
      [49, 53],
      [50, 52],
      [55, 59],
      [56, 58],
      [60, 64],
      [61, 63],
      [65, 67],
    ],
  ];
  const mirror = range(0, COUNT - 1);
  for (const [a = 0, b = 0] of pairs) [mirror[a], mirror[b]] = [b, a];
  return mirror;
})();

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The 68 points in shares of the crop. */
async function readCrop({ rgb }: Crop, model: Model): Promise<Point[]> {
  const results = await model.run({ image: { data: rgb, dims: [1, SIZE, SIZE, 3] } });
  const numbers = floatsOf(results, 'landmarks');
  return range(0, COUNT - 1).map((i) => ({
    x: numbers[2 * i] ?? Number.NaN,
    y: numbers[2 * i + 1] ?? Number.NaN,
  }));
}

/** The mean of what the network says of the crop and of its mirror image. */
async function readBothWays(
  crop: Crop,
  model: Model,
): Promise<{ points: Point[]; disagreement: number }> {
  const seen = await readCrop(crop, model);
  const reflected = await readCrop(mirrored(crop), model);
  let distance = 0;
  const points = seen.map((point, i) => {
    const other = reflected[MIRROR[i] ?? i] ?? point;
    const back = { x: 1 - other.x, y: other.y };
    distance += Math.hypot(point.x - back.x, point.y - back.y);
    return { x: (point.x + back.x) / 2, y: (point.y + back.y) / 2 };
  });
  return { points, disagreement: distance / COUNT };
}

async function look(pyramid: Pyramid, place: Similarity, model: Model): Promise<FaceShape> {
  const crop = cutCrop(pyramid, place, SIZE);
  const { points, disagreement } = await readBothWays(crop, model);
  const landmarks = points.map(({ x, y }) => mapPoint(place, { x: x * SIZE, y: y * SIZE }));
  return { landmarks, chip: alignedChip(landmarks, 1), crop, disagreement };
}

/** The upright crop around a chip. */
function aroundChip(chip: Similarity): Similarity {
  const centre = mapPoint(chip, { x: 0.5, y: 0.5 });
  return squareCrop(centre, CROP_OF_CHIP * scaleOf(chip), SIZE, Math.atan2(chip.b, chip.a));
}

function firstPlace({ box, points }: Detection): Similarity {
  if (points) return aroundChip(chipFromPoints(points, 1));
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return squareCrop(centre, Math.max(box.width, box.height), SIZE);
}

/**
 * Looks twice: at the detector's box, or its five points where it gives them, then upright and centred by what the
 * first look found. The second look matters for tilted heads and loose boxes.
 */
export async function findLandmarks(
  pyramid: Pyramid,
  detection: Detection,
  model: Model,
): Promise<FaceShape> {
  const first = await look(pyramid, firstPlace(detection), model);
  const sidePx = Math.max(detection.box.width, detection.box.height);
  if (!(scaleOf(first.chip) > LOST * sidePx)) return first;
  const second = await look(pyramid, aroundChip(first.chip), model);
  return scaleOf(second.chip) > LOST * sidePx ? second : first;
}
