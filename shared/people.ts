// One person in a folder: which photos show them, and which of those are the best of them.

import { contributions, listing, type Explanation } from './explain.ts';
import { facesOf } from './faces.ts';
import type { FaceColumns, PhotoColumns } from './photo.ts';
import { rankPhotos } from './ranking.ts';
import type { Settings } from './settings.ts';
import { at, percentile, sortedKnown } from './vectors.ts';

/** The photos that show a person. */
export type PersonMatch = {
  /** 1 a photo that shows the person. */
  readonly matched: Uint8Array;
  /** Index in `FaceColumns` of each photo's counted face most like the person; -1 where there is none. */
  readonly face: Int32Array;
  /** The `person` signal: that face's cosine to the person, NaN where no counted face can be compared. */
  readonly similarity: Float64Array;
  /** Counted faces a photo: one makes it a single portrait, more make it a group. */
  readonly countedFaces: Uint32Array;
};

/**
 * Finds the person. Two faces in one photo are never one person, so only the best face of a photo is looked at.
 * `similarity` is one cosine a face; NaN for a face without embedding and for one the user said is not this
 * person. A photo shows the person when its best counted face reaches `threshold`.
 */
export function matchFaces(
  faces: FaceColumns,
  photoCount: number,
  similarity: Float32Array,
  threshold: number,
  settings: Settings,
): PersonMatch {
  const match = {
    matched: new Uint8Array(photoCount),
    face: new Int32Array(photoCount).fill(-1),
    similarity: new Float64Array(photoCount).fill(Number.NaN),
    countedFaces: new Uint32Array(photoCount),
  };
  for (let photo = 0; photo < photoCount; photo++) {
    const { counted } = facesOf(faces, photo, settings);
    match.countedFaces[photo] = counted.length;
    for (const face of counted) {
      const value = at(similarity, face);
      if (Number.isNaN(value) || value <= at(match.similarity, photo)) continue;
      match.face[photo] = face;
      match.similarity[photo] = value;
    }
    match.matched[photo] = at(match.similarity, photo) >= threshold ? 1 : 0;
  }
  return match;
}

export type PersonPartName =
  'smile' | 'facing' | 'face_sharpness' | 'good_faces' | 'group_sharpness';

export type PersonRanking = {
  /** The photos that show the person and no others, best first. */
  readonly order: Uint32Array;
  /** 0..1 a photo of the folder; 0 where the person is not. */
  readonly scores: Float64Array;
};

type Columns = Pick<PhotoColumns, 'faces' | 'takenMs' | 'paths'>;

/** Ranks the photos that show the person by the rules for one face or for a group; ties as everywhere. */
export function rankPerson(
  columns: Columns,
  match: PersonMatch,
  settings: Settings,
): PersonRanking {
  const sharpness = personSharpness(columns.faces, match, settings);
  const scores = Float64Array.from(match.matched, (matched, photo) =>
    matched ? openScore(columns.faces, match, sharpness, photo, settings).score : 0,
  );
  const order = rankPhotos(scores, columns).filter((photo) => match.matched[photo] === 1);
  return { order, scores };
}

/** Opens the person score of one photo that shows them; throws for a photo that does not. */
export function explainPerson(
  columns: Pick<PhotoColumns, 'faces'>,
  match: PersonMatch,
  index: number,
  settings: Settings,
): Explanation<PersonPartName> {
  if (match.matched[index] !== 1) {
    throw new RangeError('This photo does not show the person: it has no person score.');
  }
  const sharpness = personSharpness(columns.faces, match, settings);
  const opened = openScore(columns.faces, match, sharpness, index, settings);
  const sentence = personSentence(columns.faces, match, opened, index, settings);
  return { score: opened.score, parts: opened.parts, missing: opened.missing, sentence };
}

/**
 * Sharpness of every face as 0..1: s / (s + typical), so 0.5 is as sharp as is typical here and a tenth of
 * that is 0.09. Robust min-max would call the softest face of a folder of sharp ones 0 and sink it below the
 * blur floor. Typical is the median of the person's own matched faces or of all counted faces, whichever is
 * sharper: the first tells the photos of the person apart, the second still knows what sharp is when most of
 * those are blurred. Where all is 0, nothing can be told and everything is 0.5.
 */
export function personSharpness(
  faces: FaceColumns,
  match: PersonMatch,
  settings: Settings,
): Float64Array {
  const counted = faces.sharpness.filter(
    (_, face) => at(faces.heightPx, face) >= settings['faces.minHeightPx'],
  );
  const own = Array.from(match.face.filter((_, photo) => match.matched[photo] === 1));
  const medians = [counted, own.map((face) => at(faces.sharpness, face))]
    .map((values) => percentile(sortedKnown(values), 50))
    .filter((median) => !Number.isNaN(median));
  const typical = Math.max(0, ...medians);
  return faces.sharpness.map((value) => (value + typical > 0 ? value / (value + typical) : 0.5));
}

type Opened = Pick<Explanation<PersonPartName>, 'score' | 'parts' | 'missing'> & {
  /** What blur leaves of the score: 1 when the face is sharp enough. */
  readonly kept: number;
};

/** The score of one matched photo: the weighted mean of its parts, less what blur takes away. */
function openScore(
  faces: FaceColumns,
  match: PersonMatch,
  sharpness: Float64Array,
  photo: number,
  settings: Settings,
): Opened {
  const values =
    at(match.countedFaces, photo) > 1
      ? groupValues(faces, sharpness, photo, settings)
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
  photo: number,
  settings: Settings,
): readonly Value[] {
  const { counted } = facesOf(faces, photo, settings);
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

function personSentence(
  faces: FaceColumns,
  match: PersonMatch,
  opened: Opened,
  index: number,
  settings: Settings,
): string {
  const face = at(match.face, index);
  const count = at(match.countedFaces, index);
  const good = opened.parts.find((part) => part.signal === 'good_faces');
  const words = good
    ? [`in a group of ${count}`, `${good.raw} of ${count} faces look good`]
    : singleWords(faces, face, settings);
  if (opened.kept < 1) words.push('but the face is blurred');
  else {
    const sharp = opened.parts.find((part) => part.signal.endsWith('sharpness'));
    if (sharp && sharp.normalised >= 0.5) words.push('sharp');
  }
  const names = opened.missing.map((signal) => signal.replace('_', ' '));
  return words.join(', ') + (names.length > 0 ? `; not known: ${listing(names)}` : '');
}

function singleWords(faces: FaceColumns, face: number, settings: Settings): string[] {
  const words = ['the only face'];
  const [smile, facing, eyes] = [faces.smile, faces.facing, faces.eyesOpen].map((v) => at(v, face));
  if (smile !== undefined && smile >= 0.5) words.push('smiling');
  if (facing !== undefined && facing >= 0.5) words.push('facing the camera');
  if (facing !== undefined && facing < 0.5) words.push('turned away');
  if (eyes !== undefined && eyes < settings['person.goodEyes']) words.push('eyes closed');
  return words;
}
