// Which photos of the ranking are shown: pure, so that every move of a brush is one pass over the columns.

import { indicesWhere } from '../arithmetic/choosing.ts';
import type { CopyColumns } from '../bursts/burst-best.ts';
import type { DecisionColumns } from '../contract.ts';
import type { NormalisedSignals } from '../ranking/normalise.ts';
import { photosWithNumber, typedSearch } from '../numbers.ts';
import type { NameColumn, PhotoColumns } from '../photo.ts';
import { signalNames, type SignalName } from '../signals.ts';
import { coversOf } from './burst-covers.ts';

export const decisionFilters = ['all', 'picks', 'notRejected', 'rejects', 'undecided'] as const;
export type DecisionFilter = (typeof decisionFilters)[number];
export const peopleFilters = ['all', 'none', 'single', 'group'] as const;
export type PeopleFilter = (typeof peopleFilters)[number];
/** `notClosed`: open, or too small or turned away to tell. */
export const eyesFilters = ['all', 'open', 'notClosed', 'closed', 'unknown'] as const;
export type EyesFilter = (typeof eyesFilters)[number];
export const ballFilters = ['all', 'inFrame'] as const;
export type BallFilter = (typeof ballFilters)[number];
export const playersFilters = ['all', 'one', 'two', 'several'] as const;
export type PlayersFilter = (typeof playersFilters)[number];

/** From and to, in normalised values (0..1) of a signal, else in the unit of what is measured. */
export type Range = readonly [number, number];

export type Filters = {
  readonly decision: DecisionFilter;
  readonly minStars: number;
  /** 0 for any, else the label's number. */
  readonly label: number;
  readonly people: PeopleFilter;
  readonly eyes: EyesFilter;
  readonly ball: BallFilter;
  /** `several`: three or more. */
  readonly players: PlayersFilter;
  /** A camera's name, empty for photos of no known camera; null for any. */
  readonly camera: string | null;
  /** The same of lenses. */
  readonly lens: string | null;
  /** A sport's name, empty for photos of no known sport; null for any. */
  readonly sport: string | null;
  /** Capture times, as in `PhotoColumns.takenMs`; null for any. */
  readonly taken: Range | null;
  /** As in `ShotColumns`; null for any. */
  readonly iso: Range | null;
  /** Seconds; null for any. */
  readonly shutter: Range | null;
  /** Only the cover of each burst: the user's pick, else its best photo. */
  readonly stacked: boolean;
  /** Read on a player, one to three digits; empty for any. */
  readonly number: string;
  /** Part of the file's path below the opened folder, in any case; or a number as `#10`, with or without such a part. */
  readonly text: string;
  readonly ranges: Readonly<Partial<Record<SignalName, Range>>>;
  /** Photos that something showed together, such as a bar of a chart; null for any. */
  readonly chosen: ChosenPhotos | null;
};

/** By their ids; `name` says what they have in common. */
export type ChosenPhotos = { readonly name: string; readonly ids: ReadonlySet<number> };

/** Nothing hides a photo, but bursts are stacked: one moment takes one place. */
export const noFilters: Filters = {
  decision: 'all',
  minStars: 0,
  label: 0,
  people: 'all',
  eyes: 'all',
  ball: 'all',
  players: 'all',
  camera: null,
  lens: null,
  sport: null,
  taken: null,
  iso: null,
  shutter: null,
  stacked: true,
  number: '',
  text: '',
  ranges: {},
  chosen: null,
};

export type Filtered = {
  /** The opened folders: the photos lie in them. */
  readonly folders: readonly string[];
  readonly columns: CopyColumns &
    Pick<
      PhotoColumns,
      'ids' | 'paths' | 'signals' | 'cameras' | 'shots' | 'sports' | 'videos' | 'play' | 'numbers'
    >;
  readonly normalised: NormalisedSignals;
  readonly bursts: Uint32Array;
  readonly decisions: DecisionColumns;
};

/** What is filtered by: each hides photos by itself, and can be cleared by itself. */
export type Facet = PlainFacet | RangeFacet;
type PlainFacet = Exclude<keyof Filters, 'stacked' | 'ranges' | 'minStars'> | 'stars';
type RangeFacet = `range ${SignalName}`;

export type FacetTest = { readonly facet: Facet; readonly passes: (photo: number) => boolean };

/** How many filters hide photos; stacking is a way of showing and does not count. */
export function activeFilters(filters: Filters): number {
  return activeFacets(filters).length;
}

/** The filters that hide photos, in the order of the panel. */
export function activeFacets(filters: Filters): readonly Facet[] {
  const { decision, minStars, label, people, eyes, ball, players } = filters;
  const { camera, lens, sport, taken, iso, shutter, number, text, ranges, chosen } = filters;
  const plain: readonly (readonly [Facet, boolean])[] = [
    ['chosen', chosen !== null],
    ['text', text.trim() !== ''],
    ['decision', decision !== 'all'],
    ['stars', minStars > 0],
    ['label', label > 0],
    ['people', people !== 'all'],
    ['eyes', eyes !== 'all'],
    ['ball', ball !== 'all'],
    ['players', players !== 'all'],
    ['camera', camera !== null],
    ['lens', lens !== null],
    ['sport', sport !== null],
    ['taken', taken !== null],
    ['iso', iso !== null],
    ['shutter', shutter !== null],
    ['number', number !== ''],
  ];
  const active = plain.flatMap(([facet, isActive]) => (isActive ? [facet] : []));
  const brushed = signalNames.filter((name) => ranges[name] !== undefined);
  return [...active, ...brushed.map((name) => `range ${name}` as const)];
}

/** The filters without one of them. */
export function withoutFacet(filters: Filters, facet: Facet): Filters {
  if (facet === 'stars') return { ...filters, minStars: 0 };
  if (!isRangeFacet(facet)) return { ...filters, [facet]: noFilters[facet] };
  const others = Object.entries(filters.ranges).filter(([name]) => name !== signalOf(facet));
  return { ...filters, ranges: Object.fromEntries(others) };
}

export function isRangeFacet(facet: Facet): facet is RangeFacet {
  return facet.startsWith('range ');
}

export function signalOf(facet: RangeFacet): SignalName {
  return facet.slice('range '.length) as SignalName;
}

/**
 * The photos of an order that pass every filter, in that order; of each burst its cover among them, where it is stacked.
 * @param kept those photos, the frames of each burst as one would keep them
 */
export function filterOrder(
  order: Uint32Array,
  from: Filtered,
  filters: Filters,
  kept: Uint32Array = order,
): Uint32Array {
  const passed = passing(order, from, filters);
  return filters.stacked ? coversOf(passed, { ...from, kept }, from.decisions.pick) : passed;
}

/** The photos of an order that pass every filter, stacked or not. */
export function passing(order: Uint32Array, from: Filtered, filters: Filters): Uint32Array {
  const tests = testsOf(from, filters);
  if (tests.length === 0) return order;
  return indicesWhere(order, (photo) => tests.every(({ passes }) => passes(photo)));
}

/** One test for each filter that hides photos. */
export function testsOf(from: Filtered, filters: Filters): readonly FacetTest[] {
  return activeFacets(filters).map((facet) => ({ facet, passes: testOf(facet, from, filters) }));
}

function testOf(facet: Facet, from: Filtered, filters: Filters): FacetTest['passes'] {
  const { columns, normalised, decisions } = from;
  if (isRangeFacet(facet)) {
    const name = signalOf(facet);
    return inRange(normalised[name], filters.ranges[name] ?? noRange);
  }
  switch (facet) {
    case 'chosen':
      return (photo) => filters.chosen?.ids.has(columns.ids[photo] ?? NaN) === true;
    case 'text': {
      const text = filters.text.trim().toLowerCase();
      const { number, words } = typedSearch(text);
      const shown = number === null ? null : photosWithNumber(columns.numbers, number);
      return (photo) => {
        const path = pathBelow(from.folders, pathOf(columns, photo)).toLowerCase();
        return path.includes(text) || (shown?.has(photo) === true && path.includes(words));
      };
    }
    case 'decision': {
      const wanted = decisionTests[filters.decision];
      return (photo) => wanted(decisions.pick[photo] ?? 0);
    }
    case 'stars':
      return (photo) => (decisions.stars[photo] ?? 0) >= filters.minStars;
    case 'label':
      return (photo) => decisions.label[photo] === filters.label;
    case 'people': {
      const wanted = peopleTests[filters.people];
      return (photo) => wanted(columns.signals.face_count[photo] ?? NaN);
    }
    case 'eyes': {
      const wanted = eyesTests[filters.eyes];
      return (photo) => wanted(columns.signals.eyes_open[photo] ?? NaN);
    }
    case 'ball': {
      const wanted = ballTests[filters.ball];
      return (photo) => wanted(columns.play.ball[photo] ?? 0);
    }
    case 'players': {
      const wanted = playersTests[filters.players];
      return (photo) => wanted(columns.signals.players[photo] ?? NaN);
    }
    case 'camera':
      return isNamed(columns.cameras, filters.camera);
    case 'lens':
      return isNamed(columns.shots.lenses, filters.lens);
    case 'sport':
      return isNamed({ names: columns.sports.names, of: columns.sports.best }, filters.sport);
    case 'number': {
      const shown = photosWithNumber(columns.numbers, filters.number);
      return (photo) => shown.has(photo);
    }
    case 'taken':
      return inRange(columns.takenMs, filters.taken ?? noRange);
    case 'iso':
      return inRange(columns.shots.iso, filters.iso ?? noRange);
    case 'shutter':
      return inRange(columns.shots.shutterSeconds, filters.shutter ?? noRange);
  }
}

/** Of a still the path of its video with its own name behind: it lies where nobody put it. */
function pathOf({ paths, videos }: Pick<PhotoColumns, 'paths' | 'videos'>, photo: number): string {
  const path = paths[photo] ?? '';
  const video = videos.get(photo);
  return video === undefined ? path : `${video}/${path.replace(/^.*[\\/]/, '')}`;
}

/** A photo's path below the opened folder that it is in: what lies above is the same for all. */
function pathBelow(folders: readonly string[], path: string): string {
  const isIn = (folder: string) =>
    path.startsWith(folder) && /[\\/]/.test(path.slice(folder.length - 1, folder.length + 1));
  return path.slice(folders.find(isIn)?.length ?? 0);
}

const noRange: Range = [-Infinity, Infinity];

/** From this probability on eyes count as open, as in the marks on the tiles. */
const openFrom = 0.5;

const decisionTests: Record<DecisionFilter, (pick: number) => boolean> = {
  all: () => true,
  picks: (pick) => pick === 1,
  notRejected: (pick) => pick !== -1,
  rejects: (pick) => pick === -1,
  undecided: (pick) => pick === 0,
};

const peopleTests: Record<PeopleFilter, (faces: number) => boolean> = {
  all: () => true,
  none: (faces) => faces === 0,
  single: (faces) => faces === 1,
  group: (faces) => faces > 1,
};

const eyesTests: Record<EyesFilter, (open: number) => boolean> = {
  all: () => true,
  open: (open) => open >= openFrom,
  notClosed: (open) => !(open < openFrom),
  closed: (open) => open < openFrom,
  unknown: (open) => Number.isNaN(open),
};

/** By what `PlayColumns.ball` says. */
const ballTests: Record<BallFilter, (ball: number) => boolean> = {
  all: () => true,
  inFrame: (ball) => ball > 0,
};

const playersTests: Record<PlayersFilter, (players: number) => boolean> = {
  all: () => true,
  one: (players) => players === 1,
  two: (players) => players === 2,
  several: (players) => players >= 3,
};

/** The photos of one name; those that have none for an empty one. */
function isNamed({ names, of }: NameColumn, name: string | null): FacetTest['passes'] {
  const wanted = name === '' ? -1 : names.indexOf(name ?? '');
  const isKnown = name === '' || wanted >= 0;
  return (photo) => isKnown && of[photo] === wanted;
}

/** A photo without the value is in no range. */
function inRange(values: Float64Array, [low, high]: Range): FacetTest['passes'] {
  return (photo) => {
    const value = values[photo] ?? NaN;
    return value >= low && value <= high;
  };
}

/** Which choices of a filter a photo belongs to; for the counts beside the choices. */
export const choicesOf = {
  decision: (pick: number) => decisionFilters.filter((name) => decisionTests[name](pick)),
  people: (faces: number) => peopleFilters.filter((name) => peopleTests[name](faces)),
  eyes: (open: number) => eyesFilters.filter((name) => eyesTests[name](open)),
  ball: (ball: number) => ballFilters.filter((name) => ballTests[name](ball)),
  players: (players: number) => playersFilters.filter((name) => playersTests[name](players)),
} as const;
