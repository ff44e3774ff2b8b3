// Faces to people: groups faces by likeness, never two faces of one photo, the user's corrections before all else.

import { at } from './vectors.ts';

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

type Cluster = {
  readonly members: number[];
  readonly photos: Set<number>;
  /** Sum of the members' embeddings: its dot product with a face, over the size, is the mean cosine. */
  readonly sum: Float32Array;
  person: number;
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
  const clusters = namedClusters(input, faces);
  for (const face of faces) {
    if (at(input.person, face) >= 0) continue;
    const nearest = nearestCluster(input, clusters, face);
    if (nearest) add(input, nearest, face);
    else clusters.push(found(input, face));
    yield;
  }
  const merged = yield* mergeClusters(input, clusters);
  const rank = new Int32Array(input.count);
  faces.forEach((face, place) => (rank[face] = place));
  return merged
    .map(({ members }) => members.sort((a, b) => at(rank, a) - at(rank, b)))
    .sort((a, b) => b.length - a.length || at(rank, a[0] ?? 0) - at(rank, b[0] ?? 0));
}

/** What the user named is one person, however unlike the faces are. */
function namedClusters(input: ClusterInput, faces: readonly number[]): Cluster[] {
  const named = new Map<number, Cluster>();
  for (const face of faces) {
    const person = at(input.person, face);
    const cluster = named.get(person);
    if (person < 0) continue;
    if (cluster) add(input, cluster, face);
    else named.set(person, found(input, face));
  }
  return [...named.values()];
}

function found(input: ClusterInput, face: number): Cluster {
  const { length, data } = input;
  return {
    members: [face],
    photos: new Set([at(input.photo, face)]),
    sum: data.slice(face * length, (face + 1) * length),
    person: at(input.person, face),
  };
}

function add({ length, data, photo }: ClusterInput, cluster: Cluster, face: number): void {
  cluster.members.push(face);
  cluster.photos.add(at(photo, face));
  for (let i = 0; i < length; i++)
    cluster.sum[i] = at(cluster.sum, i) + at(data, face * length + i);
}

function nearestCluster(
  input: ClusterInput,
  clusters: readonly Cluster[],
  face: number,
): Cluster | undefined {
  const embedding = input.data.subarray(face * input.length, (face + 1) * input.length);
  let best: Cluster | undefined;
  let likeness = input.threshold;
  for (const cluster of clusters) {
    const mean = dotProduct(embedding, cluster.sum) / cluster.members.length;
    if (mean < likeness || (best && mean === likeness)) continue;
    if (cluster.photos.has(at(input.photo, face)) || isRejected(input, face, cluster)) continue;
    best = cluster;
    likeness = mean;
  }
  return best;
}

function isRejected({ rejected }: ClusterInput, face: number, cluster: Cluster): boolean {
  const others = rejected.get(face);
  return others !== undefined && cluster.members.some((member) => others.has(member));
}

/** Four sums at once: the processor adds them side by side. */
function dotProduct(a: Float32Array, b: Float32Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += at(a, i) * at(b, i);
    s1 += at(a, i + 1) * at(b, i + 1);
    s2 += at(a, i + 2) * at(b, i + 2);
    s3 += at(a, i + 3) * at(b, i + 3);
  }
  for (let i = whole; i < a.length; i++) s0 += at(a, i) * at(b, i);
  return s0 + s1 + (s2 + s3);
}

type Pair = { readonly a: Cluster; readonly b: Cluster; readonly likeness: number };

/** Merges what is alike in the mean, most alike first, until nothing more is. */
function* mergeClusters(
  input: ClusterInput,
  clusters: readonly Cluster[],
): Generator<undefined, Cluster[]> {
  let left = [...clusters];
  for (;;) {
    const pairs = yield* alikePairs(input, left);
    const gone = new Set<Cluster>();
    for (const { a, b } of pairs) {
      if (gone.has(a) || gone.has(b) || !mayMerge(input, a, b)) continue;
      if (meanLikeness(a, b) < input.threshold) continue; // `a` has grown since the pair was found
      for (const face of b.members) add(input, a, face);
      a.person = Math.max(a.person, b.person);
      gone.add(b);
    }
    if (gone.size === 0) return left;
    left = left.filter((cluster) => !gone.has(cluster));
  }
}

function* alikePairs(
  input: ClusterInput,
  clusters: readonly Cluster[],
): Generator<undefined, Pair[]> {
  const pairs: Pair[] = [];
  for (const [i, a] of clusters.entries()) {
    for (const [j, b] of clusters.entries()) {
      // Two single faces that are alike would have met already.
      if (a.members.length === 1 || (j <= i && b.members.length > 1)) continue;
      const likeness = meanLikeness(a, b);
      if (likeness >= input.threshold && mayMerge(input, a, b)) pairs.push({ a, b, likeness });
    }
    yield;
  }
  return pairs.sort((x, y) => y.likeness - x.likeness);
}

function meanLikeness(a: Cluster, b: Cluster): number {
  return dotProduct(a.sum, b.sum) / (a.members.length * b.members.length);
}

function mayMerge(input: ClusterInput, a: Cluster, b: Cluster): boolean {
  if (a.person >= 0 && b.person >= 0) return false;
  if (a.photos.size > b.photos.size ? meets(b, a) : meets(a, b)) return false;
  return !b.members.some((face) => isRejected(input, face, a));
}

/** Whether a photo of `a` also shows somebody of `b`. */
function meets(a: Cluster, b: Cluster): boolean {
  for (const photo of a.photos) if (b.photos.has(photo)) return true;
  return false;
}
