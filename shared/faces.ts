// The faces of a photo as the photo's own signals: which faces count, which are prominent, what they say.

import type { FaceColumns } from './photo.ts';
import type { Settings } from './settings.ts';
import type { SignalName } from './signals.ts';
import { at } from './vectors.ts';

export type FaceSignalName = Extract<
  SignalName,
  | 'face_present'
  | 'face_count'
  | 'face_share'
  | 'face_sharpness'
  | 'smile'
  | 'eyes_open'
  | 'facing'
  | 'occlusion'
>;

/** The faces of one photo by their index in `FaceColumns`. */
export type FacesOfPhoto = {
  /** High enough to count, in the order of the columns. */
  readonly counted: readonly number[];
  /** Those of the counted that are not dwarfed by the largest; the same order. */
  readonly prominent: readonly number[];
  /** The highest counted face, the first of equals; undefined when none counts. */
  readonly main: number | undefined;
};

/** The faces of one photo. `photo` is its index in `PhotoColumns`. */
export function facesOf(faces: FaceColumns, photo: number, settings: Settings): FacesOfPhoto {
  const counted: number[] = [];
  for (let face = firstFaceOf(faces, photo); faces.photo[face] === photo; face++) {
    if (at(faces.heightPx, face) >= settings['faces.minHeightPx']) counted.push(face);
  }
  const height = (face: number) => at(faces.heightPx, face);
  const main = counted.reduce<number | undefined>(
    (best, face) => (best === undefined || height(face) > height(best) ? face : best),
    undefined,
  );
  const lowest = main === undefined ? 0 : height(main) * settings['faces.prominentShare'];
  return { counted, prominent: counted.filter((face) => height(face) >= lowest), main };
}

/** Index of the photo's first face, or of the face after which it would come. */
function firstFaceOf(faces: FaceColumns, photo: number): number {
  let low = 0;
  let high = faces.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(faces.photo, middle) < photo) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The face signals of every photo. `analysed[photo]` is 0 where the faces stage has not run: all NaN there.
 * Searched and no face counted: face_present, face_count and face_share are 0, the rest is NaN.
 */
export function photoFaceSignals(
  faces: FaceColumns,
  photoCount: number,
  analysed: Uint8Array,
  settings: Settings,
): Record<FaceSignalName, Float64Array> {
  const empty = () => new Float64Array(photoCount).fill(Number.NaN);
  const result: Record<FaceSignalName, Float64Array> = {
    face_present: empty(),
    face_count: empty(),
    face_share: empty(),
    face_sharpness: empty(),
    smile: empty(),
    eyes_open: empty(),
    facing: empty(),
    occlusion: empty(),
  };
  for (let photo = 0; photo < photoCount; photo++) {
    if (!analysed[photo]) continue;
    const found = facesOf(faces, photo, settings);
    result.face_present[photo] = found.main === undefined ? 0 : 1;
    result.face_count[photo] = found.counted.length;
    result.face_share[photo] = frameShare(faces, found.counted);
    if (found.main === undefined) continue;
    result.face_sharpness[photo] = at(faces.sharpness, found.main);
    result.facing[photo] = at(faces.facing, found.main);
    result.occlusion[photo] = at(faces.visibility, found.main);
    result.smile[photo] = mean(knownOf(faces.smile, found.prominent));
    result.eyes_open[photo] = lowest(knownOf(faces.eyesOpen, found.prominent));
  }
  return result;
}

/** Share of the frame that the faces' boxes cover, cut at the frame's edge; overlaps count twice, at most 1. */
function frameShare(faces: FaceColumns, indices: readonly number[]): number {
  let share = 0;
  for (const face of indices) {
    const [x, y] = [at(faces.box, 4 * face), at(faces.box, 4 * face + 1)];
    const width = Math.min(1, x + at(faces.box, 4 * face + 2)) - Math.max(0, x);
    const height = Math.min(1, y + at(faces.box, 4 * face + 3)) - Math.max(0, y);
    share += Math.max(0, width) * Math.max(0, height);
  }
  return Math.min(1, share);
}

function knownOf(values: Float32Array, indices: readonly number[]): readonly number[] {
  return indices.map((face) => at(values, face)).filter((value) => !Number.isNaN(value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length; // NaN of none
}

function lowest(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : Math.min(...values);
}
