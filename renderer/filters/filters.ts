// Which photos of the ranking are shown: pure, so that every move of a brush is one pass over the columns.

import type { DecisionColumns } from '../../shared/contract.ts';
import type { NormalisedSignals } from '../../shared/normalise.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { signalNames, type SignalName } from '../../shared/signals.ts';

export const decisionFilters = ['all', 'picks', 'notRejected', 'rejects', 'undecided'] as const;
export type DecisionFilter = (typeof decisionFilters)[number];
export const peopleFilters = ['all', 'none', 'single', 'group'] as const;
export type PeopleFilter = (typeof peopleFilters)[number];

/** From and to in normalised values, 0..1. */
export type Range = readonly [number, number];

export type Filters = {
  readonly decision: DecisionFilter;
  readonly minStars: number;
  /** 0 for any, else the label's number. */
  readonly label: number;
  readonly people: PeopleFilter;
  /** Only photos on which no eyes are known to be closed. */
  readonly eyesOpen: boolean;
  /** Only the best photo of each burst. */
  readonly stacked: boolean;
  /** Part of the file's path, in any case. */
  readonly text: string;
  readonly ranges: Readonly<Partial<Record<SignalName, Range>>>;
};

/** Nothing hides a photo, but bursts are stacked: one moment takes one place. */
export const noFilters: Filters = {
  decision: 'all',
  minStars: 0,
  label: 0,
  people: 'all',
  eyesOpen: false,
  stacked: true,
  text: '',
  ranges: {},
};

/** How many filters hide photos; stacking is a way of showing and does not count. */
export function activeFilters(filters: Filters): number {
  const { decision, minStars, label, people, eyesOpen, text, ranges } = filters;
  const plain = [decision !== 'all', minStars > 0, label > 0, people !== 'all', eyesOpen];
  return plain.filter(Boolean).length + Number(text !== '') + Object.keys(ranges).length;
}

export type Filtered = {
  readonly columns: Pick<PhotoColumns, 'paths' | 'signals'>;
  readonly normalised: NormalisedSignals;
  readonly bursts: Uint32Array;
  readonly decisions: DecisionColumns;
};

type Test = (photo: number) => boolean;

/** The photos of an order that pass every filter, in that order. Of a burst the first that passes is the best. */
export function filterOrder(order: Uint32Array, from: Filtered, filters: Filters): Uint32Array {
  const tests = testsOf(from, filters);
  const passed =
    tests.length === 0 ? order : order.filter((photo) => tests.every((test) => test(photo)));
  return filters.stacked ? firstOfBursts(passed, from.bursts) : passed;
}

function firstOfBursts(order: Uint32Array, bursts: Uint32Array): Uint32Array {
  const seen = new Uint8Array(bursts.length);
  return order.filter((photo) => {
    const burst = bursts[photo] ?? 0;
    if (seen[burst]) return false;
    seen[burst] = 1;
    return true;
  });
}

function testsOf({ columns, normalised, decisions }: Filtered, filters: Filters): readonly Test[] {
  const tests: Test[] = [];
  const { decision, minStars, label, people } = filters;
  const wanted = decisionTests[decision];
  if (wanted) tests.push((photo) => wanted(decisions.pick[photo] ?? 0));
  if (minStars > 0) tests.push((photo) => (decisions.stars[photo] ?? 0) >= minStars);
  if (label > 0) tests.push((photo) => decisions.label[photo] === label);
  const faces = peopleTests[people];
  if (faces) tests.push((photo) => faces(columns.signals.face_count[photo] ?? NaN));
  if (filters.eyesOpen) tests.push((photo) => !((columns.signals.eyes_open[photo] ?? NaN) < 0.5));
  const text = filters.text.trim().toLowerCase();
  if (text !== '') tests.push((photo) => (columns.paths[photo] ?? '').toLowerCase().includes(text));
  for (const name of signalNames) {
    const range = filters.ranges[name];
    if (range) tests.push(inRange(normalised[name], range));
  }
  return tests;
}

const decisionTests: Record<DecisionFilter, ((pick: number) => boolean) | null> = {
  all: null,
  picks: (pick) => pick === 1,
  notRejected: (pick) => pick !== -1,
  rejects: (pick) => pick === -1,
  undecided: (pick) => pick === 0,
};

const peopleTests: Record<PeopleFilter, ((faces: number) => boolean) | null> = {
  all: null,
  none: (faces) => faces === 0,
  single: (faces) => faces === 1,
  group: (faces) => faces > 1,
};

/** A photo without the signal is in no range. */
function inRange(values: Float64Array, [low, high]: Range): Test {
  return (photo) => {
    const value = values[photo] ?? NaN;
    return value >= low && value <= high;
  };
}
