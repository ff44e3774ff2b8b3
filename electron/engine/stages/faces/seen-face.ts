// One face as the networks that describe it see it: where it lies, its shape, and the aligned crop that some of them share.

import { fitSimilarity, inverse } from './align.ts';
import type { Similarity } from './align.ts';
import type { Detection, Point } from './detection.ts';
import { cutCrop } from './face-crops.ts';
import type { Crop, Pyramid } from './face-crops.ts';
import type { FaceShape } from './networks/landmarks.ts';

/** Right eye, left eye, nose, right and left mouth corner (the person's right), in pixels of the raster. */
export type FivePoints = NonNullable<Detection['points']>;

export type SeenFace = {
  readonly pyramid: Pyramid;
  readonly detection: Detection;
  readonly shape: FaceShape;
  /** The face upright, 112 pixels a side, its five points where SFace was trained to have them; cut once. */
  aligned(): Crop;
};

const ALIGNED_PX = 112;

// Published with SFace by OpenCV (alignCrop), and before it with ArcFace: where the five points belong in the crop.
const PUBLISHED: readonly (readonly [x: number, y: number])[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];

// Of the iBUG 300-W numbers: all six points of each eye, the tip of the nose, the outer corners of the mouth. Over 398
// portraits they lie 0.087 of the distance of the eyes from YuNet's own points in the mean, 3 pixels of the crop
// (test/golden/five-points.ts); the eyes' corners or the mouth's inner ones come out the same, the nose's base at 0.158.
const LANDMARKS = [[36, 37, 38, 39, 40, 41], [42, 43, 44, 45, 46, 47], [30], [48], [54]] as const;

/** The five points of 68 landmarks (iBUG 300-W order), for detectors that give none themselves. */
export function fivePoints(landmarks: readonly Point[]): FivePoints {
  const mean = (numbers: readonly number[]): Point => {
    const points = numbers.flatMap((number) => landmarks[number] ?? []);
    if (points.length < numbers.length)
      throw new RangeError(`A face has 68 landmarks, not ${landmarks.length}.`);
    const sum = (axis: 'x' | 'y') => points.reduce((total, point) => total + point[axis], 0);
    return { x: sum('x') / points.length, y: sum('y') / points.length };
  };
  const [right, left, nose, mouthRight, mouthLeft] = LANDMARKS;
  return [mean(right), mean(left), mean(nose), mean(mouthRight), mean(mouthLeft)];
}

/**
 * Where the aligned crop lies: the similarity that takes the points closest to the published places, in the
 * least-squares sense. Detector and places count from the middle of the first pixel, crops from its corner: hence the
 * halves, without which small and large faces would lie differently in the crop.
 */
export function alignedPlace(points: FivePoints): Similarity {
  const places = PUBLISHED.map(([x, y]) => ({ x: x + 0.5, y: y + 0.5 }));
  const seen = points.map(({ x, y }) => ({ x: x + 0.5, y: y + 0.5 }));
  return inverse(fitSimilarity(seen, places));
}

/** The detector's own five points where it gives them: that is what the networks were published with. */
export function seeFace(pyramid: Pyramid, detection: Detection, shape: FaceShape): SeenFace {
  let aligned: Crop | undefined;
  const cut = () => {
    const points = detection.points ?? fivePoints(shape.landmarks);
    return cutCrop(pyramid, alignedPlace(points), ALIGNED_PX);
  };
  return { pyramid, detection, shape, aligned: () => (aligned ??= cut()) };
}
