// How alike every face is to a person: to the references themselves, and to the faces that are surely that person.

import type { PersonMargins } from '../../../shared/people/people-margins.ts';
import { at, dotAt } from '../../../shared/arithmetic/vectors.ts';
import type { FaceEmbeddings } from '../stages/faces/face-vectors.ts';

/** A reference's embedding, and the photo that it lies in where that is among the photos searched; -1 elsewhere. */
export type Reference = { readonly embedding: Float32Array; readonly photo: number };

/** A face that is surely the person. */
type Seed = { readonly data: Float32Array; readonly from: number; readonly photo: number };

/** More of them cost time and gain little: with 14 instead of 10 F1 rises by 0.002 on the photos of docs/accuracy.md. */
const mostSeeds = 10;

/** Cosine similarity of each face to its nearest reference; NaN where there is no comparable embedding. */
export function nearestReference(
  { count, length, data, known }: FaceEmbeddings,
  references: readonly Pick<Reference, 'embedding'>[],
): Float32Array {
  const nearest = Float32Array.from(known, (isKnown) => (isKnown === 1 ? -1 : NaN));
  for (const { embedding } of references)
    for (let face = 0; face < count; face++)
      if (known[face] === 1)
        nearest[face] = Math.max(
          at(nearest, face),
          dotAt(data, face * length, embedding, 0, length),
        );
  return nearest;
}

/**
 * One step of query expansion (Chum et al. 2007, "Total Recall"): faces that are surely the person stand beside the references,
 * and a face that is like two of them is the person however unlike the reference it is. Once only: what is found so finds
 * nothing further. Several references are such seeds from the start, and none of them alone decides.
 * @param own of each face to its nearest reference; NaN takes no part and stays
 * @param usable which faces may be seeds
 * @returns a likeness a face, to be compared with `threshold` as a cosine
 */
export function expandedLikeness(
  faces: FaceEmbeddings,
  photo: Uint32Array,
  own: Float32Array,
  references: readonly Reference[],
  usable: (face: number) => boolean,
  threshold: number,
  margins: PersonMargins,
): Float32Array {
  const several = references.length > 1;
  const further = margins.several * (references.length - 1);
  const likeness = several ? own.map((value) => value - further) : own;
  const given: Seed[] = references.map(({ embedding, photo: where }) => ({
    data: embedding,
    from: 0,
    photo: where,
  }));
  const surest = surestFaces(likeness, photo, threshold + margins.seed, given, usable).map(
    (face): Seed => ({ data: faces.data, from: face * faces.length, photo: at(photo, face) }),
  );
  const seeds = [
    ...(several ? given : []),
    ...unlikeEachOther(surest, given, faces.length, threshold + margins.twin),
  ];
  if (seeds.length < 2) return likeness;
  // Who is not even maybe the person by the reference is not looked at again: on the photos of docs/accuracy.md nobody is lost so.
  const from = threshold - margins.maybe;
  return likeness.map((value, face) =>
    Number.isNaN(value) || at(own, face) < from
      ? value
      : Math.max(value, secondBest(faces, face, at(photo, face), seeds) - margins.second),
  );
}

/** The faces from `from` up, the best of each photo that holds no reference, surest first. */
function surestFaces(
  likeness: Float32Array,
  photo: Uint32Array,
  from: number,
  given: readonly Seed[],
  usable: (face: number) => boolean,
): number[] {
  const leftOut = new Set(given.map((seed) => seed.photo));
  const best = new Map<number, number>();
  likeness.forEach((value, face) => {
    const where = at(photo, face);
    if (!(value >= from) || leftOut.has(where) || !usable(face)) return;
    const other = best.get(where);
    if (other === undefined || value > at(likeness, other)) best.set(where, face);
  });
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

/** The second-highest cosine of a face to the seeds of other photos; -1 where there are not two. */
function secondBest(
  { data, length }: FaceEmbeddings,
  face: number,
  photo: number,
  seeds: readonly Seed[],
): number {
  let [first, second] = [-1, -1];
  for (const seed of seeds) {
    if (seed.photo === photo) continue;
    const cosine = dotAt(data, face * length, seed.data, seed.from, length);
    if (cosine > first) [first, second] = [cosine, first];
    else if (cosine > second) second = cosine;
  }
  return second;
}
