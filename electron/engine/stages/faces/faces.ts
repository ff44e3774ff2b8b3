// The faces of a photo: found, placed by landmarks, recognised, read for expression, pose and open eyes.

import type { Box, Face, Raster } from '../../../../shared/photo.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { mapPoint, scaleOf } from './align.ts';
import type { Detection, PixelBox, Point } from './detection.ts';
import { eyesOpen } from './eyes.ts';
import { createPyramid } from './face-crops.ts';
import type { Pyramid } from './face-crops.ts';
import type { FaceModels, FaceNetworks } from './face-models.ts';
import { faceSharpness } from './face-sharpness.ts';
import { findLandmarks } from './networks/landmarks.ts';
import type { FaceShape } from './networks/landmarks.ts';
import { seeFace } from './seen-face.ts';

export { faceSpace, openFaceModels } from './face-models.ts';
export type { FaceModels } from './face-models.ts';

/** Size of the original file in pixels, upright. */
type OriginalSize = { readonly widthPx: number; readonly heightPx: number };

type FoundFace = { readonly detection: Detection; readonly shape: FaceShape };

// Below, the recognition chip would be enlarged more than five times: such descriptors match anybody.
const MIN_HEIGHT_PX = 20;

// Two detections are one face when the middles of their chips lie closer than this share of the smaller chip. Over the
// 250 faces of the photos checked, double detections end within 0.05 of each other, different faces from 0.37 on.
const SAME_PLACE = 0.2;

// The landmarks' disagreement with themselves: half of all clear faces are below 0.02, nine tenths below 0.03.
const CLEAR = 0.03;
const HIDDEN = 0.12;

function isSamePlace(a: FaceShape, b: FaceShape): boolean {
  const middle = { x: 0.5, y: 0.5 };
  const [first, second] = [mapPoint(a.chip, middle), mapPoint(b.chip, middle)];
  const apart = Math.hypot(first.x - second.x, first.y - second.y);
  return apart < SAME_PLACE * Math.min(scaleOf(a.chip), scaleOf(b.chip));
}

/** Every face once: the more confident of two detections that led to the same landmarks. */
async function findFaces(
  pyramid: Pyramid,
  networks: FaceNetworks,
  minConfidence: number,
): Promise<FoundFace[]> {
  const found: FoundFace[] = [];
  for (const detection of await networks.detect(pyramid, minConfidence)) {
    if (detection.box.height < MIN_HEIGHT_PX) continue;
    const shape = await findLandmarks(pyramid, detection, networks.landmarks);
    if (!found.some((face) => isSamePlace(face.shape, shape))) found.push({ detection, shape });
  }
  return found;
}

function inShares({ x, y, width, height }: PixelBox, { widthPx, heightPx }: Raster): Box {
  return { x: x / widthPx, y: y / heightPx, width: width / widthPx, height: height / heightPx };
}

function landmarkShares(points: readonly Point[], { widthPx, heightPx }: Raster): Float32Array {
  return Float32Array.from(points.flatMap(({ x, y }) => [x / widthPx, y / heightPx]));
}

/** 1 where the landmarks agree with themselves in the mirror, 0 where the network is guessing. */
function agreement({ disagreement }: FaceShape): number {
  return Math.min(Math.max((HIDDEN - disagreement) / (HIDDEN - CLEAR), 0), 1);
}

async function describeFace(
  pyramid: Pyramid,
  { detection, shape }: FoundFace,
  heightPx: number,
  networks: FaceNetworks,
  settings: Settings,
): Promise<Face> {
  const { raster } = pyramid;
  const face = seeFace(pyramid, detection, shape);
  const pose = await networks.headPose.estimate(pyramid, detection.box, shape.landmarks);
  return {
    box: inShares(detection.box, raster),
    heightPx,
    confidence: detection.confidence,
    landmarks: landmarkShares(shape.landmarks, raster),
    embedding: await networks.embed(face),
    sharpness: faceSharpness(pyramid, detection.box),
    expression: await networks.readExpression(face),
    yawDeg: pose.yawDeg,
    pitchDeg: pose.pitchDeg,
    rollDeg: pose.rollDeg,
    poseFrom: pose.from,
    eyesOpen: await eyesOpen(shape.landmarks, pose.yawDeg, settings, (eye) =>
      networks.openEye(pyramid, eye),
    ),
    visibility: detection.confidence * agreement(shape),
  };
}

/**
 * All faces of a photo at least 20 raster pixels high, the largest first.
 * @param raster the upright photo, its longest side at most `decode.facesPx`
 * @param original the size of the file, for heights in its pixels
 */
export async function analyseFaces(
  raster: Raster,
  original: OriginalSize,
  models: FaceModels,
  settings: Settings,
): Promise<Face[]> {
  const networks = await models.networks();
  const pyramid = createPyramid(raster);
  const faces: Face[] = [];
  for (const found of await findFaces(pyramid, networks, settings['faces.minConfidence'])) {
    const heightPx = (found.detection.box.height * original.heightPx) / raster.heightPx;
    faces.push(await describeFace(pyramid, found, heightPx, networks, settings));
  }
  return faces.sort((a, b) => b.heightPx - a.heightPx || a.box.x - b.box.x || a.box.y - b.box.y);
}
