// The order in which photos are shown: by score, or by what else one goes through them by. Ranks stay those by score.

import { indicesWhere } from '../arithmetic/choosing.ts';
import { sortDescending } from '../arithmetic/sorting.ts';
import { at } from '../arithmetic/vectors.ts';
import type { DecisionColumns } from '../contract-outputs.ts';
import type { PhotoColumns } from '../photo.ts';
import { comparePaths } from '../ranking/ranking.ts';

export const sortNames = ['score', 'time', 'name', 'rating', 'person', 'camera'] as const;
/** `person`: how alike whoever is looked for; where nobody is, that is the order by score. */
export type SortName = (typeof sortNames)[number];

/**
 * Usually best, earliest, A, most stars, most alike first; `reversed` is the other way round. What is not known, such as
 * the time of a photo without one, comes last either way.
 */
export type Sort = { readonly by: SortName; readonly reversed: boolean };

export const byScore: Sort = { by: 'score', reversed: false };

export function isSortName(name: unknown): name is SortName {
  return sortNames.some((known) => known === name);
}

export type Sortable = {
  readonly columns: Pick<PhotoColumns, 'paths' | 'takenMs' | 'cameras' | 'signals'>;
  /** All photos by capture time: see `tieOrder`. */
  readonly ties: Uint32Array;
  readonly bursts: Uint32Array;
  readonly decisions: Pick<DecisionColumns, 'stars'>;
};

/**
 * The photos of `order`, which are by score, as they are to be shown; equals stay by score. By time, name and camera the
 * frames of a burst stay together where its first one comes; stars and likeness are told of each frame, and so is its place.
 */
export function sorted(order: Uint32Array, from: Sortable, { by, reversed }: Sort): Uint32Array {
  const { columns, bursts, decisions } = from;
  switch (by) {
    case 'score':
      return reversed ? order.toReversed() : order;
    case 'time':
      return together(timeOrder(order, from, reversed), bursts);
    case 'name': {
      const places = namePlaces(columns.paths);
      const value = (photo: number) => (reversed ? 1 : -1) * at(places, photo);
      return together(byValue(order, value, places.length), bursts);
    }
    case 'camera': {
      const { of } = columns.cameras;
      const value = (photo: number) =>
        at(of, photo) < 0 ? NaN : (reversed ? 1 : -1) * at(of, photo);
      return together(byValue(timeOrder(order, from, false), value, of.length), bursts);
    }
    case 'rating': {
      const { stars } = decisions;
      return byValue(order, (photo) => (reversed ? -1 : 1) * at(stars, photo), stars.length);
    }
    case 'person': {
      const { person } = columns.signals;
      return byValue(order, (photo) => (reversed ? -1 : 1) * at(person, photo), person.length);
    }
  }
}

/** The photos by a number, highest first; those without one last, and equals as they were. */
function byValue(order: Uint32Array, value: (photo: number) => number, count: number): Uint32Array {
  const values = new Float64Array(count);
  for (const photo of order) values[photo] = value(photo);
  return sortDescending(values, order);
}

/** Earliest first, or last first; photos without a time behind, by path. */
function timeOrder(
  order: Uint32Array,
  { columns, ties }: Sortable,
  reversed: boolean,
): Uint32Array {
  const isIn = new Uint8Array(ties.length);
  for (const photo of order) isIn[photo] = 1;
  const all = indicesWhere(ties, (photo) => isIn[photo] === 1);
  if (!reversed) return all;
  const unknownFrom = all.findIndex((photo) => Number.isNaN(at(columns.takenMs, photo)));
  if (unknownFrom < 0) return all.reverse();
  all.subarray(0, unknownFrom).reverse();
  return all;
}

/** Brings the photos of each burst to where its first one is. */
function together(order: Uint32Array, bursts: Uint32Array): Uint32Array {
  const firstOf = new Float64Array(bursts.length).fill(-1);
  const values = new Float64Array(bursts.length);
  order.forEach((photo, place) => {
    const burst = at(bursts, photo);
    if (firstOf[burst] === -1) firstOf[burst] = place;
    values[photo] = -at(firstOf, burst);
  });
  return sortDescending(values, order);
}

/** Worked out once: 50,000 names take a fifth of a second, and nobody renames a photo while it is looked at. */
const placesOf = new WeakMap<readonly string[], Uint32Array>();
const collator = new Intl.Collator('en', { numeric: true }); // DSC_9 before DSC_10, the same on every machine

/** Place of each photo by the name of its file, then by its path. */
function namePlaces(paths: readonly string[]): Uint32Array {
  const known = placesOf.get(paths);
  if (known) return known;
  const names = paths.map((path) => path.split(/[\\/]/).at(-1) ?? '');
  const order = [...paths.keys()].sort(
    (a, b) =>
      collator.compare(names[a] ?? '', names[b] ?? '') ||
      comparePaths(paths[a] ?? '', paths[b] ?? ''),
  );
  const places = new Uint32Array(paths.length);
  order.forEach((photo, place) => (places[photo] = place));
  placesOf.set(paths, places);
  return places;
}
