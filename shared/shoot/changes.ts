// From one value of what is open to the next: the user wants something else, or the engine has found something.

import { decisionsInOrder } from '../decisions.ts';
import { withBurstOpen } from './burst-covers.ts';
import { carried, carriedRanking } from './carried-order.ts';
import { filterOrder, passing } from './filters.ts';
import { inEachPile, inPiles } from '../people/piles.ts';
import { answered } from './match.ts';
import { rankingOf, sameOrder, type Ranking } from './order.ts';
import { aspectsOf, sameFaces } from './photos.ts';
import { mergeProblems } from './problems.ts';
import type { Known, Order, Shoot, Start, Wanted } from './shoot.ts';
import { sorted } from './sorting.ts';
import { emptyLine } from './undo-line.ts';

/** The user wants something else: the new order is there at once. `known`: an answer that it waited for. */
export function changed(before: Shoot, change: Partial<Wanted>, known: Partial<Known> = {}): Shoot {
  const wanted = { ...before.wanted, ...change };
  const next = { ...before, wanted, known: knownWith(before, known, wanted) };
  if (isRankedAlike(before, next))
    return isShownAlike(before, next) ? next : withShown(next, before.order.ranking, 'user');
  return withShown({ ...next, waiting: null }, freshRanking(next), 'user');
}

/** The engine found something: an order that differs waits until the user is not looking for something in the old one. */
export function arrived(before: Shoot, known: Partial<Known>): Shoot {
  const next = { ...before, known: knownWith(before, known, before.wanted) };
  if (before.known.photos.indexOf !== next.known.photos.indexOf) return withOthers(before, next);
  const ranking = isRankedAlike(before, next)
    ? (before.waiting ?? before.order.ranking)
    : freshRanking(next);
  const same = isOrderedAlike(ranking, before.order.ranking);
  return same && !isSortedAnew(before, next, ranking)
    ? withShown({ ...next, waiting: null }, ranking, 'results')
    : { ...next, waiting: ranking };
}

/** Other photos than before are shown at once, and move none of those that stay; the order that is theirs waits. */
function withOthers(before: Shoot, next: Shoot): Shoot {
  const [from, to] = [before.known.photos, next.known.photos];
  const fresh = freshRanking(next);
  const ranking = carriedRanking(before.order.ranking, from, to, fresh);
  const best = bestOf(next, ranking);
  const { match } = next.known;
  const carry = (shown: Uint32Array, among: Uint32Array) => {
    const all = carried(shown, from, to, among);
    return match ? inPiles(all, match) : all;
  };
  const order: Order = {
    ranking,
    best: carry(before.order.best, best),
    shown: carry(before.order.shown, sortedOf(next, best, ranking)),
    by: 'results',
  };
  const settledNow = withShown({ ...next, order, waiting: null }, fresh, 'results');
  const isSettled =
    sameOrder(settledNow.order.shown, order.shown) &&
    isOrderedAlike(settledNow.order.ranking, ranking);
  return isSettled ? settledNow : { ...next, order, waiting: fresh };
}

/** Whether all photos have the same places, those of a burst also among themselves: then its cover stays. */
function isOrderedAlike(a: Ranking, b: Ranking): boolean {
  return sameOrder(a.order, b.order) && sameOrder(a.kept, b.kept);
}

/** Whether what came, such as capture times, moves photos in an order that is not by score. */
function isSortedAnew(before: Shoot, next: Shoot, ranking: Ranking): boolean {
  if (next.wanted.sort.by === 'score' || before.known.photos === next.known.photos) return false;
  return !sameOrder(sortedOf(next, bestOf(next, ranking), ranking), before.order.shown);
}

/** Puts the waiting order on the screen. */
export function settled(shoot: Shoot): Shoot {
  const { waiting } = shoot;
  return waiting ? withShown({ ...shoot, waiting: null }, waiting, 'results') : shoot;
}

/** The first value, from what is known and wanted when folders are opened. */
export function firstShoot({ folders, signal, wanted, ...start }: Start): Shoot {
  const { photos, scanProblems } = start;
  const { columns } = photos;
  const known: Known = {
    ...start,
    away: [],
    decisions: decisionsInOrder(start.decisions, columns.ids),
    aspects: aspectsOf(columns, null),
    quick: { images: new Map() },
    groups: null,
    captions: null,
    sidecars: null,
    compared: null,
    match: null,
    found: null,
    analysis: { state: 'running', progress: null, problem: null, again: false },
    problems: mergeProblems(scanProblems, columns.problems),
  };
  const parts = { folders, known, wanted };
  const ranking = freshRanking(parts);
  const best = bestOf(parts, ranking);
  return {
    folders,
    signal,
    known,
    wanted,
    order: { ranking, best, shown: sortedOf(parts, best, ranking), by: 'user' },
    waiting: null,
    asked: { person: null, words: null },
    decided: emptyLine,
    looked: emptyLine,
  };
}

function withShown(next: Shoot, ranking: Ranking, by: Order['by']): Shoot {
  const { order } = next;
  const best = asBefore(bestOf(next, ranking), order.best);
  const shown = asBefore(sortedOf(next, best, ranking), order.shown);
  const same = best === order.best && shown === order.shown;
  if (same && ranking === order.ranking) return next;
  return { ...next, order: { ranking, best, shown, by } };
}

/** The order that is there already where the new one is the same. */
function asBefore(now: Uint32Array, before: Uint32Array): Uint32Array {
  return sameOrder(now, before) ? before : now;
}

type Parts = Pick<Shoot, 'folders' | 'known' | 'wanted'>;

/** As it is shown: sorted, and with the frames of the burst that is open. */
function sortedOf(
  { folders, known, wanted }: Parts,
  best: Uint32Array,
  ranking: Ranking,
): Uint32Array {
  const { photos, decisions, match } = known;
  const { filters, openBurst, sort } = wanted;
  const inOrder = sorted(best, { ...photos, decisions }, sort);
  const shown = match ? inPiles(inOrder, match) : inOrder;
  const burst = photos.bursts[photos.indexOf.get(openBurst ?? NaN) ?? -1];
  if (!filters.stacked || burst === undefined) return shown;
  const passed = passing(ranking.order, { ...photos, folders, decisions }, filters);
  return inEachPile(shown, match, (some, pile) =>
    withBurstOpen(some, match ? inPiles(passed, match, pile) : passed, burst, photos),
  );
}

function bestOf({ folders, known, wanted }: Parts, ranking: Ranking): Uint32Array {
  const { photos, decisions, match } = known;
  const { order, kept } = ranking;
  const from = { ...photos, folders, decisions };
  // In piles that are stacked apart: a sure frame of a burst hides none that has to be asked about.
  return inEachPile(order, match, (some) => filterOrder(some, from, wanted.filters, kept));
}

function freshRanking({ known, wanted }: Parts): Ranking {
  const { photos, settings, match, found } = known;
  const { weights, person, search } = wanted;
  const personBy = person?.by ?? 'best';
  const shownPile = person?.shown ?? 'all';
  return rankingOf(photos, settings, {
    weights,
    match,
    personBy,
    shownPile,
    found,
    all: search?.all ?? false,
  });
}

/** Whether everything that a ranking follows from is the same. */
function isRankedAlike(a: Parts, b: Parts): boolean {
  const parts = ({ known, wanted }: Parts) => [
    known.photos,
    known.settings,
    known.match,
    known.found,
    wanted.weights,
    wanted.person?.by,
    wanted.person?.shown,
    wanted.search?.all,
  ];
  const others = parts(b);
  return parts(a).every((part, place) => part === others[place]);
}

function isShownAlike({ known, wanted }: Parts, other: Parts): boolean {
  return (
    known.decisions === other.known.decisions &&
    wanted.filters === other.wanted.filters &&
    wanted.openBurst === other.wanted.openBurst &&
    wanted.sort === other.wanted.sort
  );
}

/** As often as a slider moves: where nothing is found out, nothing is made anew. */
function knownWith(before: Shoot, change: Partial<Known>, wanted: Wanted): Known {
  const { person, search } = before.wanted;
  const answersStay = person === wanted.person && search === wanted.search;
  if (answersStay && Object.keys(change).length === 0) return before.known;
  return consistent(before, change, wanted);
}

/** What is known, with a change: each part in the order of the photos, and no answer to what is not wanted by now. */
function consistent(
  { known: before, wanted: { person } }: Shoot,
  change: Partial<Known>,
  wanted: Wanted,
): Known {
  const all = { ...before, ...change };
  const { columns } = all.photos;
  const facesStay = all.photos === before.photos || sameFaces(before.photos, all.photos);
  const people = { before: person, now: wanted.person };
  const { found, groups, scanProblems } = all;
  const isNumbered =
    groups?.group.length === columns.faces.count && (facesStay || groups !== before.groups);
  const isFound =
    found?.words === wanted.search?.words && found?.similarity.length === columns.count;
  const known = columns === before.photos.columns && scanProblems === before.scanProblems;
  return {
    ...all,
    ...answered(before, all, people, facesStay),
    decisions: decisionsInOrder(all.decisions, columns.ids),
    aspects: columns === before.photos.columns ? all.aspects : aspectsOf(columns, before),
    groups: isNumbered ? groups : null,
    found: isFound ? found : null,
    problems: known ? before.problems : mergeProblems(scanProblems, columns.problems),
  };
}
