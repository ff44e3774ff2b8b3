// Maximal marginal relevance: the best that are not like each other, without comparing everything with everything.

import type { Steps } from '../arithmetic/steps.ts';
import { at } from '../arithmetic/vectors.ts';

/** Likeness of two photos, 0 (unrelated, or unknown) to 1 (the same). */
export type Likeness = (a: number, b: number) => number;

/** So many comparisons a step take a tenth of a millisecond. */
const comparedAStep = 128;

/**
 * Chooses `count` of the candidates, which are at least so many: first the one with the most worth, then always the one
 * with the most of (1 - variety) x worth - variety x likeness to the most alike one chosen; of equals the first.
 *
 * Likeness to the chosen only grows, so a candidate's gain when it was last worked out is a bound of its gain now: only
 * those whose bound is the highest are compared with what was chosen since (Minoux's accelerated greedy algorithm).
 * The choice is the same as comparing all.
 */
export function* chooseVaried(
  candidates: Uint32Array,
  worth: Float64Array,
  count: number,
  variety: number,
  likeness: Likeness,
): Steps<readonly number[]> {
  if (count === 0) return [];
  const first = worth.reduce((best, value, i) => (value > at(worth, best) ? i : best), 0);
  const chosen = [at(candidates, first)];
  const alike = new Float64Array(candidates.length);
  /** With how many of the chosen each candidate was compared. */
  const compared = new Uint32Array(candidates.length);
  const gain = worth.map((value) => (1 - variety) * value);
  const queue = queueBy(gain, first);
  let work = 0;
  while (chosen.length < count) {
    const i = queue.best();
    const photo = at(candidates, i);
    if (compared[i] === chosen.length) {
      chosen.push(photo);
      queue.take();
      continue;
    }
    // The last chosen first: it is the one that nobody was compared with.
    for (let j = chosen.length - 1; j >= at(compared, i); j--) {
      alike[i] = Math.max(at(alike, i), likeness(photo, at(chosen, j)));
      if (++work % comparedAStep === 0) yield;
    }
    compared[i] = chosen.length;
    gain[i] = (1 - variety) * at(worth, i) - variety * at(alike, i);
    queue.sink();
  }
  return chosen;
}

/** All places but one, the one with the highest gain in front, the first of equals; gains may change only there. */
function queueBy(gain: Float64Array, without: number) {
  const heap = Uint32Array.from(gain.keys()).filter((i) => i !== without);
  let size = heap.length;
  const before = (a: number, b: number) =>
    at(gain, a) > at(gain, b) || (at(gain, a) === at(gain, b) && a < b);
  const sinkFrom = (start: number) => {
    const moved = at(heap, start);
    let hole = start;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && before(at(heap, child + 1), at(heap, child))) child++;
      if (!before(at(heap, child), moved)) break;
      heap[hole] = at(heap, child);
      hole = child;
    }
    heap[hole] = moved;
  };
  for (let i = size >> 1; i >= 0; i--) if (i < size) sinkFrom(i);
  return {
    best: () => at(heap, 0),
    take() {
      heap[0] = at(heap, --size);
      sinkFrom(0);
    },
    /** The one in front has lost gain. */
    sink: () => {
      sinkFrom(0);
    },
  };
}
