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
  [0, -0.853, -0.427, -0.323], [1, -0.838, -0.206, -0.319], [2, -0.801, 0, -0.331],
  [3, -0.761, 0.186, -0.353], [4, -0.685, 0.392, -0.354], [5, -0.57, 0.558, -0.313],
  [6, -0.435, 0.675, -0.231], [7, -0.263, 0.795, -0.125], [8, 0, 0.867, -0.095],
  [17, -0.669, -0.606, -0.013], [18, -0.571, -0.669, 0.069], [19, -0.438, -0.687, 0.123],
  [20, -0.32, -0.672, 0.157], [21, -0.213, -0.634, 0.173], [27, 0, -0.4, 0.178],
  [28, 0, -0.251, 0.239], [29, 0, -0.112, 0.302], [30, 0, 0.013, 0.316],
  [31, -0.141, 0.08, 0.143], [32, -0.079, 0.101, 0.174], [33, 0, 0.119, 0.186],
  [36, -0.5, -0.433, 0.011], [37, -0.427, -0.464, 0.06], [38, -0.318, -0.466, 0.061],
  [39, -0.223, -0.415, 0.052], [40, -0.309, -0.386, 0.059], [41, -0.421, -0.387, 0.044],
  [48, -0.323, 0.325, -0.035], [49, -0.211, 0.285, 0.082], [50, -0.069, 0.252, 0.147],
  [51, 0, 0.266, 0.149], [57, 0, 0.495, 0.083], [58, -0.103, 0.48, 0.073],
  [59, -0.205, 0.431, 0.037], [60, -0.3, 0.326, -0.031], [61, -0.099, 0.322, 0.099],
  [62, 0, 0.322, 0.114], [66, 0, 0.396, 0.091], [67, -0.095, 0.387, 0.08],
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
