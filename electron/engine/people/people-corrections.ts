// The user's names and "not this person" found again among the faces of the open folders.

import { nearestBox } from '../../../shared/people/boxes.ts';
import { boxOf } from '../../../shared/people/faces.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import { sameFaceOverlap, type FaceKey, type MarkedFace, type People } from '../cache/people.ts';

/** Marked faces by their id, with where each lies now: an index of `FaceColumns`, or undefined. */
export type Corrections = {
  readonly marked: readonly (MarkedFace & { readonly face: number | undefined })[];
  readonly rejections: readonly (readonly [number, number])[];
};

export function findCorrections(columns: PhotoColumns, people: People): Corrections {
  const marked = people.marked();
  const photos = photosOf(columns, marked);
  return {
    marked: marked.map((mark) => ({ ...mark, face: faceAt(columns, photos, mark) })),
    rejections: people.rejections(),
  };
}

/** Index of the photo of each marked picture. */
function photosOf({ pictures, count }: PhotoColumns, marked: readonly MarkedFace[]) {
  const wanted = new Set(marked.map(({ picture }) => picture.toString('latin1')));
  const photos = new Map<string, number>();
  if (wanted.size === 0) return photos;
  const bytes = Buffer.from(pictures.buffer, pictures.byteOffset, pictures.byteLength);
  for (let photo = 0; photo < count; photo++) {
    const picture = bytes.toString('latin1', 32 * photo, 32 * photo + 32);
    if (wanted.has(picture) && !photos.has(picture)) photos.set(picture, photo);
  }
  return photos;
}

function faceAt(
  { faces }: PhotoColumns,
  photos: ReadonlyMap<string, number>,
  mark: MarkedFace,
): number | undefined {
  const photo = photos.get(mark.picture.toString('latin1'));
  if (photo === undefined) return undefined;
  const first = faces.photo.indexOf(photo);
  if (first < 0) return undefined;
  const boxes = [];
  for (let face = first; faces.photo[face] === photo; face++) boxes.push(boxOf(faces, face));
  const nearest = nearestBox(mark.box, boxes, sameFaceOverlap);
  return nearest === undefined ? undefined : first + nearest;
}

/** Pairs of faces, both ways, that are different people. */
export function rejectedFaces({ marked, rejections }: Corrections): Map<number, Set<number>> {
  const faces = new Map(marked.map(({ id, face }) => [id, face]));
  const rejected = new Map<number, Set<number>>();
  const add = (face: number, other: number) => {
    const others = rejected.get(face);
    if (others) others.add(other);
    else rejected.set(face, new Set([other]));
  };
  for (const [one, other] of rejections) {
    const [a, b] = [faces.get(one), faces.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    add(a, b);
    add(b, a);
  }
  return rejected;
}

/**
 * Takes out of a match (sets to NaN) the faces that the user said are not this person: of a rejected pair the face
 * that is neither a reference nor named like one; where that does not tell, the one less like the references, if
 * the other is the person by `threshold`.
 */
export function applyRejections(
  similarity: Float32Array,
  corrections: Corrections,
  references: readonly FaceKey[],
  threshold: number,
): void {
  const isPerson = personTest(corrections.marked, references);
  const byId = new Map(corrections.marked.map((mark) => [mark.id, mark]));
  for (const pair of corrections.rejections) {
    const [a, b] = [byId.get(pair[0]), byId.get(pair[1])];
    const other = a && b && somebodyElse(a, b, isPerson, similarity, threshold);
    if (other?.face !== undefined) similarity[other.face] = NaN;
  }
}

type Mark = Corrections['marked'][number];

function somebodyElse(
  a: Mark,
  b: Mark,
  isPerson: (mark: Mark) => boolean,
  similarity: Float32Array,
  threshold: number,
): Mark | undefined {
  if (isPerson(a) !== isPerson(b)) return isPerson(a) ? b : a;
  if (isPerson(a) || a.face === undefined || b.face === undefined) return undefined;
  const [likenessA, likenessB] = [likeness(similarity, a.face), likeness(similarity, b.face)];
  if (Math.max(likenessA, likenessB) < threshold) return undefined;
  return likenessA < likenessB ? a : b;
}

/** A face without a comparable embedding is like nobody. */
function likeness(similarity: Float32Array, face: number): number {
  const value = at(similarity, face);
  return Number.isNaN(value) ? -1 : value;
}

function personTest(marked: readonly Mark[], references: readonly FaceKey[]) {
  const isReference = ({ picture, box }: FaceKey) => {
    const boxes = references.filter((key) => key.picture.equals(picture)).map((key) => key.box);
    return nearestBox(box, boxes, sameFaceOverlap) !== undefined;
  };
  const ids = new Set(marked.filter(isReference).map(({ id }) => id));
  const people = new Set(marked.filter(({ id }) => ids.has(id)).map(({ person }) => person));
  people.delete(null);
  return ({ id, person }: Mark) => ids.has(id) || people.has(person);
}
