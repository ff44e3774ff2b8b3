// What an open shoot asks the engine, as it is kept.

import type { DecisionColumns, PersonReference } from '../../contract.ts';
import type { Compared } from '../shoot.ts';
import type { OpenShoot } from './open.ts';
import type { Found } from '../order.ts';
import { relevantFrom } from '../relevance.ts';
import { arrived } from '../changes.ts';

export function foldersOf(open: OpenShoot): { folders: string[] } {
  return { folders: [...open.get().folders] };
}

/** How alike the faces that the engine knows are to a person, at once. */
export async function compare(
  open: OpenShoot,
  references: readonly PersonReference[],
  signal = open.signal,
): Promise<Compared> {
  const input = { ...foldersOf(open), references: [...references], waits: false };
  const match = await open.ask('person.match', input, { signal });
  const { similarity, sureFrom, maybeFrom, besides, doubted, isUngrouped } = match;
  const limits = { sureFrom, maybeFrom };
  return { references, similarity, limits, besides, doubted, isUngrouped };
}

/** How much each photo of so many shows the words. */
export async function findWords(
  open: OpenShoot,
  words: string,
  count: number,
  signal = open.signal,
): Promise<Found> {
  const found = await open.ask('search.photos', { ...foldersOf(open), words }, { signal });
  // Photos were added in between: the next results bring them, and the search is made again.
  const similarity = new Float64Array(count).fill(NaN);
  if (found.similarity.length === count) similarity.set(found.similarity);
  return { words, similarity, from: relevantFrom(similarity), model: found.model };
}

/** The decisions as stored, with everything that was decided before they arrive. */
export async function readDecisions(open: OpenShoot): Promise<DecisionColumns> {
  const { writes } = open.host;
  for (;;) {
    const seen = writes.last();
    await open.whileOpen(seen);
    const decisions = await open.ask('decision.read', foldersOf(open));
    if (seen === writes.last()) return decisions;
  }
}

/**
 * The faces as people; results leave out what numbers other faces than theirs. Whoever is looked for is compared once more where
 * the faces were not grouped before.
 */
export async function loadGroups(open: OpenShoot): Promise<void> {
  const groups = await open.ask('person.groups', foldersOf(open));
  open.put(arrived(open.get(), { groups }));
  const { known, wanted } = open.get();
  if (!wanted.person || known.compared?.isUngrouped !== true) return;
  const compared = await compare(open, wanted.person.references);
  open.put(arrived(open.get(), { compared }));
}
