// Finding a person: the face of each reference photo, and how alike every face of the open folders is to it.

import { basename } from 'node:path';
import type { PersonReference } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { EngineError } from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { dot } from '../../shared/vectors.ts';

/** A reference photo as columns of one photo, with the embeddings of its faces in the same order. */
export type ReferencePhoto = {
  readonly columns: PhotoColumns;
  readonly embeddings: readonly (Float32Array | null)[];
};

/**
 * The embedding of the face a reference means. Throws `bad-input` when the photo shows no counted face,
 * or several prominent ones and none is chosen.
 */
export function referenceEmbedding(
  reference: PersonReference,
  { columns, embeddings }: ReferencePhoto,
  settings: Settings,
): Float32Array {
  const name = basename(reference.path);
  const [problem] = columns.problems;
  if (columns.count === 0) throw new EngineError('bad-input', problem?.message ?? noPhoto(name));
  const { heightPx, box } = columns.faces;
  const counted = [...heightPx.keys()].filter(
    (face) => (heightPx[face] ?? 0) >= settings['faces.minHeightPx'],
  );
  const largest = Math.max(...counted.map((face) => heightPx[face] ?? 0));
  const prominent = counted
    .filter((face) => (heightPx[face] ?? 0) >= largest * settings['faces.prominentShare'])
    .sort((a, b) => (box[a * 4] ?? 0) - (box[b * 4] ?? 0));
  if (prominent.length === 0) throw new EngineError('bad-input', noFace(name, settings));
  if (prominent.length > 1 && reference.face === undefined)
    throw new EngineError('bad-input', whichFace(name, prominent.length));
  const face = prominent[reference.face ?? 0];
  if (face === undefined)
    throw new EngineError('bad-input', noSuchFace(name, prominent.length, reference.face ?? 0));
  const embedding = embeddings[face];
  if (!embedding) throw new EngineError('internal', `${name} has not been analysed yet.`);
  return embedding;
}

/** Cosine similarity of each face to its nearest reference; -1 where there is no comparable embedding. */
export function nearestReference(
  faces: readonly (Float32Array | null)[],
  references: readonly Float32Array[],
): Float32Array {
  return Float32Array.from(faces, (face) =>
    face ? Math.max(...references.map((reference) => dot(face, reference))) : -1,
  );
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
