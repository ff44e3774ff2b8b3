// Finding a person: the face of each reference, and how alike every face of the open folders is to it.

import { basename } from 'node:path';
import type { FaceReference, PhotoReference } from '../../../shared/contract.ts';
import { boxOf, facesOf, isHighEnough } from '../../../shared/people/faces.ts';
import type { FaceColumns, PhotoColumns } from '../../../shared/photo.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import type { FaceEmbeddings } from '../stages/faces/face-vectors.ts';
import type { FaceKey } from '../cache/people.ts';

/** A face to search for: where it lies, for the user's corrections, and its embedding. */
export type Wanted = { readonly key: FaceKey; readonly embedding: Float32Array };

/** The wanted face at an index of `FaceColumns`; undefined where it has no embedding in the block's space. */
export function wantedFace(
  columns: PhotoColumns,
  block: FaceEmbeddings,
  face: number,
): Wanted | undefined {
  if (block.known[face] !== 1) return undefined;
  const { length, data } = block;
  const embedding = data.slice(face * length, (face + 1) * length);
  return { key: faceKey(columns, face), embedding };
}

/** How many faces wait for an embedding in the block's space: they were described by another model. */
export function waitingFaces({ known }: FaceEmbeddings): number {
  return known.reduce((waiting, isKnown) => waiting + Number(isKnown === 0), 0);
}

export function faceKey({ pictures, faces }: PhotoColumns, face: number): FaceKey {
  const photo = at(faces.photo, face);
  return {
    picture: Buffer.from(pictures.subarray(32 * photo, 32 * photo + 32)),
    box: boxOf(faces, face),
  };
}

/** Index in `FaceColumns` of a photo's face; undefined where the columns do not have it. */
export function findFace(
  columns: PhotoColumns,
  { id, ordinal }: FaceReference,
): number | undefined {
  const photo = columns.ids.indexOf(id);
  const face = columns.faces.photo.indexOf(photo) + ordinal;
  return photo >= 0 && columns.faces.photo[face] === photo ? face : undefined;
}

/**
 * Index of the face that a reference photo means; `columns` are those of this one photo. Throws `bad-input` when
 * the photo shows no counted face, or several clear ones and none is chosen.
 */
export function faceOfReference(
  reference: PhotoReference,
  columns: PhotoColumns,
  settings: Settings,
): number {
  const name = basename(reference.path);
  const { faces, meant } = facesToChoose(name, columns, settings);
  if (reference.face === undefined) {
    if (meant === undefined) throw new EngineError('bad-input', whichFace(name, faces.length));
    return meant;
  }
  const face = faces[reference.face];
  if (face === undefined)
    throw new EngineError('bad-input', noSuchFace(name, faces.length, reference.face));
  return face;
}

/**
 * Indices of the faces that a photo can mean, from left to right, and the one that it means by itself; `columns` are
 * those of this one photo. Throws `bad-input` when there is none.
 */
export function facesToChoose(
  name: string,
  columns: PhotoColumns,
  settings: Settings,
): { readonly faces: readonly number[]; readonly meant: number | undefined } {
  const [problem] = columns.problems;
  if (columns.count === 0) throw new EngineError('bad-input', problem?.message ?? noPhoto(name));
  const left = (face: number) => boxOf(columns.faces, face).x;
  const counted = facesOf(columns.faces, 0, settings);
  // Where no face counts, any that is high enough: who gives the photo means one of them.
  const { prominent } =
    counted.main === undefined ? facesOf(columns.faces, 0, settings, isHighEnough) : counted;
  const faces = prominent.toSorted((a, b) => left(a) - left(b));
  if (faces.length === 0) throw new EngineError('bad-input', noFace(name, settings));
  const clear = clearFaces(faces, columns.faces, settings);
  return { faces, meant: clear.length === 1 ? clear[0] : undefined };
}

/**
 * Those that could be meant without being named: a doubtful detection beside a clear face is half a face at the
 * edge or none at all. A face without rivals is meant however doubtful it is.
 */
function clearFaces(
  prominent: readonly number[],
  { confidence }: FaceColumns,
  settings: Settings,
): readonly number[] {
  if (prominent.length === 1) return prominent;
  return prominent.filter((face) => at(confidence, face) >= settings['person.goodConfidence']);
}

function noPhoto(name: string): string {
  return `${name} is not a photo that Podium can read. Choose another reference photo.`;
}

function noFace(name: string, settings: Settings): string {
  return `No face was found in ${name}. Choose a reference photo whose face is at least ${settings['faces.minHeightPx']} pixels high and not turned away.`;
}

function whichFace(name: string, count: number): string {
  const choices = Array.from({ length: count }, (_, face) => `${name}#${face + 1}`);
  return `${name} shows ${count} faces. Say whose you mean, counted from the left: ${choices.join(', ')}.`;
}

function noSuchFace(name: string, count: number, face: number): string {
  return `${name} has no face number ${face + 1}: it shows ${count}, counted from the left.`;
}
