// How far the lids of an eye are apart, by MediaPipe's iris network.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import type { Point } from '../detection.ts';
import type { Crop } from '../face-crops.ts';

export const IRIS_PX = 64;

/** Points of the eye's outline: its corners, and upper and lower lid across from each other. */
const CORNERS = [0, 8] as const;
const LIDS = [
  [11, 3],
  [12, 4],
  [13, 5],
] as const;

/** Mean distance of the lids over that of the corners; points in any unit. */
export function lidRatio(points: readonly Point[]): number {
  const distance = ([first, second]: readonly [number, number]): number => {
    const [a, b] = [points[first], points[second]];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : Number.NaN;
  };
  const apart = LIDS.reduce((sum, lids) => sum + distance(lids), 0) / LIDS.length;
  return apart / distance(CORNERS);
}

/** The lid ratio of an eye upright in a crop of 64 pixels a side, as a left eye: a right one is seen in the mirror. */
export async function readLids({ rgb }: Crop, model: Model): Promise<number> {
  const results = await model.run({ image: { data: rgb, dims: [1, IRIS_PX, IRIS_PX, 3] } });
  const numbers = floatsOf(results, 'points');
  const points = Array.from({ length: numbers.length / 3 }, (_, i) => ({
    x: numbers[3 * i] ?? Number.NaN,
    y: numbers[3 * i + 1] ?? Number.NaN,
  }));
  return lidRatio(points);
}
