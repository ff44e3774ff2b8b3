// The mean face in three dimensions: where the 68 landmarks lie on a head that looks into the camera.

/** x towards the image's right, y down, z towards the camera. */
export type Vector = readonly [x: number, y: number, z: number];

export const LANDMARKS = 68;

// Measured, not taken from anybody's face model: factorised from what the landmark network returns on half of 400
// labelled photos (test/golden/expression.ts), each also mirrored, with the labelled yaw and pitch given. One unit is the distance of the
// outer eye corners; the origin is the mean of all points. The image's left half and the midline are listed (iBUG 300-W
// numbers); the right half is its mirror image.
/* prettier-ignore */
const LEFT_AND_MIDLINE: readonly (readonly [landmark: number, x: number, y: number, z: number])[] = [
  [0, -0.856, -0.428, -0.403], [1, -0.84, -0.207, -0.389], [2, -0.802, -0.002, -0.391],
  [3, -0.761, 0.183, -0.403], [4, -0.685, 0.384, -0.391], [5, -0.568, 0.546, -0.336],
  [6, -0.433, 0.656, -0.245], [7, -0.261, 0.77, -0.129], [8, 0, 0.839, -0.096],
  [17, -0.669, -0.605, -0.023], [18, -0.569, -0.667, 0.069], [19, -0.439, -0.684, 0.135],
  [20, -0.319, -0.67, 0.176], [21, -0.213, -0.633, 0.196], [27, 0, -0.395, 0.202],
  [28, 0, -0.245, 0.263], [29, 0, -0.106, 0.332], [30, 0, 0.019, 0.349],
  [31, -0.14, 0.085, 0.16], [32, -0.079, 0.106, 0.193], [33, 0, 0.126, 0.209],
  [36, -0.5, -0.431, 0.009], [37, -0.427, -0.461, 0.067], [38, -0.319, -0.463, 0.07],
  [39, -0.223, -0.413, 0.059], [40, -0.308, -0.384, 0.065], [41, -0.421, -0.384, 0.048],
  [48, -0.32, 0.33, -0.027], [49, -0.209, 0.291, 0.098], [50, -0.068, 0.258, 0.169],
  [51, 0, 0.272, 0.17], [57, 0, 0.495, 0.103], [58, -0.103, 0.481, 0.087],
  [59, -0.205, 0.433, 0.052], [60, -0.299, 0.331, -0.019], [61, -0.099, 0.325, 0.119],
  [62, 0, 0.325, 0.137], [66, 0, 0.399, 0.108], [67, -0.095, 0.389, 0.095],
];

/** Runs of landmarks and the number that a landmark and its mirror image add up to, from first to last. */
const MIRRORED = [
  { first: 0, last: 16, sum: 16 }, // jaw
  { first: 17, last: 26, sum: 43 }, // brows
  { first: 27, last: 30, sum: null }, // bridge of the nose: its own mirror image
  { first: 31, last: 35, sum: 66 }, // nostrils
  { first: 36, last: 39, sum: 81 }, // upper lids, with the corners
  { first: 40, last: 41, sum: 87 }, // lower lids
  { first: 42, last: 45, sum: 81 },
  { first: 46, last: 47, sum: 87 },
  { first: 48, last: 54, sum: 102 }, // outer upper lip, with the corners
  { first: 55, last: 59, sum: 114 },
  { first: 60, last: 64, sum: 124 }, // inner upper lip, with the corners
  { first: 65, last: 67, sum: 132 },
] as const;

/** The landmark on the other side of the face; itself on the midline. */
export function mirroredLandmark(landmark: number): number {
  const run = MIRRORED.find(({ last }) => landmark <= last);
  return run?.sum ? run.sum - landmark : landmark;
}

function build(): readonly Vector[] {
  const face: Vector[] = Array.from({ length: LANDMARKS }, () => [0, 0, 0]);
  for (const [landmark, x, y, z] of LEFT_AND_MIDLINE) {
    face[mirroredLandmark(landmark)] = [-x, y, z];
    face[landmark] = [x, y, z];
  }
  return face;
}

/** The 68 points in the order of the landmarks. */
export const meanFace: readonly Vector[] = build();
