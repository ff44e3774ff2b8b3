// One person in a folder: which photos show them, and which of those are the best of them.

import { listing } from '../listing.ts';
import { numberWords } from '../numbers.ts';
import type { Explanation } from '../ranking/explain.ts';
import { isCounted, isHighEnough } from './faces.ts';
import {
  personScore,
  personSharpness,
  type PersonMatch,
  type PersonPartName,
  type PersonScore,
} from './person-score.ts';
import type { Beside } from '../contract-outputs.ts';
import type { FaceColumns, PhotoColumns } from '../photo.ts';
import { inPiles, likenessOf, type PileLimits } from './piles.ts';
import { rankPhotos } from '../ranking/ranking.ts';
import type { Settings } from '../settings.ts';
import { at } from '../arithmetic/vectors.ts';

/** What is known of maybes beside the likeness of faces. */
export type Hints = {
  readonly besides: readonly Beside[];
  /** Faces. */
  readonly doubted: readonly number[];
};

/** In words; null of a photo that is sure, and of a face that is merely not like enough. */
export function whyMaybe(match: PersonMatch, photo: number): string | null {
  if (likenessOf(match, photo) !== 'maybe') return null;
  if (match.doubted.has(photo)) return 'nearly as much like another person here';
  return match.because.get(photo) ?? null;
}

/**
 * Finds the person. Two faces in one photo are never one person, so only the best face of a photo is looked at.
 * `similarity` is one cosine a face; NaN for a face without embedding and for one the user said is not this
 * person. A photo shows the person, maybe or surely, when the best of its faces that are high enough reaches the limit of
 * that, also one that does not count because nobody seems to mean it: whoever looks for somebody does mean it. Where no face
 * does, one of `besides` may show them.
 */
export function matchFaces(
  faces: FaceColumns,
  photoCount: number,
  similarity: Float32Array,
  { sureFrom, maybeFrom }: PileLimits,
  settings: Settings,
  { besides, doubted }: Hints = { besides: [], doubted: [] },
): PersonMatch {
  const match = {
    matched: new Uint8Array(photoCount),
    sure: new Uint8Array(photoCount),
    face: new Int32Array(photoCount).fill(-1),
    similarity: new Float64Array(photoCount).fill(Number.NaN),
    countedFaces: new Uint32Array(photoCount),
    because: new Map<number, string>(),
    doubted: new Set<number>(),
  };
  for (let face = 0; face < faces.count; face++) {
    const photo = at(faces.photo, face);
    if (!isHighEnough(faces, face, settings)) continue;
    if (isCounted(faces, face, settings))
      match.countedFaces[photo] = at(match.countedFaces, photo) + 1;
    const value = at(similarity, face);
    if (Number.isNaN(value) || value <= at(match.similarity, photo)) continue;
    match.face[photo] = face;
    match.similarity[photo] = value;
  }
  for (let photo = 0; photo < photoCount; photo++) {
    const own = at(match.face, photo);
    if (own >= 0 && !isCounted(faces, own, settings))
      match.countedFaces[photo] = at(match.countedFaces, photo) + 1; // who is looked for counts
    match.matched[photo] = Number(at(match.similarity, photo) >= maybeFrom);
    match.sure[photo] = Number(at(match.similarity, photo) >= sureFrom);
  }
  for (const face of doubted) {
    const photo = at(faces.photo, face);
    if (match.face[photo] === face && match.sure[photo] === 0) match.doubted.add(photo);
  }
  for (const { photo, because } of besides) {
    if (match.matched[photo] === 1) continue;
    match.matched[photo] = 1;
    match.face[photo] = -1; // whoever's face is seen there is somebody else
    match.because.set(photo, because);
  }
  return match;
}

export type PersonRanking = {
  /** The photos that show the person and no others: the sure ones, then those that maybe do, best first. */
  readonly order: Uint32Array;
  /** 0..1 a photo of the folder; 0 where the person is not. */
  readonly scores: Float64Array;
};

type Columns = Pick<PhotoColumns, 'faces' | 'takenMs' | 'paths'>;

/**
 * Ranks the photos that show the person by the rules for one face or for a group; ties as everywhere, by `ties` when a
 * caller that ranks again and again has computed them.
 */
export function rankPerson(
  columns: Columns,
  match: PersonMatch,
  settings: Settings,
  ties?: Uint32Array,
): PersonRanking {
  const sharpness = personSharpness(columns.faces, match, settings);
  const scores = Float64Array.from(match.matched, (matched, photo) =>
    matched === 1 && !match.because.has(photo)
      ? personScore(columns.faces, match, sharpness, photo, settings).score
      : 0,
  );
  const order = inPiles(rankPhotos(scores, columns, ties), match);
  return { order, scores };
}

/**
 * Opens the person score of one photo that shows them; throws for a photo that does not. Who explains many
 * photos passes in the `personSharpness` of the match: it looks at every face of the folder.
 */
export function explainPerson(
  columns: Pick<PhotoColumns, 'faces' | 'numbers'>,
  match: PersonMatch,
  index: number,
  settings: Settings,
  sharpness: Float64Array = personSharpness(columns.faces, match, settings),
): Explanation<PersonPartName> {
  if (match.matched[index] !== 1) {
    throw new RangeError('This photo does not show the person: it has no person score.');
  }
  const because = match.because.get(index);
  const isSure = likenessOf(match, index) === 'sure';
  if (because !== undefined) {
    const sentence = isSure ? 'this person, as you said' : `maybe this person: ${because}`;
    return { score: 0, parts: [], missing: [], sentence };
  }
  const opened = personScore(columns.faces, match, sharpness, index, settings);
  const words = personSentence(columns, match, opened, index, settings);
  const why = match.doubted.has(index) ? `${whyMaybe(match, index) ?? ''}, ` : '';
  const sentence = isSure ? words : `maybe this person: ${why}${words}`;
  return { score: opened.score, parts: opened.parts, missing: opened.missing, sentence };
}

function personSentence(
  { faces, numbers }: Pick<PhotoColumns, 'faces' | 'numbers'>,
  match: PersonMatch,
  opened: PersonScore,
  index: number,
  settings: Settings,
): string {
  const words =
    at(match.countedFaces, index) > 1
      ? groupWords(at(match.countedFaces, index), opened)
      : singleWords(faces, at(match.face, index), settings);
  if (opened.kept < 1) words.push('but the face is blurred');
  else {
    const sharp = opened.parts.find((part) => part.signal.endsWith('sharpness'));
    if (sharp && sharp.normalised >= 0.5) words.push('sharp');
  }
  const number = numberWords(numbers, index);
  if (number !== null) words.push(number);
  const names = opened.missing.map((signal) => signal.replace('_', ' '));
  return words.join(', ') + (names.length > 0 ? `; not known: ${listing(names)}` : '');
}

function groupWords(count: number, opened: PersonScore): string[] {
  const good = opened.parts.find((part) => part.signal === 'good_faces');
  const words = [`in a group of ${count}`];
  if (good) words.push(`${good.raw} of ${count} faces look good`);
  return words;
}

function singleWords(faces: FaceColumns, face: number, settings: Settings): string[] {
  const words = ['the only face'];
  if (at(faces.smile, face) >= 0.5) words.push('smiling');
  if (at(faces.facing, face) >= 0.5) words.push('facing the camera');
  if (at(faces.facing, face) < 0.5) words.push('turned away');
  if (at(faces.eyesOpen, face) < settings['person.goodEyes']) words.push('eyes closed');
  return words;
}
