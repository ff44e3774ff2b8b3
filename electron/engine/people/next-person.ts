// Whom a face may be as well: the margin between the person looked for and the next person of the folder.

import type { PersonGroups } from '../../../shared/contract.ts';
import { at, dotAt } from '../../../shared/arithmetic/vectors.ts';
import { sameFaceFrom } from './agreed-likeness.ts';
import type { Reference, Search } from './likeness.ts';
import type { FaceEmbeddings } from '../stages/faces/face-vectors.ts';

/** One face may have been grouped by chance; two are somebody. */
const fewestFaces = 2;

/** Who the faces of a folder are: the sum of the embeddings of each group, one after the other, and its size. */
export type KnownPeople = {
  readonly group: Int32Array;
  readonly sums: Float32Array;
  readonly sizes: Int32Array;
};

/** @returns what is compared with, made once of groups that stay the same */
export function knownPeople(
  { length, data }: Pick<FaceEmbeddings, 'length' | 'data'>,
  { group, groups }: Pick<PersonGroups, 'group' | 'groups'>,
): KnownPeople {
  const sums = new Float32Array(groups.length * length);
  const sizes = new Int32Array(groups.length);
  for (const [face, of] of group.entries()) {
    if (of < 0) continue;
    addRow(sums, of * length, data, face * length, length);
    sizes[of] = at(sizes, of) + 1;
  }
  return { group, sums, sizes };
}

/**
 * Faces that are surely the person by their likeness, and nearly as much like another person of the folder: their mean cosine to
 * the sure faces of the person is above that to a group of somebody else by less than the margin. The mean, as a
 * likeness to single faces is as high for any person of many photos. Groups that may be the person themselves are nobody else.
 * @param likeness of each face, as `agreedLikeness` gives it
 * @returns indices of faces, ascending
 */
export function doubtedFaces(
  search: Search,
  likeness: Float32Array,
  references: readonly Reference[],
  people: KnownPeople,
): number[] {
  const { faces, threshold, margins, photo } = search;
  const { length, data } = faces;
  const sureFrom = threshold + margins.sure;
  const doubted: number[] = [];
  for (const [face, value] of likeness.entries())
    if (value >= sureFrom && value < Math.min(threshold + margins.clear, sameFaceFrom))
      doubted.push(face);
  if (doubted.length === 0) return [];
  const own = ownFaces(search, likeness, sureFrom);
  const others = otherPeople(search, likeness, people);
  const person = new Float32Array(length);
  for (const face of own.values()) addRow(person, 0, data, face * length, length);
  const given = references.filter((reference) => !own.has(reference.photo));
  for (const { embedding } of given) addRow(person, 0, embedding, 0, length);
  const count = own.size + given.length;
  const meanOf = (face: number, sums: Float32Array, row: number, size: number, isIn: boolean) => {
    const from = face * length;
    const dot = dotAt(data, from, sums, row * length, length);
    const itself = isIn ? dotAt(data, from, data, from, length) : 0;
    return size > Number(isIn) ? (dot - itself) / (size - Number(isIn)) : -1;
  };
  return doubted.filter((face) => {
    const isOwn = own.get(at(photo, face)) === face;
    const nearly = meanOf(face, person, 0, count, isOwn) - margins.next;
    return others.some((of) => {
      const isIn = at(people.group, face) === of;
      return meanOf(face, people.sums, of, at(people.sizes, of), isIn) > nearly;
    });
  });
}

/** The surest face of each photo that has one. */
function ownFaces(
  { photo, usable }: Search,
  likeness: Float32Array,
  sureFrom: number,
): Map<number, number> {
  const own = new Map<number, number>();
  for (const [face, value] of likeness.entries()) {
    if (!(value >= sureFrom) || !usable(face)) continue;
    const other = own.get(at(photo, face));
    if (other === undefined || value > at(likeness, other)) own.set(at(photo, face), face);
  }
  return own;
}

/** The groups whose faces are in the mean clearly not the person. */
function otherPeople(
  { threshold, margins }: Search,
  likeness: Float32Array,
  { group, sizes }: KnownPeople,
): number[] {
  const alike = new Float64Array(sizes.length);
  const compared = new Int32Array(sizes.length);
  for (const [face, of] of group.entries()) {
    const value = at(likeness, face);
    if (of < 0 || Number.isNaN(value)) continue;
    alike[of] = at(alike, of) + value;
    compared[of] = at(compared, of) + 1;
  }
  return [...sizes.keys()].filter(
    (of) =>
      at(sizes, of) >= fewestFaces &&
      at(compared, of) > 0 &&
      at(alike, of) / at(compared, of) < threshold - margins.maybe,
  );
}

/** Adds a row of numbers to another. Indexed directly, as `dotAt` is. */
function addRow(
  to: Float32Array,
  toFrom: number,
  data: Float32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++)
    to[toFrom + i] = (to[toFrom + i] ?? NaN) + (data[from + i] ?? NaN);
}
