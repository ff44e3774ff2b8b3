// A group of faces is surely one person, also where a face of it is unlike the one that stands for the group.

import type { FaceColumns } from '../photo.ts';

/** Moves a number across the threshold also as a 32-bit float: those near 1 lie 6e-8 apart. */
const movedBy = 1e-6;

/**
 * Similarities in which every face of the group is surely the person. NaN stays: the user said that this face is somebody else,
 * or it cannot be compared.
 * @param similarity cosine of each face to the person
 * @param others of other groups, or of none, that are as like the one face that stands for this group: as they are, or no
 *   more than maybe, so that a person has as many sure photos as the list of people says
 * @param ordinals of the group's faces, by the index of the photo: two faces of one photo are never one person
 */
export function withGrouped(
  similarity: Float32Array,
  faces: Pick<FaceColumns, 'photo' | 'ordinal'>,
  ordinals: ReadonlyMap<number, number>,
  sureFrom: number,
  others: 'as they are' | 'maybe',
): Float32Array {
  if (ordinals.size === 0) return similarity;
  return similarity.map((alike, face) => {
    const isGrouped = ordinals.get(faces.photo[face] ?? -1) === faces.ordinal[face];
    if (isGrouped) return alike < sureFrom ? sureFrom + movedBy : alike;
    return others === 'maybe' && alike >= sureFrom ? sureFrom - movedBy : alike;
  });
}
