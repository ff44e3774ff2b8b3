// The faces of a photo as the photo's own signals: which faces count, which are prominent, what they say.

import type { Box, FaceColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import { enter, unmeasured, type Measured, type SignalColumn } from '../signals.ts';
import { at } from '../arithmetic/vectors.ts';

/** The faces of one photo by their index in `FaceColumns`. */
export type FacesOfPhoto = {
  /** High enough to count, and meant; in the order of the columns. */
  readonly counted: readonly number[];
  /** Those of the counted that are not dwarfed by the largest; the same order. */
  readonly prominent: readonly number[];
  /** The highest counted face, the first of equals; undefined when none counts. */
  readonly main: number | undefined;
};

/** Where a face lies, in shares of the photo. `face` is its index in `FaceColumns`. */
export function boxOf({ box }: FaceColumns, face: number): Box {
  const [x = NaN, y = NaN, width = NaN, height = NaN] = box.subarray(4 * face, 4 * face + 4);
  return { x, y, width, height };
}

/** From this value of `meant` on a face counts: more likely meant than not. */
const MEANT_FROM = 0.5;

export function isMeant(meant: number): boolean {
  return meant >= MEANT_FROM;
}

/** Whether a face is high enough to be anybody's, meant or not. */
export function isHighEnough({ heightPx }: FaceColumns, face: number, settings: Settings): boolean {
  return at(heightPx, face) >= settings['faces.minHeightPx'];
}

/** Whether a face counts: it is high enough, and meant. */
export function isCounted(faces: FaceColumns, face: number, settings: Settings): boolean {
  return isHighEnough(faces, face, settings) && isMeant(at(faces.meant, face));
}

/** The faces of one photo. `photo` is its index in `PhotoColumns`; `counts` says which of them are to count. */
export function facesOf(
  faces: FaceColumns,
  photo: number,
  settings: Settings,
  counts: typeof isCounted = isCounted,
): FacesOfPhoto {
  const counted = allFacesOf(faces, photo).filter((face) => counts(faces, face, settings));
  const height = (face: number) => at(faces.heightPx, face);
  const main = counted.reduce<number | undefined>(
    (best, face) => (best === undefined || height(face) > height(best) ? face : best),
    undefined,
  );
  const lowest = main === undefined ? 0 : height(main) * settings['faces.prominentShare'];
  return { counted, prominent: counted.filter((face) => height(face) >= lowest), main };
}

/** The counted faces of a photo, and with them the face that somebody looks for; -1 for none. */
export function countedWith(
  faces: FaceColumns,
  photo: number,
  wanted: number,
  settings: Settings,
): readonly number[] {
  const { counted } = facesOf(faces, photo, settings);
  return wanted < 0 || counted.includes(wanted) ? counted : [...counted, wanted];
}

/** Every face of a photo by its index in `FaceColumns`, whether it counts or not. */
export function allFacesOf(faces: FaceColumns, photo: number): number[] {
  const all: number[] = [];
  for (let face = firstFaceOf(faces, photo); faces.photo[face] === photo; face++) all.push(face);
  return all;
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

const faceSignalNames = [
  'face_present',
  'face_count',
  'face_share',
  'face_sharpness',
  'smile',
  'eyes_open',
  'facing',
  'occlusion',
] as const;

export type FaceSignalName = (typeof faceSignalNames)[number];

/**
 * The face signals of every photo. `analysed[photo]` is 0 where the faces stage has not run: nothing is said of those.
 * Searched and no face counted: face_present, face_count and face_share are 0, for the rest nothing is there.
 */
export function photoFaceSignals(
  faces: FaceColumns,
  photoCount: number,
  analysed: Uint8Array,
  settings: Settings,
): Record<FaceSignalName, SignalColumn> {
  const columns = Object.fromEntries(
    faceSignalNames.map((name) => [name, unmeasured(photoCount)]),
  ) as Record<FaceSignalName, SignalColumn>;
  for (let photo = 0; photo < photoCount; photo++) {
    if (!analysed[photo]) continue;
    const found = signalsOfFaces(faces, facesOf(faces, photo, settings));
    for (const name of faceSignalNames) enter(columns[name], photo, found[name]);
  }
  return columns;
}

function signalsOfFaces(
  faces: FaceColumns,
  { counted, prominent, main }: FacesOfPhoto,
): Record<FaceSignalName, Measured> {
  const ofMain = (values: Float32Array | Float64Array) =>
    main === undefined ? 'not there' : measured(at(values, main));
  const ofProminent = (values: Float32Array, sum: (known: readonly number[]) => number) =>
    main === undefined ? 'not there' : measured(sum(knownOf(values, prominent)));
  return {
    face_present: main === undefined ? 0 : 1,
    face_count: counted.length,
    face_share: frameShare(faces, counted),
    face_sharpness: ofMain(faces.sharpness),
    facing: ofMain(faces.facing),
    occlusion: main === undefined ? 'not there' : measured(seenShare(faces, main)),
    smile: ofProminent(faces.smile, mean),
    eyes_open: ofProminent(faces.eyesOpen, lowest),
  };
}

function measured(value: number): Measured {
  return Number.isNaN(value) ? 'cannot tell' : value;
}

/** Of a face that the frame cuts in two so much is seen. */
const CUT = 0.5;

/** How much of a face can be seen, 0..1; a face at the frame's left or right edge goes on beyond it. */
function seenShare(faces: FaceColumns, face: number): number {
  const { x, width } = boxOf(faces, face);
  const [left, right] = [x / width, (1 - x - width) / width];
  // A face that fills the frame reaches both edges and is whole.
  const isCut = Math.min(left, right) < 0 && Math.max(left, right) > CUT;
  return at(faces.visibility, face) * (isCut ? CUT : 1);
}

/** Share of the frame that the faces' boxes cover, cut at the frame's edge; overlaps count twice, at most 1. */
function frameShare(faces: FaceColumns, indices: readonly number[]): number {
  let share = 0;
  for (const face of indices) {
    const { x, y, width, height } = boxOf(faces, face);
    const shownWidth = Math.min(1, x + width) - Math.max(0, x);
    const shownHeight = Math.min(1, y + height) - Math.max(0, y);
    share += Math.max(0, shownWidth) * Math.max(0, shownHeight);
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
