// Pairs of photos on which two rankings differ most, shown without a word of which ranking prefers which.

import { seededRandom } from '../arithmetic/bootstrap.ts';
import { averageRanks } from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';

export type BlindPair = {
  /** Indices of the photos, as they are shown. */
  readonly left: number;
  readonly right: number;
  /** The side that the first ranking prefers; the second prefers the other. */
  readonly firstPrefers: 'left' | 'right';
};

/** A quarter of an hour at most. */
export const mostPairs = 30;

/**
 * Of `photos` those that the first ranking places furthest above where the second does, each with one of which the
 * opposite holds: on these pairs the two differ most, and no photo is asked about twice. Only pairs that the two order
 * against each other; in the order and on the sides that `seed` draws.
 */
export function drawDisagreements(
  first: Float64Array,
  second: Float64Array,
  photos: Uint32Array,
  seed: number,
): BlindPair[] {
  const ranks = [first, second].map((scores) =>
    averageRanks(Float64Array.from(photos, (photo) => at(scores, photo))),
  );
  const rankOf = (ranking: number, place: number) => at(ranks[ranking] ?? [], place);
  // How much further up the first ranking has it: the best has rank 1.
  const lifted = (place: number) => rankOf(1, place) - rankOf(0, place);
  const places = [...photos.keys()].sort((a, b) => lifted(b) - lifted(a) || a - b);
  const random = seededRandom(seed);
  const pairs: BlindPair[] = [];
  const used = new Set<number>();
  for (const a of places) {
    if (pairs.length === mostPairs || lifted(a) <= 0) break;
    const opposed = (b: number) =>
      !used.has(b) && rankOf(0, a) < rankOf(0, b) && rankOf(1, a) > rankOf(1, b);
    const b = used.has(a) ? undefined : places.findLast(opposed);
    if (b === undefined) continue;
    used.add(a).add(b);
    const onLeft = random() < 0.5;
    const [up, down] = [at(photos, a), at(photos, b)];
    pairs.push({
      left: onLeft ? up : down,
      right: onLeft ? down : up,
      firstPrefers: onLeft ? 'left' : 'right',
    });
  }
  return shuffled(pairs, random);
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const mixed = [...all];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [mixed[i], mixed[j]];
    if (a === undefined || b === undefined) continue;
    mixed[i] = b;
    mixed[j] = a;
  }
  return mixed;
}
