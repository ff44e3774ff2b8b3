// Which K photos make an album: the best that are not the same moment.

import { burstBest } from './bursts.ts';
import type { PhotoColumns } from './photo.ts';
import { at, cosine, hammingAt, hashWords } from './vectors.ts';

/** One embedding a photo, all of one model, row after row; a row that starts with NaN is unknown. */
export type Embeddings = { readonly values: Float32Array; readonly dimensions: number };

export type AlbumChoice = {
  /** How many photos, a whole number from 0. */
  readonly count: number;
  /** 0 takes the highest scores, 1 the most different photos. */
  readonly variety: number;
  /** When given, likeness is their cosine instead of the perceptual hash. */
  readonly embeddings?: Embeddings;
};

/**
 * Chooses photos and returns their indices, best first.
 * - At most `count` photos in `order`: all of them.
 * - Variety 0 is the plain top of the order, photos of one burst side by side if they score so.
 * - Otherwise the best photo of each burst competes: the highest score is in, then always the photo with the
 *   most of (1 - variety) x score - variety x likeness to the most alike photo chosen (maximal marginal
 *   relevance). Scores are stretched to 0..1 over the candidates. When there are fewer bursts than places,
 *   the best of the remaining photos fill them.
 * `order` is best first and may leave photos out; equals are decided by it, so the choice is deterministic.
 */
export function chooseAlbum(
  order: Uint32Array,
  scores: Float64Array,
  bursts: Uint32Array,
  columns: Pick<PhotoColumns, 'perceptualHash' | 'hashKnown'>,
  choice: AlbumChoice,
): Uint32Array {
  const { count, variety } = choice;
  if (order.length <= count) return order.slice();
  if (variety <= 0) return order.slice(0, count);
  const best = burstBest(bursts, order);
  const candidates = order.filter((photo) => best[at(bursts, photo)] === photo);
  const chosen =
    candidates.length > count
      ? chooseVaried(candidates, scores, count, variety, likenessOf(columns, choice.embeddings))
      : filled(candidates, order, count);
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

type Likeness = (a: number, b: number) => number;

function chooseVaried(
  candidates: Uint32Array,
  scores: Float64Array,
  count: number,
  variety: number,
  likeness: Likeness,
): ReadonlySet<number> {
  const worth = stretched(candidates, scores);
  const alike = new Float64Array(candidates.length);
  const taken = new Uint8Array(candidates.length);
  const chosen = new Set<number>();
  while (chosen.size < count) {
    let next = -1;
    let most = -Infinity;
    for (let i = 0; i < candidates.length; i++) {
      if (taken[i]) continue;
      // The first is the best photo, whatever the variety: nothing is chosen yet that it could be like.
      const gain =
        chosen.size === 0 ? at(worth, i) : (1 - variety) * at(worth, i) - variety * at(alike, i);
      if (gain > most) [next, most] = [i, gain];
    }
    taken[next] = 1;
    const photo = at(candidates, next);
    chosen.add(photo);
    for (let i = 0; i < candidates.length; i++) {
      if (!taken[i]) alike[i] = Math.max(at(alike, i), likeness(at(candidates, i), photo));
    }
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

/** Likeness 0 (unrelated, or unknown) to 1 (the same). */
function likenessOf(
  columns: Pick<PhotoColumns, 'perceptualHash' | 'hashKnown'>,
  embeddings: Embeddings | undefined,
): Likeness {
  if (embeddings) {
    const row = (photo: number) =>
      embeddings.values.subarray(
        photo * embeddings.dimensions,
        (photo + 1) * embeddings.dimensions,
      );
    return (a, b) => Math.max(0, cosine(row(a), row(b)) || 0);
  }
  const words = hashWords(columns.perceptualHash);
  return (a, b) => {
    if (columns.hashKnown[a] !== 1 || columns.hashKnown[b] !== 1) return 0;
    return Math.max(0, 1 - hammingAt(words, a, b) / unrelatedBits);
  };
}
