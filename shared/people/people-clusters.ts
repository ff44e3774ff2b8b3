// Faces to people: groups faces by likeness, never two faces of one photo, the user's corrections before all else.

import { at, dotAt } from '../arithmetic/vectors.ts';

export type ClusterInput = {
  readonly count: number;
  /** Numbers of one embedding. */
  readonly length: number;
  /** `count * length` numbers: rows of unit length, or shorter where more likeness is asked. */
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

/**
 * Dot products of every row of `a` with every row of `b`, `length` numbers a row: those of the first row of `a`, then of the
 * second. Both are done with when it resolves.
 */
export type DotProducts = (
  a: Float32Array,
  b: Float32Array,
  length: number,
) => Promise<Float32Array>;

/** What clustering is done with. */
export type Means = {
  readonly products: DotProducts;
  /** Lets others in between two pieces of work of some milliseconds; rejects to end it. */
  readonly pause: () => Promise<void>;
};

/** Groups by number. A group that was merged into another has no members left. */
type Groups = {
  /**
   * Sum of each group's embeddings, one after the other: its dot product with a face, over the size, is the mean cosine.
   */
  readonly sums: Float32Array;
  readonly members: number[][];
  readonly photos: Set<number>[];
  /** As `ClusterInput.person`. */
  readonly person: number[];
};

/** Dot products held at once: 6 MB, some milliseconds of work. */
const mostProducts = 1_500_000;
const mostRows = 256;

/** So many rows are compared with all groups at a time. */
function rowsAtOnce(groups: number): number {
  return Math.max(16, Math.min(mostRows, Math.floor(mostProducts / Math.max(1, groups))));
}

/**
 * Groups faces by average linkage: best seen first, each joins the group to whose members it is most alike in the
 * mean, if that reaches the threshold; then groups that have come together are merged. The same faces give the same
 * groups in whatever order they come, ties by quality aside. Resolves with the
 * members of each group, largest group first, best seen member first; rejects as `pause` does.
 */
export async function clusterFaces(
  input: ClusterInput,
  means: Means,
): Promise<readonly number[][]> {
  const faces = Array.from({ length: input.count }, (_, face) => face)
    .filter((face) => input.usable[face] === 1)
    .sort((a, b) => at(input.quality, b) - at(input.quality, a) || a - b);
  const sums = new Float32Array(faces.length * input.length);
  const groups: Groups = { sums, members: [], photos: [], person: [] };
  foundNamed(input, groups, faces);
  const unnamed = faces.filter((face) => at(input.person, face) < 0);
  await joinGroups(input, groups, unnamed, means);
  while (await mergeGroups(input, groups, means));
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

/** The rows of some faces or groups, one after the other. */
function rowsOf(data: Float32Array, rows: readonly number[], length: number): Float32Array {
  const taken = new Float32Array(rows.length * length);
  rows.forEach((row, i) => {
    taken.set(data.subarray(row * length, (row + 1) * length), i * length);
  });
  return taken;
}

/** Each face in its turn joins the group that it is most alike, or founds one. */
async function joinGroups(
  input: ClusterInput,
  groups: Groups,
  faces: readonly number[],
  { products, pause }: Means,
): Promise<void> {
  const { length, data } = input;
  for (let done = 0; done < faces.length;) {
    const count = groups.members.length;
    const block = faces.slice(done, done + rowsAtOnce(count));
    const sums = groups.sums.subarray(0, count * length);
    const dots = await products(rowsOf(data, block, length), sums, length);
    const before: Before = { count, sizes: sizesOf(groups), changed: new Set() };
    block.forEach((face, row) => {
      const own = dots.subarray(row * count, (row + 1) * count);
      const group = nearestGroup(input, groups, face, own, before) ?? groups.members.length;
      add(input, groups, group, face);
      before.sizes[group] = NaN; // what is known of it holds no more
      before.changed.add(group);
    });
    done += block.length;
    await pause();
  }
}

/** The groups when the faces of a block were compared with them. */
type Before = {
  readonly count: number;
  /** NaN for those that have changed since. */
  readonly sizes: Float64Array;
  /** Those, and what has been founded since. */
  readonly changed: Set<number>;
};

/**
 * The group to whose members a face is most alike, the earliest of equals.
 * @param dots with the sum of each group, as they were before
 */
function nearestGroup(
  input: ClusterInput,
  groups: Groups,
  face: number,
  dots: Float32Array,
  { count, sizes, changed }: Before,
): number | undefined {
  const { length, data, threshold } = input;
  const photo = at(input.photo, face);
  let best: number | undefined;
  let likeness = threshold;
  const look = (group: number, mean: number) => {
    if (mean < likeness || (mean === likeness && best !== undefined && best < group)) return;
    if (groups.photos[group]?.has(photo) || isRejected(input, groups, face, group)) return;
    best = group;
    likeness = mean;
  };
  for (let group = 0; group < count; group++) {
    const mean = (dots[group] ?? NaN) / (sizes[group] ?? NaN);
    if (mean >= likeness) look(group, mean);
  }
  for (const group of changed) {
    const sum = dotAt(data, face * length, groups.sums, group * length, length);
    look(group, sum / sizeOf(groups, group));
  }
  return best;
}

const sizeOf = ({ members }: Groups, group: number) => members[group]?.length ?? 0;

function sizesOf({ members }: Groups): Float64Array {
  return Float64Array.from(members, ({ length }) => length);
}

function isRejected(
  { rejected }: ClusterInput,
  { members }: Groups,
  face: number,
  group: number,
): boolean {
  const others = rejected.get(face);
  return others !== undefined && members[group]?.some((member) => others.has(member)) === true;
}

/** Merges what is alike in the mean, most alike first; resolves with whether anything was. */
async function mergeGroups(input: ClusterInput, groups: Groups, means: Means): Promise<boolean> {
  let merged = false;
  for (const { a, b } of await alikePairs(input, groups, means)) {
    // Either may have been merged or have grown since the pair was found.
    if (meanLikeness(input, groups, a, b) < input.threshold) continue;
    if (!mayMerge(input, groups, a, b)) continue;
    for (const face of groups.members[b] ?? []) add(input, groups, a, face);
    groups.members[b] = [];
    merged = true;
  }
  return merged;
}

type Pair = { readonly a: number; readonly b: number; readonly likeness: number };

async function alikePairs(
  input: ClusterInput,
  groups: Groups,
  { products, pause }: Means,
): Promise<Pair[]> {
  const { length } = input;
  const pairs: Pair[] = [];
  const sizes = sizesOf(groups);
  const count = sizes.length;
  const sums = groups.sums.subarray(0, count * length);
  // Two single faces that are alike would have met already: `a` has several, and is the first of two such.
  const several = [...sizes.keys()].filter((group) => at(sizes, group) > 1);
  for (let done = 0; done < several.length;) {
    const block = several.slice(done, done + rowsAtOnce(count));
    const dots = await products(rowsOf(groups.sums, block, length), sums, length);
    block.forEach((a, row) => {
      const least = input.threshold * at(sizes, a);
      for (let b = 0; b < count; b++) {
        const size = sizes[b] ?? NaN;
        const dot = dots[row * count + b] ?? NaN;
        if (size === 0 || dot < least * size || b === a || (b < a && size > 1)) continue;
        if (mayMerge(input, groups, a, b))
          pairs.push({ a, b, likeness: dot / (at(sizes, a) * size) });
      }
    });
    done += block.length;
    await pause();
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
