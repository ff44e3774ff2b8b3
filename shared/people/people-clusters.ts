// Faces to people: groups faces by likeness, never two faces of one photo, the user's corrections before all else.

import { at, dotAt } from '../arithmetic/vectors.ts';

export type ClusterInput = {
  readonly count: number;
  /** Numbers of one embedding, of unit length. */
  readonly length: number;
  /** `count * length` numbers. */
  readonly data: Float32Array;
  /** 0: the face takes no part. */
  readonly usable: Uint8Array;
  /** Photo of each face. */
  readonly photo: Uint32Array;
  /** How well the face can be recognised; the best seen are grouped first. */
  readonly quality: Float64Array;
  /** The person the user named it, a number from 0; -1 none. */
  readonly person: Int32Array;
  /** Faces that the user said are different people, both ways. */
  readonly rejected: ReadonlyMap<number, ReadonlySet<number>>;
  /** Mean cosine from which a face belongs to a group. */
  readonly threshold: number;
};

/** Groups by number. A group that was merged into another has no members left. */
type Groups = {
  /**
   * Sum of each group's embeddings, one after the other: its dot product with a face, over the size, is the mean
   * cosine. One block, because the search reads all of it for every face: scattered it takes three times as long.
   */
  readonly sums: Float32Array;
  readonly members: number[][];
  readonly photos: Set<number>[];
  /** As `ClusterInput.person`. */
  readonly person: number[];
};

/**
 * Groups faces by average linkage: best seen first, each joins the group to whose members it is most alike in the
 * mean, if that reaches the threshold; then groups that have come together are merged. The same faces give the same
 * groups in whatever order they come, ties by quality aside. Yields often, so that a caller can pause; returns the
 * members of each group, largest group first, best seen member first.
 */
export function* clusterFaces(input: ClusterInput): Generator<undefined, readonly number[][]> {
  const faces = Array.from({ length: input.count }, (_, face) => face)
    .filter((face) => input.usable[face] === 1)
    .sort((a, b) => at(input.quality, b) - at(input.quality, a) || a - b);
  const sums = new Float32Array(faces.length * input.length);
  const groups: Groups = { sums, members: [], photos: [], person: [] };
  foundNamed(input, groups, faces);
  for (const face of faces) {
    if (at(input.person, face) >= 0) continue;
    add(input, groups, nearestGroup(input, groups, face) ?? groups.members.length, face);
    yield;
  }
  yield* mergeGroups(input, groups);
  const rank = new Int32Array(input.count);
  faces.forEach((face, place) => (rank[face] = place));
  return groups.members
    .filter((members) => members.length > 0)
    .map((members) => members.sort((a, b) => at(rank, a) - at(rank, b)))
    .sort((a, b) => b.length - a.length || at(rank, a[0] ?? 0) - at(rank, b[0] ?? 0));
}

/** What the user named is one person, however unlike the faces are. */
function foundNamed(input: ClusterInput, groups: Groups, faces: readonly number[]): void {
  for (const face of faces) {
    const person = at(input.person, face);
    if (person < 0) continue;
    const known = groups.person.indexOf(person);
    add(input, groups, known < 0 ? groups.members.length : known, face);
  }
}

/** Adds a face to a group; the number after the last group founds a new one. */
function add(input: ClusterInput, groups: Groups, group: number, face: number): void {
  const { length, data } = input;
  (groups.members[group] ??= []).push(face);
  (groups.photos[group] ??= new Set()).add(at(input.photo, face));
  groups.person[group] = Math.max(groups.person[group] ?? -1, at(input.person, face));
  const [to, from] = [group * length, face * length];
  for (let i = 0; i < length; i++)
    groups.sums[to + i] = at(groups.sums, to + i) + at(data, from + i);
}

/** The group to whose members a face is most alike, the earliest of equals. */
function nearestGroup(input: ClusterInput, groups: Groups, face: number): number | undefined {
  const { length, data, threshold } = input;
  const photo = at(input.photo, face);
  let best: number | undefined;
  let likeness = threshold;
  for (let group = 0; group < groups.members.length; group++) {
    const sum = dotAt(data, face * length, groups.sums, group * length, length);
    const mean = sum / sizeOf(groups, group);
    if (mean < likeness || (best !== undefined && mean === likeness)) continue;
    if (groups.photos[group]?.has(photo) || isRejected(input, groups, face, group)) continue;
    best = group;
    likeness = mean;
  }
  return best;
}

const sizeOf = ({ members }: Groups, group: number) => members[group]?.length ?? 0;

function isRejected(
  { rejected }: ClusterInput,
  { members }: Groups,
  face: number,
  group: number,
): boolean {
  const others = rejected.get(face);
  return others !== undefined && members[group]?.some((member) => others.has(member)) === true;
}

/** Merges what is alike in the mean, most alike first, until nothing more is. */
function* mergeGroups(input: ClusterInput, groups: Groups): Generator<undefined, void> {
  for (let merged = true; merged;) {
    merged = false;
    for (const { a, b } of yield* alikePairs(input, groups)) {
      // Either may have been merged or have grown since the pair was found.
      if (meanLikeness(input, groups, a, b) < input.threshold) continue;
      if (!mayMerge(input, groups, a, b)) continue;
      for (const face of groups.members[b] ?? []) add(input, groups, a, face);
      groups.members[b] = [];
      merged = true;
    }
  }
}

type Pair = { readonly a: number; readonly b: number; readonly likeness: number };

function* alikePairs(input: ClusterInput, groups: Groups): Generator<undefined, Pair[]> {
  const pairs: Pair[] = [];
  const count = groups.members.length;
  for (let a = 0; a < count; a++) {
    // Two single faces that are alike would have met already: `a` has several, and is the first of two such.
    if (sizeOf(groups, a) < 2) continue;
    for (let b = 0; b < count; b++) {
      if (b === a || (b < a && sizeOf(groups, b) > 1)) continue;
      const likeness = meanLikeness(input, groups, a, b);
      if (likeness >= input.threshold && mayMerge(input, groups, a, b))
        pairs.push({ a, b, likeness });
    }
    yield;
  }
  return pairs.sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b);
}

/** Mean cosine of the members of two groups; below every threshold when one has none left. */
function meanLikeness({ length }: ClusterInput, groups: Groups, a: number, b: number): number {
  const size = sizeOf(groups, a) * sizeOf(groups, b);
  if (size === 0) return -Infinity;
  return dotAt(groups.sums, a * length, groups.sums, b * length, length) / size;
}

function mayMerge(input: ClusterInput, groups: Groups, a: number, b: number): boolean {
  if ((groups.person[a] ?? -1) >= 0 && (groups.person[b] ?? -1) >= 0) return false;
  const [photosA, photosB] = [groups.photos[a], groups.photos[b]];
  if (!photosA || !photosB || meets(photosA, photosB)) return false;
  return !groups.members[b]?.some((face) => isRejected(input, groups, face, a));
}

/** Whether a photo shows somebody of both. */
function meets(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const photo of few) if (many.has(photo)) return true;
  return false;
}
