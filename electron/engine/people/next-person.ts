// Whom a face may be as well: the margin between the person looked for and the next person of the folder.

import type { PersonGroups } from '../../../shared/contract.ts';
import { at, dotAt } from '../../../shared/arithmetic/vectors.ts';
import { sameFaceFrom } from './agreed-likeness.ts';
import type { Reference, Search } from './likeness.ts';

/** One face may have been grouped by chance; two are somebody. */
const fewestFaces = 2;

/** Sum of the embeddings of some faces, none of them in one photo with another. */
type Sum = { readonly total: Float64Array; count: number };

/**
 * Faces that are surely the person by their likeness, and nearly as much like another person of the folder: their mean cosine to
 * the sure faces of the person is above that to a group of somebody else by less than the margin. The mean, as a
 * likeness to single faces is as high for any person of many photos. Groups that may be the person themselves are nobody else.
 * @param likeness of each face, as `agreedLikeness` gives it
 * @param group of each face, -1 for none
 * @returns indices of faces, ascending
 */
export function doubtedFaces(
  search: Search,
  likeness: Float32Array,
  references: readonly Reference[],
  { group, groups }: Pick<PersonGroups, 'group' | 'groups'>,
): number[] {
  const { faces, threshold, margins, photo } = search;
  const sureFrom = threshold + margins.sure;
  const doubted = [...likeness.keys()].filter(
    (face) => at(likeness, face) >= sureFrom && at(likeness, face) < threshold + margins.clear,
  );
  if (doubted.length === 0) return [];
  const own = ownFaces(search, likeness, sureFrom);
  const person = emptySum(faces.length);
  for (const face of own.values()) add(person, faces.data, face * faces.length);
  for (const reference of references)
    if (!own.has(reference.photo)) add(person, reference.embedding, 0);
  const others = otherPeople(search, likeness, group, groups.length);
  const cosines = (sum: Sum, face: number, isIn: boolean) =>
    meanCosine(sum, faces.data, face * faces.length, isIn);
  return doubted.filter((face) => {
    if (at(likeness, face) >= sameFaceFrom) return false;
    const isOwn = own.get(at(photo, face)) === face;
    const next = Math.max(
      -1,
      ...[...others].map(([one, sum]) => cosines(sum, face, group[face] === one)),
    );
    return cosines(person, face, isOwn) - next < margins.next;
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
  { faces, threshold, margins }: Search,
  likeness: Float32Array,
  group: Int32Array,
  count: number,
): Map<number, Sum> {
  const sums = new Map<number, Sum>();
  const alike = new Float64Array(count);
  for (let face = 0; face < group.length; face++) {
    const of = at(group, face);
    if (of < 0 || Number.isNaN(at(likeness, face))) continue;
    const sum = sums.get(of) ?? emptySum(faces.length);
    add(sum, faces.data, face * faces.length);
    sums.set(of, sum);
    alike[of] = at(alike, of) + at(likeness, face);
  }
  for (const [of, { count: size }] of sums)
    if (size < fewestFaces || at(alike, of) / size >= threshold - margins.maybe) sums.delete(of);
  return sums;
}

function emptySum(length: number): Sum {
  return { total: new Float64Array(length), count: 0 };
}

function add(sum: Sum, data: Float32Array, from: number): void {
  for (let i = 0; i < sum.total.length; i++)
    sum.total[i] = at(sum.total, i) + (data[from + i] ?? NaN);
  sum.count += 1;
}

/** Of a face to those of a sum but itself; -1 where there is no other. */
function meanCosine(
  { total, count }: Sum,
  data: Float32Array,
  from: number,
  isIn: boolean,
): number {
  const others = count - Number(isIn);
  if (others === 0) return -1;
  let dot = 0;
  for (let i = 0; i < total.length; i++) dot += at(total, i) * (data[from + i] ?? NaN);
  return (dot - (isIn ? dotAt(data, from, data, from, total.length) : 0)) / others;
}
