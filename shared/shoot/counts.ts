// How many photos each choice of a filter would leave, given all the other filters: one pass over the photos.

import { indicesWhere } from '../arithmetic/choosing.ts';
import type { NameColumn } from '../photo.ts';
import {
  choicesOf,
  testsOf,
  type BallFilter,
  type DecisionFilter,
  type EyesFilter,
  type Facet,
  type Filtered,
  type Filters,
  type PeopleFilter,
  type PlayersFilter,
} from './filters.ts';

export type Counts = {
  readonly decision: Readonly<Record<DecisionFilter, number>>;
  /** By the fewest stars, 0 to 5. */
  readonly stars: readonly number[];
  /** By label; at 0 all photos, labelled or not. */
  readonly label: readonly number[];
  readonly people: Readonly<Record<PeopleFilter, number>>;
  readonly eyes: Readonly<Record<EyesFilter, number>>;
  readonly ball: Readonly<Record<BallFilter, number>>;
  readonly players: Readonly<Record<PlayersFilter, number>>;
  /** By camera, in the order of the column; the last is photos of no known camera. */
  readonly cameras: readonly number[];
  /** The same of lenses. */
  readonly lenses: readonly number[];
  /** The same of sports. */
  readonly sports: readonly number[];
};

/** Of the photos in `order`; bursts are not stacked: each photo counts. */
export function countChoices(order: Uint32Array, from: Filtered, filters: Filters): Counts {
  const { columns, decisions } = from;
  const { sports } = columns;
  const left = leftByFacet(order, from, filters);
  const stars = tally(left('stars'), 6, (photo) => decisions.stars[photo] ?? 0);
  const label = tally(left('label'), 6, (photo) => decisions.label[photo] ?? 0);
  const { face_count: faces, eyes_open: eyes, players } = columns.signals;
  return {
    decision: byChoice(left('decision'), decisions.pick, choicesOf.decision, {
      all: 0,
      picks: 0,
      notRejected: 0,
      rejects: 0,
      undecided: 0,
    }),
    stars: stars.map((_, fewest) => sum(stars.slice(fewest))),
    label: [sum(label), ...label.slice(1)],
    people: byChoice(left('people'), faces, choicesOf.people, {
      all: 0,
      none: 0,
      single: 0,
      group: 0,
    }),
    eyes: byChoice(left('eyes'), eyes, choicesOf.eyes, {
      all: 0,
      open: 0,
      notClosed: 0,
      closed: 0,
      unknown: 0,
    }),
    ball: byChoice(left('ball'), columns.play.ball, choicesOf.ball, { all: 0, inFrame: 0 }),
    players: byChoice(left('players'), players, choicesOf.players, {
      all: 0,
      one: 0,
      two: 0,
      several: 0,
    }),
    cameras: byName(left('camera'), columns.cameras),
    lenses: byName(left('lens'), columns.shots.lenses),
    sports: byName(left('sport'), { names: sports.names, of: sports.best }),
  };
}

/** Whether two orders, each photo in them once, are of the same photos. */
export function samePhotos(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false;
  const most = a.reduce((highest, photo) => Math.max(highest, photo), -1);
  const inA = new Uint8Array(most + 1);
  for (const photo of a) inA[photo] = 1;
  return b.every((photo) => inA[photo] === 1);
}

/** The photos that pass every filter but one: found for all filters at once. */
function leftByFacet(
  order: Uint32Array,
  from: Filtered,
  filters: Filters,
): (facet: Facet) => Uint32Array {
  const tests = testsOf(from, filters);
  if (tests.length === 0) return () => order;
  /** 0: passes all; n: fails only the test n - 1; 255: fails several. */
  const failed = order.map((photo) => {
    let only = 0;
    for (let test = 0; test < tests.length; test++) {
      if (tests[test]?.passes(photo)) continue;
      if (only > 0) return severalFailed;
      only = test + 1;
    }
    return only;
  });
  return (facet) => {
    const own = tests.findIndex((test) => test.facet === facet) + 1;
    return indicesWhere(
      order,
      (_, place) => failed[place] === 0 || (own > 0 && failed[place] === own),
    );
  };
}

const severalFailed = 0xffff_ffff;

/** As the names stand in the column; at the end those that have none. */
function byName(photos: Uint32Array, { names, of }: NameColumn): number[] {
  return tally(photos, names.length + 1, (photo) => {
    const name = of[photo] ?? -1;
    return name < 0 ? names.length : name;
  });
}

function tally(photos: Uint32Array, kinds: number, kindOf: (photo: number) => number): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (const photo of photos) {
    const kind = kindOf(photo);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Values repeat: what a value belongs to is asked once for each. */
function byChoice<Choice extends string>(
  photos: Uint32Array,
  values: Int8Array | Uint8Array | Float64Array,
  choices: (value: number) => readonly Choice[],
  counts: Record<Choice, number>,
): Readonly<Record<Choice, number>> {
  const byValue = new Map<number, number>();
  for (const photo of photos) {
    const value = values[photo] ?? NaN;
    byValue.set(value, (byValue.get(value) ?? 0) + 1);
  }
  for (const [value, count] of byValue)
    for (const choice of choices(value)) counts[choice] += count;
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
