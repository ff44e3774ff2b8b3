// Finds the 17 joints of one body with MoveNet Lightning (192 x 192).

import { joints } from '../../../../shared/moments/seen.ts';
import type { Joint, Pose } from '../../../../shared/moments/seen.ts';
import { floatsOf } from '../../running/inference.ts';
import type { Model, Tensor } from '../../running/inference.ts';
import type { Square } from '../bodies/nanodet.ts';
import { cutCrop } from '../faces/face-crops.ts';
import type { Pyramid } from '../faces/face-crops.ts';

type Outputs = Readonly<Record<string, Tensor>>;

const SIDE = 192;
const CELLS = 48;
const JOINTS = joints.length;
/** The network's own: how a likely cell far from where a joint is expected loses to a nearer one, in cells. */
const NEARNESS = 1.8;

/** Index of the largest number, the first of equals. */
function largest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

/**
 * The joints of the body nearest to the middle, in shares of the 192 square. The network's last steps, which search
 * its maps for the largest values, are done here.
 */
export function decodeMovenet(outputs: Outputs): Pose {
  const heatmaps = floatsOf(outputs, 'heatmaps');
  const starts = floatsOf(outputs, 'starts');
  const offsets = floatsOf(outputs, 'offsets');
  const middle = largest(floatsOf(outputs, 'centre'));
  return joints.map((_, joint) => {
    const start = 2 * (JOINTS * middle + joint);
    const y = Math.floor(middle / CELLS) + CELLS * (starts[start] ?? 0);
    const x = (middle % CELLS) + CELLS * (starts[start + 1] ?? 0);
    return jointNear(heatmaps, offsets, joint, x, y);
  });
}

/** The likeliest cell of a joint, weighed by its distance from (x, y), in cells; refined by the offset there. */
function jointNear(
  heatmaps: Float32Array,
  offsets: Float32Array,
  joint: number,
  x: number,
  y: number,
): Joint {
  let [best, bestCell] = [-1, 0];
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const away = Math.hypot((cell % CELLS) - x, Math.floor(cell / CELLS) - y);
    const value = (heatmaps[JOINTS * cell + joint] ?? 0) / (away + NEARNESS);
    if (value > best) [best, bestCell] = [value, cell];
  }
  const offset = 2 * (JOINTS * bestCell + joint);
  return {
    x: (bestCell % CELLS) / CELLS + (offsets[offset + 1] ?? 0),
    y: Math.floor(bestCell / CELLS) / CELLS + (offsets[offset] ?? 0),
    score: heatmaps[JOINTS * bestCell + joint] ?? 0,
  };
}

/** How the square is turned before it is looked at, in quarters clockwise: the network knows upright people best. */
export type Quarters = -1 | 0 | 1;

/** The joints of the body in a square of the raster, in shares of the raster. */
export async function findPose(
  pyramid: Pyramid,
  square: Square,
  model: Model,
  quarters: Quarters = 0,
): Promise<Pose> {
  const scale = square.sidePx / SIDE;
  const half = square.sidePx / 2;
  const [a, b] = quarters === 0 ? [scale, 0] : [0, scale * quarters];
  const x0 = square.x + half - (a - b) * (SIDE / 2);
  const y0 = square.y + half - (a + b) * (SIDE / 2);
  const { rgb } = cutCrop(pyramid, { a, b, x0, y0 }, SIDE);
  const pose = decodeMovenet(await model.run({ image: { data: rgb, dims: [1, SIDE, SIDE, 3] } }));
  const { widthPx, heightPx } = pyramid.raster;
  return pose.map(({ x, y, score }) => {
    return {
      x: (x0 + SIDE * (a * x - b * y)) / widthPx,
      y: (y0 + SIDE * (b * x + a * y)) / heightPx,
      score,
    };
  });
}
