// How sure it is that a photo shows somebody: surely, maybe, or not at all.

import { indicesWhere } from '../arithmetic/choosing.ts';
import { at } from '../arithmetic/vectors.ts';
import type { PersonMatch } from './person-score.ts';

/** Similarities from which on a face surely is the person, and from which on it may be. */
export type PileLimits = { readonly sureFrom: number; readonly maybeFrom: number };

/** What is said of a photo that shows the person; of the others nothing. */
export type Likeness = 'sure' | 'maybe';

/** Which of a person's photos are looked at. */
export const shownPiles = ['all', 'sure', 'maybe'] as const;
export type ShownPile = (typeof shownPiles)[number];

export function likenessOf({ matched, sure }: PersonMatch, photo: number): Likeness | null {
  if (matched[photo] !== 1) return null;
  return sure[photo] === 1 ? 'sure' : 'maybe';
}

/** How many photos show the person, and how many may. */
export function countPiles({ matched, sure }: PersonMatch): Readonly<Record<Likeness, number>> {
  let [surely, all] = [0, 0];
  for (let photo = 0; photo < matched.length; photo++) {
    surely += at(sure, photo);
    all += at(matched, photo);
  }
  return { sure: surely, maybe: all - surely };
}

/** The photos of an order that stand in a pile, or in both: the sure ones first, else in the order they had. */
export function inPiles(
  order: Uint32Array,
  match: PersonMatch,
  shown: ShownPile = 'all',
): Uint32Array {
  const pile = (likeness: Likeness) =>
    indicesWhere(order, (photo) => likenessOf(match, photo) === likeness);
  if (shown !== 'all') return pile(shown);
  return oneAfterOther(pile('sure'), pile('maybe'));
}

function oneAfterOther(sure: Uint32Array, maybe: Uint32Array): Uint32Array {
  const both = new Uint32Array(sure.length + maybe.length);
  both.set(sure);
  both.set(maybe, sure.length);
  return both;
}

/** An order made of each pile by itself, the sure ones first; of all at once where nobody is looked for. */
export function inEachPile(
  order: Uint32Array,
  match: PersonMatch | null,
  make: (some: Uint32Array, pile: ShownPile) => Uint32Array,
): Uint32Array {
  if (!match) return make(order, 'all');
  const made = (pile: Likeness) => make(inPiles(order, match, pile), pile);
  return oneAfterOther(made('sure'), made('maybe'));
}
