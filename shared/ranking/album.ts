// Which K photos make an album: the best that are not the same moment.

import type { CopyColumns } from '../bursts/burst-best.ts';
import { similarityOf, type PhotoEmbeddings, type Similarity } from '../bursts/likeness.ts';
import { coversOf } from '../shoot/burst-covers.ts';
import { inOneGo, type Steps } from '../arithmetic/steps.ts';
import { chooseVaried, type Likeness } from './varied.ts';
import { at, dot, hammingAt, hashWords } from '../arithmetic/vectors.ts';

export type AlbumChoice = {
  /** How many photos, a whole number from 0. */
  readonly count: number;
  /** 0 takes the highest scores, 1 the most different photos. */
  readonly variety: number;
  /** What CLIP saw in the photos of the columns; left out or null, photos are compared by their hashes. */
  readonly embeddings?: PhotoEmbeddings | null;
  /** Of each photo, 1 pick: a pick stands for its burst. Left out, the best photo of each burst does. */
  readonly pick?: Int8Array;
  /** The photos, the frames of each burst as one would keep them; left out, as in the order. */
  readonly kept?: Uint32Array;
};

const undecided = new Int8Array();

/**
 * Chooses photos and returns their indices, best first.
 * - At most `count` photos in `order`: all of them.
 * - Variety 0 is the plain top of the order, photos of one burst side by side if they score so.
 * - Otherwise one photo of each burst competes, the user's pick or else the best: the highest score is in, then always the photo with the
 *   most of (1 - variety) x score - variety x likeness to the most alike photo chosen (maximal marginal
 *   relevance). Scores are stretched to 0..1 over the candidates. When there are fewer bursts than places,
 *   the best of the remaining photos fill them.
 * - Likeness is what CLIP sees where every candidate that was read has an embedding: 1 for the same, 0 for two
 *   that are no more alike than the candidates are on average, since photos of one match are all somewhat alike
 *   to CLIP. Where any has none, it is the perceptual hash for all: the two scales agree only at their ends, and
 *   a photo measured by the other one would be taken, or passed over, for that alone.
 * `order` is best first and may leave photos out; equals are decided by it, so the choice is deterministic.
 */
export function chooseAlbum(
  order: Uint32Array,
  scores: Float64Array,
  bursts: Uint32Array,
  columns: CopyColumns,
  choice: AlbumChoice,
): Uint32Array {
  return inOneGo(albumSteps(order, scores, bursts, columns, choice));
}

/** `chooseAlbum` in steps. */
export function* albumSteps(
  order: Uint32Array,
  scores: Float64Array,
  bursts: Uint32Array,
  columns: CopyColumns,
  { count, variety, embeddings = null, pick = undecided, kept = order }: AlbumChoice,
): Steps<Uint32Array> {
  if (order.length <= count) return order.slice();
  if (variety <= 0) return order.slice(0, count);
  const candidates = coversOf(order, { bursts, kept, columns }, pick);
  if (candidates.length <= count) return inOrder(order, filled(candidates, order, count));
  const worth = stretched(candidates, scores);
  const seen = embeddings && similarityOf(embeddings);
  const byClip =
    seen && candidates.every((photo) => seen.known(photo) || !columns.hashKnown[photo]);
  const likeness = byClip ? yield* likenessByClip(seen, candidates) : likenessByHash(columns);
  return inOrder(order, new Set(yield* chooseVaried(candidates, worth, count, variety, likeness)));
}

function inOrder(order: Uint32Array, chosen: ReadonlySet<number>): Uint32Array {
  return order.filter((photo) => chosen.has(photo));
}

function filled(candidates: Uint32Array, order: Uint32Array, count: number): ReadonlySet<number> {
  const chosen = new Set(candidates);
  for (const photo of order) {
    if (chosen.size >= count) break;
    chosen.add(photo);
  }
  return chosen;
}

/** The candidates' scores as 0..1 between the lowest and the highest, so that variety means the same in any folder. */
function stretched(candidates: Uint32Array, scores: Float64Array): Float64Array {
  const values = Float64Array.from(candidates, (photo) => at(scores, photo));
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return values.map((value) => (high > low ? (value - low) / (high - low) : 0));
}

/** Half of a hash's 64 bits differ between unrelated photos: that is no likeness at all. */
const unrelatedBits = 32;

function likenessByHash({ perceptualHash, hashKnown }: CopyColumns): Likeness {
  const words = hashWords(perceptualHash);
  return (a, b) => {
    if (hashKnown[a] !== 1 || hashKnown[b] !== 1) return 0;
    return Math.max(0, 1 - hammingAt(words, a, b) / unrelatedBits);
  };
}

/** So many photos a step take a quarter of a millisecond. */
const photosAStep = 256;

function* likenessByClip(
  { known, cosine, row, length }: Similarity,
  candidates: Uint32Array,
): Steps<Likeness> {
  const seen = candidates.filter(known);
  const sum = new Float64Array(row(at(seen, 0)).length);
  for (const [place, photo] of seen.entries()) {
    if (place % photosAStep === 0) yield;
    const scale = 1 / Math.max(1, length(photo));
    const values = row(photo);
    for (let i = 0; i < sum.length; i++) sum[i] = at(sum, i) + scale * at(values, i);
  }
  // The mean cosine of all pairs, without comparing them: the square of the sum holds each pair twice, and each photo.
  const pairs = Math.max(1, seen.length * (seen.length - 1));
  const mean = (dot(sum, sum) - seen.length) / pairs;
  const span = Math.max(smallestSpan, 1 - mean);
  return (a, b) => (known(a) && known(b) ? Math.max(0, (cosine(a, b) - mean) / span) : 0);
}

/** Photos all alike are all equally like each other; rounding must not tell them apart. */
const smallestSpan = 1e-6;
