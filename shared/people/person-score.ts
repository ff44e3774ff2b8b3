// The rules by which a photo of one person is scored: alone, or in a group.

import { contributions, type Explanation } from '../ranking/explain.ts';
import { countedWith, isCounted } from './faces.ts';
import type { FaceColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import { at, percentile, sortedKnown } from '../arithmetic/vectors.ts';

/** The photos that show a person. */
export type PersonMatch = {
  /** 1 a photo that shows the person, surely or maybe. */
  readonly matched: Uint8Array;
  /** 1 one that surely does. */
  readonly sure: Uint8Array;
  /** Index in `FaceColumns` of each photo's face most like the person, meant or not; -1 where none is high enough. */
  readonly face: Int32Array;
  /** The `person` signal: that face's cosine to the person, NaN where no such face can be compared. */
  readonly similarity: Float64Array;
  /** Counted faces a photo, the person's among them: one makes it a single portrait, more make it a group. */
  readonly countedFaces: Uint32Array;
  /** Why a photo shows the person whose face cannot be seen in it; of no other photos. */
  readonly because: ReadonlyMap<number, string>;
  /** Photos whose face is nearly as much like another person of the folder. */
  readonly doubted: ReadonlySet<number>;
};

export type PersonPartName =
  'smile' | 'facing' | 'face_sharpness' | 'good_faces' | 'group_sharpness';

/**
 * Sharpness of every face as 0..1: s / (s + typical), so 0.5 is as sharp as is typical here and a tenth of
 * that is 0.09. Robust min-max would call the softest face of a folder of sharp ones 0 and sink it below the
 * blur floor. Typical is the median of the person's own matched faces or of all counted faces, whichever is
 * sharper: the first tells the sure photos of the person apart, the second still knows what sharp is when most of
 * those are blurred. Where all is 0, nothing can be told and everything is 0.5.
 */
export function personSharpness(
  faces: FaceColumns,
  match: PersonMatch,
  settings: Settings,
): Float64Array {
  const counted = faces.sharpness.filter((_, face) => isCounted(faces, face, settings));
  const own = Array.from(match.face.filter((_, photo) => match.sure[photo] === 1));
  const medians = [counted, own.map((face) => at(faces.sharpness, face))]
    .map((values) => percentile(sortedKnown(values), 50))
    .filter((median) => !Number.isNaN(median));
  const typical = Math.max(0, ...medians);
  return faces.sharpness.map((value) => (value + typical === 0 ? 0.5 : value / (value + typical)));
}

export type PersonScore = Pick<Explanation<PersonPartName>, 'score' | 'parts' | 'missing'> & {
  /** What blur leaves of the score: 1 when the face is sharp enough. */
  readonly kept: number;
};

/** The score of one matched photo: the weighted mean of its parts, less what blur takes away. */
export function personScore(
  faces: FaceColumns,
  match: PersonMatch,
  sharpness: Float64Array,
  photo: number,
  settings: Settings,
): PersonScore {
  const values =
    at(match.countedFaces, photo) > 1
      ? groupValues(
          faces,
          sharpness,
          countedWith(faces, photo, at(match.face, photo), settings),
          settings,
        )
      : singleValues(faces, sharpness, at(match.face, photo), settings);
  const kept = keptAfterBlur(at(sharpness, at(match.face, photo)), settings);
  const { score, parts } = contributions(values);
  return {
    score: score * kept,
    parts: parts.map((part) => ({ ...part, contribution: part.contribution * kept })),
    missing: values.filter((value) => Number.isNaN(value.normalised)).map((value) => value.signal),
    kept,
  };
}

/** 1 from the blur floor up, below it falling in a straight line to 0; unknown sharpness takes nothing away. */
function keptAfterBlur(sharpness: number, settings: Settings): number {
  const floor = settings['person.blurFloor'];
  return sharpness < floor ? sharpness / floor : 1;
}

type Value = {
  readonly signal: PersonPartName;
  readonly raw: number;
  readonly normalised: number;
  readonly weight: number;
};

function singleValues(
  faces: FaceColumns,
  sharpness: Float64Array,
  face: number,
  settings: Settings,
): readonly Value[] {
  const smile = at(faces.smile, face);
  const facing = at(faces.facing, face);
  return [
    { signal: 'smile', raw: smile, normalised: smile, weight: settings['person.weightSmile'] },
    { signal: 'facing', raw: facing, normalised: facing, weight: settings['person.weightFacing'] },
    {
      signal: 'face_sharpness',
      raw: at(faces.sharpness, face),
      normalised: at(sharpness, face),
      weight: settings['person.weightSharpness'],
    },
  ];
}

function groupValues(
  faces: FaceColumns,
  sharpness: Float64Array,
  counted: readonly number[],
  settings: Settings,
): readonly Value[] {
  const good = counted.filter((face) => looksGood(faces, face, settings)).length;
  return [
    {
      signal: 'good_faces',
      raw: good,
      normalised: good / counted.length,
      weight: settings['person.weightGoodFaces'],
    },
    {
      signal: 'group_sharpness',
      raw: meanOf(counted, faces.sharpness),
      normalised: meanOf(counted, sharpness),
      weight: settings['person.weightGroupSharpness'],
    },
  ];
}

/** Turned to the camera, eyes not known to be closed, and detected with confidence. */
function looksGood(faces: FaceColumns, face: number, settings: Settings): boolean {
  return (
    at(faces.facing, face) >= settings['person.goodFacing'] &&
    !(at(faces.eyesOpen, face) < settings['person.goodEyes']) &&
    at(faces.confidence, face) >= settings['person.goodConfidence']
  );
}

/** Mean over the faces whose value is known. */
function meanOf(indices: readonly number[], values: Float64Array): number {
  const known = indices.map((face) => at(values, face)).filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
