// Where a face lies in the raster: least-squares similarity transforms onto the chips the networks were trained on.

import type { Detection, Point } from './detection.ts';

/**
 * Crop pixels (u, v) to raster pixels: x = a u - b v + x0, y = b u + a v + y0.
 * `a` and `b` hold the scale (raster pixels a crop pixel) and the rotation (clockwise in the image).
 */
export type Similarity = {
  readonly a: number;
  readonly b: number;
  readonly x0: number;
  readonly y0: number;
};

/** Raster pixels a crop pixel. */
export function scaleOf({ a, b }: Similarity): number {
  return Math.hypot(a, b);
}

export function mapPoint({ a, b, x0, y0 }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + x0, y: b * x + a * y + y0 };
}

/** Raster pixels to crop pixels. */
export function inverse({ a, b, x0, y0 }: Similarity): Similarity {
  const squared = a * a + b * b;
  const [back, turn] = [a / squared, -b / squared];
  return { a: back, b: turn, x0: turn * y0 - back * x0, y0: -turn * x0 - back * y0 };
}

function mean(points: readonly Point[]): Point {
  const sum = (axis: 'x' | 'y'): number => points.reduce((total, point) => total + point[axis], 0);
  return { x: sum('x') / points.length, y: sum('y') / points.length };
}

/** The similarity that takes `from` closest to `to`, in the least-squares sense. Both of one length, at least 2. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const centre = mean(from);
  const target = mean(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  for (const [i, point] of from.entries()) {
    const goal = to[i] ?? target;
    const [u, v] = [point.x - centre.x, point.y - centre.y];
    const [x, y] = [goal.x - target.x, goal.y - target.y];
    along += u * x + v * y;
    across += u * y - v * x;
    spread += u * u + v * v;
  }
  const [a, b] = [along / spread, across / spread];
  const x0 = target.x - (a * centre.x - b * centre.y);
  const y0 = target.y - (b * centre.x + a * centre.y);
  return { a, b, x0, y0 };
}

/** The crop of `sizePx` a side that shows the upright square around `centre`, `sidePx` raster pixels a side. */
export function squareCrop(centre: Point, sidePx: number, sizePx: number, angle = 0): Similarity {
  const scale = sidePx / sizePx;
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const half = sizePx / 2;
  return { a, b, x0: centre.x - (a - b) * half, y0: centre.y - (b + a) * half };
}

// dlib's mean face (Boost licence, image_transforms/interpolation.h): the eyes, nose and upper mouth of the 68 points, in
// shares of the unpadded chip. Brows and lower lip move too much with expression to align by.
const MEAN_FACE: readonly (readonly [landmark: number, x: number, y: number])[] = [
  [27, 0.490127, 0.203352],
  [28, 0.490127, 0.307009],
  [29, 0.490127, 0.409805],
  [30, 0.490127, 0.515625],
  [31, 0.36688, 0.587326],
  [32, 0.426036, 0.609345],
  [33, 0.490127, 0.628106],
  [34, 0.554217, 0.609345],
  [35, 0.613373, 0.587326],
  [36, 0.121737, 0.216423],
  [37, 0.187122, 0.178758],
  [38, 0.265825, 0.179852],
  [39, 0.334606, 0.231733],
  [40, 0.260918, 0.245099],
  [41, 0.182743, 0.244077],
  [42, 0.645647, 0.231733],
  [43, 0.714428, 0.179852],
  [44, 0.793132, 0.178758],
  [45, 0.858516, 0.216423],
  [46, 0.79751, 0.244077],
  [47, 0.719335, 0.245099],
  [48, 0.254149, 0.780233],
  [49, 0.340985, 0.745405],
  [50, 0.428858, 0.727388],
  [51, 0.490127, 0.742578],
  [52, 0.551395, 0.727388],
  [53, 0.639268, 0.745405],
  [54, 0.726104, 0.780233],
  [60, 0.290379, 0.784792],
  [61, 0.428096, 0.778746],
  [62, 0.490127, 0.785343],
  [63, 0.552157, 0.778746],
  [64, 0.689874, 0.784792],
];

const PADDING = 0.25; // of the unpadded chip, on each side: what dlib's recognition network was trained with

/** A place in the unpadded chip, as a place in the padded one of `sizePx` a side. */
function inChip(x: number, y: number, sizePx: number): Point {
  const padded = (share: number): number => ((PADDING + share) / (2 * PADDING + 1)) * sizePx;
  return { x: padded(x), y: padded(y) };
}

/**
 * dlib's face chip of `sizePx` a side: upright, the face in the middle, padded.
 * @param landmarks 68 points in raster pixels
 */
export function alignedChip(landmarks: readonly Point[], sizePx: number): Similarity {
  const from: Point[] = [];
  const to: Point[] = [];
  for (const [landmark, x, y] of MEAN_FACE) {
    const point = landmarks[landmark];
    if (!point) throw new RangeError(`A face has 68 landmarks, not ${landmarks.length}.`);
    from.push(inChip(x, y, sizePx));
    to.push(point);
  }
  return fitSimilarity(from, to);
}

/** Means of the mean face's landmarks: right eye, left eye (the person's), nose tip, right and left mouth corner. */
const FIVE_POINTS = [[36, 37, 38, 39, 40, 41], [42, 43, 44, 45, 46, 47], [30], [48], [54]].map(
  (landmarks): Point => {
    const parts = MEAN_FACE.filter(([landmark]) => landmarks.includes(landmark));
    return mean(parts.map(([, x, y]) => ({ x, y })));
  },
);

/** The chip as above, from the five points a detector gives. */
export function chipFromPoints(
  points: NonNullable<Detection['points']>,
  sizePx: number,
): Similarity {
  return fitSimilarity(
    FIVE_POINTS.map(({ x, y }) => inChip(x, y, sizePx)),
    points,
  );
}

/** A place of a 1 x 1 crop, for a crop of `sizePx` a side. */
export function resized({ a, b, x0, y0 }: Similarity, sizePx: number): Similarity {
  return { a: a / sizePx, b: b / sizePx, x0, y0 };
}
