// How alike every face is to a person: to a reference itself, and to the faces that are surely that person.

import type { PersonMargins } from '../../../shared/people/people-margins.ts';
import { at, dotAt, dotsAt } from '../../../shared/arithmetic/vectors.ts';
import type { FaceEmbeddings } from '../stages/faces/face-vectors.ts';

/** A reference's embedding, and the photo that it lies in where that is among the photos searched; -1 elsewhere. */
export type Reference = { readonly embedding: Float32Array; readonly photo: number };

/** Among what one looks for a person, and what counts there. */
export type Search = {
  readonly faces: FaceEmbeddings;
  /** Photo of each face. */
  readonly photo: Uint32Array;
  /** Which faces may be seeds. */
  readonly usable: (face: number) => boolean;
  readonly threshold: number;
  readonly margins: PersonMargins;
};

/** A face that is surely the person. */
type Seed = { readonly data: Float32Array; readonly from: number; readonly photo: number };

/** More of them cost time and gain little: with 14 instead of 10 F1 rises by 0.002 on the photos of docs/accuracy.md. */
const mostSeeds = 10;

/** Cosine similarity of each face to its nearest reference; NaN where there is no comparable embedding. */
export function nearestReference(
  { count, length, data, known }: FaceEmbeddings,
  references: readonly Pick<Reference, 'embedding'>[],
): Float32Array {
  const rows = rowsOf(
    references.map(({ embedding }) => ({ data: embedding, from: 0 })),
    length,
  );
  const cosines = new Float64Array(references.length);
  const nearest = new Float32Array(count).fill(NaN);
  for (let face = 0; face < count; face++) {
    if (known[face] !== 1) continue;
    dotsAt(data, face * length, rows, length, cosines);
    let most = -1;
    for (let row = 0; row < cosines.length; row++) most = Math.max(most, cosines[row] ?? NaN);
    nearest[face] = most;
  }
  return nearest;
}

/**
 * One step of query expansion (Chum et al. 2007, "Total Recall"): faces that are surely the person stand beside the reference,
 * and a face that is like two of them is the person however unlike the reference it is. Once only: what is found so finds
 * nothing further.
 * @param own of each face to the reference; NaN takes no part and stays
 * @returns a likeness a face, to be compared with the threshold as a cosine
 */
export function expandedLikeness(
  search: Search,
  own: Float32Array,
  reference: Reference,
): Float32Array {
  const given = [givenSeed(reference)];
  return likeSeeds(search, own, own, surestSeeds(search, own, given));
}

/**
 * As `expandedLikeness`, with references that lie in photos or ways of looking of their own, as seeds from the start: none of
 * them alone decides.
 * @param own of each face to its nearest reference
 */
export function pooledLikeness(
  search: Search,
  own: Float32Array,
  references: readonly Reference[],
): Float32Array {
  const given = references.map(givenSeed);
  const likeness = own.map((value) => value - search.margins.several);
  return likeSeeds(search, own, likeness, [...given, ...surestSeeds(search, likeness, given)]);
}

function givenSeed({ embedding, photo }: Reference): Seed {
  return { data: embedding, from: 0, photo };
}

/** What each face is to the two seeds that it is most like, where that is more than `likeness`. */
function likeSeeds(
  { faces, photo, threshold, margins }: Search,
  own: Float32Array,
  likeness: Float32Array,
  seeds: readonly Seed[],
): Float32Array {
  if (seeds.length < 2) return likeness;
  const { data, length, count } = faces;
  // Who is not even maybe the person by the reference is not looked at again: on the photos of docs/accuracy.md nobody is lost so.
  const from = threshold - margins.maybe;
  const rows = rowsOf(seeds, length);
  const inPhoto = Int32Array.from(seeds, (seed) => seed.photo);
  const cosines = new Float64Array(seeds.length);
  const found = likeness.slice();
  for (let face = 0; face < count; face++) {
    if (!((own[face] ?? NaN) >= from)) continue;
    dotsAt(data, face * length, rows, length, cosines);
    const second = secondBest(cosines, inPhoto, photo[face] ?? -1);
    found[face] = Math.max(likeness[face] ?? NaN, second - margins.second);
  }
  return found;
}

/** Embeddings one after the other, as they are compared fastest. */
function rowsOf(all: readonly Pick<Seed, 'data' | 'from'>[], length: number): Float32Array {
  const rows = new Float32Array(all.length * length);
  for (const [row, { data, from }] of all.entries())
    rows.set(data.subarray(from, from + length), row * length);
  return rows;
}

/** Surest first, the best of each photo that holds no reference, and no two of one moment. */
function surestSeeds(search: Search, likeness: Float32Array, given: readonly Seed[]): Seed[] {
  const { faces, photo, threshold, margins } = search;
  const surest = surestFaces(search, likeness, given).map((face): Seed => ({
    data: faces.data,
    from: face * faces.length,
    photo: at(photo, face),
  }));
  return unlikeEachOther(surest, given, faces.length, threshold + margins.twin);
}

function surestFaces(
  { photo, usable, threshold, margins }: Search,
  likeness: Float32Array,
  given: readonly Seed[],
): number[] {
  const from = threshold + margins.seed;
  const leftOut = new Set(given.map((seed) => seed.photo));
  const best = new Map<number, number>();
  for (let face = 0; face < likeness.length; face++) {
    const value = likeness[face] ?? NaN;
    if (!(value >= from)) continue;
    const where = at(photo, face);
    if (leftOut.has(where) || !usable(face)) continue;
    const other = best.get(where);
    if (other === undefined || value > at(likeness, other)) best.set(where, face);
  }
  return [...best.values()].sort((a, b) => at(likeness, b) - at(likeness, a) || a - b);
}

/** The first ten that are no frames of one moment: a stranger who is like one of those is like all of them. */
function unlikeEachOther(
  surest: readonly Seed[],
  given: readonly Seed[],
  length: number,
  twin: number,
): Seed[] {
  const kept: Seed[] = [];
  for (const seed of surest) {
    if (kept.length === mostSeeds) break;
    const isTwin = [...given, ...kept].some(
      (other) => dotAt(seed.data, seed.from, other.data, other.from, length) >= twin,
    );
    if (!isTwin) kept.push(seed);
  }
  return kept;
}

/** The second-highest cosine to the seeds that lie in other photos than the face; -1 where there are not two. */
function secondBest(cosines: Float64Array, inPhoto: Int32Array, photo: number): number {
  let first = -1;
  let second = -1;
  for (let seed = 0; seed < cosines.length; seed++) {
    if (inPhoto[seed] === photo) continue;
    const cosine = cosines[seed] ?? NaN;
    if (cosine > first) {
      second = first;
      first = cosine;
    } else if (cosine > second) second = cosine;
  }
  return second;
}
