// Owns the faces of the labelled people: analysed once a set of models, with the embeddings of other crops to compare.

import { resolve } from 'node:path';
import { alignedChip, resized, squareCrop } from '../../electron/engine/stages/faces/align.ts';
import type { Similarity } from '../../electron/engine/stages/faces/align.ts';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import { createPyramid, cutCrop, mirrored } from '../../electron/engine/stages/faces/face-crops.ts';
import type { Crop, Pyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { analyseFaces, type FaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { floatsOf } from '../../electron/engine/running/inference.ts';
import type { Model } from '../../electron/engine/running/inference.ts';
import type { Face, Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { searched } from '../fixtures/searched-photo.ts';
import { openLabelled } from './labelled-photos.ts';

const CHIP_PX = 150;

/** Descriptors as the network gives them, not of unit length. */
export type Descriptors = {
  readonly upright: Float32Array;
  readonly uprightMirrored: Float32Array;
  readonly unturned: Float32Array;
  readonly unturnedMirrored: Float32Array;
};

export type LabelledFace = { readonly face: Face; readonly descriptors: Descriptors };

export type PhotoFaces = {
  /** As in labels.json. */
  readonly photo: string;
  readonly faces: readonly LabelledFace[];
};

function centre(points: readonly Point[]): Point {
  const sum = (axis: 'x' | 'y'): number => points.reduce((total, point) => total + point[axis], 0);
  return { x: sum('x') / points.length, y: sum('y') / points.length };
}

/**
 * The crop of the package the weights come from, for comparison: a square that is never turned, sized by the distance
 * of the eyes from the mouth (that distance over 0.45), the middle of the three at half its width and 0.43 of its height.
 */
function unturnedChip(landmarks: readonly Point[]): Similarity {
  const [right, left, mouth] = [
    landmarks.slice(36, 42),
    landmarks.slice(42, 48),
    landmarks.slice(48, 68),
  ].map(centre);
  if (!right || !left || !mouth) throw new RangeError('A face has 68 landmarks.');
  const toMouth = ({ x, y }: Point): number => Math.hypot(x - mouth.x, y - mouth.y);
  const sidePx = (toMouth(left) + toMouth(right)) / 2 / 0.45;
  const { x, y } = centre([right, left, mouth]);
  return squareCrop({ x, y: y + (0.5 - 0.43) * sidePx }, sidePx, CHIP_PX);
}

async function describe({ rgb, sizePx }: Crop, embedder: Model): Promise<Float32Array> {
  return floatsOf(
    await embedder.run({ image: { data: rgb, dims: [1, sizePx, sizePx, 3] } }),
    'descriptor',
  );
}

async function descriptorsOf(
  pyramid: Pyramid,
  { landmarks }: Face,
  embedder: Model,
): Promise<Descriptors> {
  const { widthPx, heightPx } = pyramid.raster;
  const points = Array.from({ length: 68 }, (_, i) => ({
    x: (landmarks[2 * i] ?? Number.NaN) * widthPx,
    y: (landmarks[2 * i + 1] ?? Number.NaN) * heightPx,
  }));
  const upright = cutCrop(pyramid, resized(alignedChip(points, 1), CHIP_PX), CHIP_PX);
  const unturned = cutCrop(pyramid, unturnedChip(points), CHIP_PX);
  return {
    upright: await describe(upright, embedder),
    uprightMirrored: await describe(mirrored(upright), embedder),
    unturned: await describe(unturned, embedder),
    unturnedMirrored: await describe(mirrored(unturned), embedder),
  };
}

/** The faces of one photo, largest first; `embedder` is dlib's network by itself. */
export async function facesOf(
  folder: string,
  photo: string,
  models: FaceModels,
  embedder: Model,
): Promise<PhotoFaces> {
  const opened = await openLabelled(resolve(folder, photo));
  const pyramid = createPyramid(opened.detail);
  const found = await analyseFaces(searched(opened), models, defaultSettings);
  const faces: LabelledFace[] = [];
  for (const face of found)
    faces.push({ face, descriptors: await descriptorsOf(pyramid, face, embedder) });
  return { photo, faces };
}

/** The square around a face, `sizePx` a side, 8-bit RGB; the whole photo's middle where there is no face. */
export async function closeUp(
  folder: string,
  photo: string,
  face: Face | undefined,
  sizePx: number,
): Promise<Raster> {
  const { detail } = await openLabelled(resolve(folder, photo));
  const { widthPx, heightPx } = detail;
  const box = face?.box ?? { x: 0, y: 0, width: 1, height: 1 };
  const middle = { x: (box.x + box.width / 2) * widthPx, y: (box.y + box.height / 2) * heightPx };
  const room = face ? 1.6 : 1;
  const sidePx = room * Math.max(box.width * widthPx, box.height * heightPx);
  const place = squareCrop(middle, sidePx, sizePx);
  const { rgb } = cutCrop(createPyramid(detail), place, sizePx);
  return { data: Uint8Array.from(rgb), widthPx: sizePx, heightPx: sizePx };
}
