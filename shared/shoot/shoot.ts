// What is open, as one value: what the engine said, what the user asked for, and the order that follows from both.

import type {
  AnalysisProgress,
  DecisionColumns,
  FaceReference,
  PersonGroups,
  PersonReference,
  Preset,
} from '../contract.ts';
import { decisionsInOrder } from '../decisions.ts';
import type { PersonMatch } from '../person-score.ts';
import type { Problem } from '../photo.ts';
import type { Weights } from '../ranking.ts';
import type { Settings } from '../settings.ts';
import { filterOrder, type Filters } from './filters.ts';
import { answered, type Compared } from './match.ts';
import { rankingOf, sameOrder, type Found, type Ranking } from './order.ts';
import { aspectsOf, sameFaces, type Photos } from './photos.ts';
import { mergeProblems } from './problems.ts';
import type { Selection } from './selection.ts';
import { emptyLine, type UndoLine } from './undo-line.ts';

/** Whoever is looked for. */
export type PersonQuery = {
  readonly references: readonly PersonReference[];
  /** The faces that were grouped as this person, which are found however unlike the references; empty for a single face. */
  readonly grouped: readonly FaceReference[];
  readonly name: string | null;
  /** `best`: the photos in which the person looks best; `weights`: by the sliders. */
  readonly by: 'best' | 'weights';
};

/** Photos looked for by what they show; `all`: also those that are hardly like the words. */
export type WordQuery = { readonly words: string; readonly all: boolean };

export type Analysis = {
  readonly state: 'idle' | 'running' | 'paused' | 'stopped';
  readonly progress: AnalysisProgress | null;
  /** Why it stopped, when it did not end by itself. */
  readonly problem: string | null;
  /** Models came or went while it runs: it is to run once more. */
  readonly again: boolean;
};

/** What the engine said, each part in the order of the photos. */
export type Known = {
  readonly photos: Photos;
  /** Width over height of each upright photo; NaN while unknown. Not in `photos`: shapes arrive many times a second. */
  readonly aspects: Float64Array;
  /** Quick pictures by the photo's id, named as hosts serve them: one map that grows, in an object that is new each time. */
  readonly quick: { readonly images: ReadonlyMap<number, string> };
  readonly settings: Settings;
  readonly presets: readonly Preset[];
  readonly decisions: DecisionColumns;
  readonly groups: PersonGroups | null;
  /** How alike the faces are to whoever is looked for; null while they are being compared. */
  readonly compared: Compared | null;
  /** The photos that show that person. */
  readonly match: PersonMatch | null;
  /** The photos that show the words that are searched for. */
  readonly found: Found | null;
  readonly analysis: Analysis;
  /** What could not be read when the folders were opened. */
  readonly scanProblems: readonly Problem[];
  /** Those, and what the columns came with. */
  readonly problems: readonly Problem[];
};

/** How the user looks at the photos: the part with a way back. */
export type Looking = {
  readonly weights: Weights;
  /** Whose weights these are; null once a slider has moved. */
  readonly presetName: string | null;
  /** The preset used last: its prompts measure the aesthetic, whatever the sliders say since. Null: the setting's. */
  readonly aestheticBy: string | null;
  readonly filters: Filters;
  readonly person: PersonQuery | null;
  readonly search: WordQuery | null;
};

export type Wanted = Looking & Selection;

export type Order = {
  readonly ranking: Ranking;
  /** The ranked photos that pass the filters: what the grid shows. */
  readonly shown: Uint32Array;
  /** Who made it: after results the grid keeps the selected photo where it is. */
  readonly by: 'user' | 'results';
};

/** What was asked for and is not answered: the photos of what was wanted before stay on the screen until it is. */
export type Asked = {
  readonly person: PersonQuery | null;
  /** `problem`: why nothing can be found, as a sentence. */
  readonly words: { readonly words: string; readonly problem: string | null } | null;
};

export type Shoot = {
  readonly folders: readonly string[];
  /** Aborted when the folders are left. */
  readonly signal: AbortSignal;
  readonly known: Known;
  readonly wanted: Wanted;
  /** Follows from `known` and `wanted`: never set by hand. */
  readonly order: Order;
  /** An order that waits because the hand is busy. */
  readonly waiting: Ranking | null;
  readonly asked: Asked;
  /** What was decided: picks, stars, labels, names, corrections. */
  readonly decided: UndoLine;
  /** What was looked at: weights, filters, searches. */
  readonly looked: UndoLine;
};

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
  const ranking = isRankedAlike(before, next)
    ? (before.waiting ?? before.order.ranking)
    : freshRanking(next);
  const others = before.known.photos.columns.count !== next.known.photos.columns.count;
  return others || sameOrder(ranking.order, before.order.ranking.order)
    ? withShown({ ...next, waiting: null }, ranking, 'results')
    : { ...next, waiting: ranking };
}

/** Puts the waiting order on the screen. */
export function settled(shoot: Shoot): Shoot {
  const { waiting } = shoot;
  return waiting ? withShown({ ...shoot, waiting: null }, waiting, 'results') : shoot;
}

/** What is known and wanted when folders are opened. */
export type Start = {
  readonly folders: readonly string[];
  readonly signal: AbortSignal;
  readonly photos: Photos;
  readonly settings: Settings;
  readonly presets: readonly Preset[];
  readonly decisions: DecisionColumns;
  readonly scanProblems: readonly Problem[];
  readonly wanted: Wanted;
};

export function firstShoot({ folders, signal, wanted, ...start }: Start): Shoot {
  const { photos, scanProblems } = start;
  const { columns } = photos;
  const known: Known = {
    ...start,
    decisions: decisionsInOrder(start.decisions, columns.ids),
    aspects: aspectsOf(columns, null),
    quick: { images: new Map() },
    groups: null,
    compared: null,
    match: null,
    found: null,
    analysis: { state: 'running', progress: null, problem: null, again: false },
    problems: mergeProblems(scanProblems, columns.problems),
  };
  const ranking = freshRanking({ folders, known, wanted });
  return {
    folders,
    signal,
    known,
    wanted,
    order: { ranking, shown: shownOf({ folders, known, wanted }, ranking), by: 'user' },
    waiting: null,
    asked: { person: null, words: null },
    decided: emptyLine,
    looked: emptyLine,
  };
}

function withShown(next: Shoot, ranking: Ranking, by: Order['by']): Shoot {
  const { order } = next;
  const shown = shownOf(next, ranking);
  const same = sameOrder(shown, order.shown);
  if (same && ranking === order.ranking) return next;
  return { ...next, order: { ranking, shown: same ? order.shown : shown, by } };
}

type Parts = Pick<Shoot, 'folders' | 'known' | 'wanted'>;

function shownOf({ folders, known, wanted }: Parts, ranking: Ranking): Uint32Array {
  const { photos, decisions } = known;
  return filterOrder(ranking.order, { ...photos, folders, decisions }, wanted.filters);
}

function freshRanking({ known, wanted }: Parts): Ranking {
  const { photos, settings, match, found } = known;
  const { weights, person, search } = wanted;
  const personBy = person?.by ?? 'best';
  return rankingOf(photos, settings, {
    weights,
    match,
    personBy,
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
    wanted.search?.all,
  ];
  const others = parts(b);
  return parts(a).every((part, place) => part === others[place]);
}

function isShownAlike({ known, wanted }: Parts, other: Parts): boolean {
  return known.decisions === other.known.decisions && wanted.filters === other.wanted.filters;
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
