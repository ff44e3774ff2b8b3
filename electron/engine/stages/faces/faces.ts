// The faces of a photo: found, placed by landmarks, recognised, read for expression, pose and open eyes.

import type { Box, Face, Raster } from '../../../../shared/photo.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { mapPoint, scaleOf } from './align.ts';
import type { Detection, PixelBox, Point } from './detection.ts';
import { eyesOpen } from './eyes/eyes.ts';
import { createPyramid } from './face-crops.ts';
import type { Pyramid } from './face-crops.ts';
import type { FaceModels, FaceNetworks } from './face-models.ts';
import { faceSharpness } from './face-sharpness.ts';
import { looksAt } from './finding/light.ts';
import { oneEach } from './finding/one-face.ts';
import { meant, type JudgedFace } from './meant.ts';
import { layMesh } from './networks/face-mesh.ts';
import { findLandmarks } from './networks/landmarks.ts';
import type { FaceShape } from './networks/landmarks.ts';
import { seeFace, type SeenFace } from './seen-face.ts';

export { faceSpace, openFaceModels } from './face-models.ts';
export type { FaceModels } from './face-models.ts';

export type PhotoToSearch = {
  /** The upright photo, its longest side at most `decode.facesPx`. */
  readonly raster: Raster;
  /** Height of the original file in pixels, upright. */
  readonly heightPx: number;
  /** Persons seen in it, in shares of the photo. */
  readonly bodies: readonly Box[];
};

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

/** What the detector finds in good light: in a dark photo by two looks. */
async function detected(
  pyramid: Pyramid,
  persons: readonly PixelBox[],
  networks: FaceNetworks,
  minConfidence: number,
): Promise<readonly Detection[]> {
  const [first, lifted] = looksAt(pyramid);
  const found = await networks.detect(first, minConfidence, persons);
  return lifted
    ? oneEach([...found, ...(await networks.detect(lifted, minConfidence, persons))])
    : found;
}

/** Every face once: the more confident of two detections that led to the same landmarks. */
async function findFaces(
  pyramid: Pyramid,
  bodies: readonly Box[],
  networks: FaceNetworks,
  minConfidence: number,
): Promise<FoundFace[]> {
  const found: FoundFace[] = [];
  const persons = bodies.map((body) => inPixels(body, pyramid.raster));
  for (const detection of await detected(pyramid, persons, networks, minConfidence)) {
    if (detection.box.height < MIN_HEIGHT_PX) continue;
    const shape = await findLandmarks(pyramid, detection, networks.landmarks);
    if (!found.some((face) => isSamePlace(face.shape, shape))) found.push({ detection, shape });
  }
  return found;
}

function inShares({ x, y, width, height }: PixelBox, { widthPx, heightPx }: Raster): Box {
  return { x: x / widthPx, y: y / heightPx, width: width / widthPx, height: height / heightPx };
}

function inPixels({ x, y, width, height }: Box, { widthPx, heightPx }: Raster): PixelBox {
  return { x: x * widthPx, y: y * heightPx, width: width * widthPx, height: height * heightPx };
}

function landmarkShares(points: readonly Point[], { widthPx, heightPx }: Raster): Float32Array {
  return Float32Array.from(points.flatMap(({ x, y }) => [x / widthPx, y / heightPx]));
}

/** 1 where the landmarks agree with themselves in the mirror, 0 where the network is guessing. */
function agreement({ disagreement }: FaceShape): number {
  return Math.min(Math.max((HIDDEN - disagreement) / (HIDDEN - CLEAR), 0), 1);
}

type Described = {
  readonly described: Omit<Face, 'embedding' | 'meant'>;
  readonly judged: JudgedFace;
};

/** All of a face but its embedding and whether it is meant: those are told of all faces together. */
async function describeFace(
  face: SeenFace,
  heightPx: number,
  networks: FaceNetworks,
  settings: Settings,
): Promise<Described> {
  const { pyramid, detection, shape } = face;
  const { raster } = pyramid;
  const { confidence } = detection;
  const pose = await networks.headPose.estimate(pyramid, detection.box, shape.landmarks);
  const mesh = await layMesh(pyramid, shape, networks.mesh);
  const box = inShares(detection.box, raster);
  const sharpness = faceSharpness(pyramid, detection.box);
  const judged = { box, confidence, sharpness, ...mesh, agreement: agreement(shape) };
  const described = {
    box,
    heightPx,
    confidence,
    landmarks: landmarkShares(shape.landmarks, raster),
    sharpness,
    expression: await networks.readExpression(face),
    yawDeg: pose.yawDeg,
    pitchDeg: pose.pitchDeg,
    rollDeg: pose.rollDeg,
    poseFrom: pose.from,
    eyesOpen: await eyesOpen(pyramid, mesh, pose.yawDeg, settings, networks.openEye),
    visibility: confidence * judged.agreement,
  };
  return { described, judged };
}

/** All faces of a photo at least 20 raster pixels high, the largest first. */
export async function analyseFaces(
  { raster, heightPx, bodies }: PhotoToSearch,
  models: FaceModels,
  settings: Settings,
): Promise<Face[]> {
  const networks = await models.networks();
  const pyramid = createPyramid(raster);
  const found = await findFaces(pyramid, bodies, networks, settings['faces.minConfidence']);
  const seen = found.map(({ detection, shape }) => seeFace(pyramid, detection, shape));
  const embeddings = await networks.embed(seen);
  const all: Described[] = [];
  for (const face of seen) {
    const originalPx = (face.detection.box.height * heightPx) / raster.heightPx;
    all.push(await describeFace(face, originalPx, networks, settings));
  }
  const judged = all.map((face) => face.judged);
  const areMeant = meant(judged, bodies, raster.widthPx / raster.heightPx);
  const faces = all.map(({ described }, i): Face => {
    const [embedding, isMeant] = [embeddings[i], areMeant[i]];
    if (!embedding || isMeant === undefined) throw new Error('A face was left out.');
    return { ...described, embedding, meant: isMeant };
  });
  return faces.sort((a, b) => b.heightPx - a.heightPx || a.box.x - b.box.x || a.box.y - b.box.y);
}
