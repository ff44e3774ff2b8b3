// Filters as they were kept: each is taken when it still makes sense, and is off otherwise.

import { numberIn } from '../../shared/numbers.ts';
import { isSignalName } from '../../shared/ranking/presets.ts';
import {
  ballFilters,
  decisionFilters,
  eyesFilters,
  noFilters,
  peopleFilters,
  playersFilters,
  type Filters,
  type Range,
} from '../../shared/shoot/filters.ts';

export function keptFilters(value: unknown): Filters {
  if (typeof value !== 'object' || value === null) return noFilters;
  const kept: Readonly<Record<string, unknown>> = { ...value };
  const { minStars, label, camera, lens, sport, stacked, number, text, ranges } = kept;
  const { taken, iso, shutter } = kept;
  return {
    decision: decisionFilters.find((name) => name === kept['decision']) ?? noFilters.decision,
    minStars: isWhole(minStars, 5) ? minStars : 0,
    label: isWhole(label, 5) ? label : 0,
    people: peopleFilters.find((name) => name === kept['people']) ?? noFilters.people,
    eyes: eyesFilters.find((name) => name === kept['eyes']) ?? noFilters.eyes,
    ball: ballFilters.find((name) => name === kept['ball']) ?? noFilters.ball,
    players: playersFilters.find((name) => name === kept['players']) ?? noFilters.players,
    camera: typeof camera === 'string' ? camera : null,
    lens: typeof lens === 'string' ? lens : null,
    sport: typeof sport === 'string' ? sport : null,
    taken: isRange(taken) ? taken : null,
    iso: isRange(iso) ? iso : null,
    shutter: isRange(shutter) ? shutter : null,
    stacked: stacked !== false,
    number: typeof number === 'string' ? (numberIn(number) ?? '') : '',
    text: typeof text === 'string' ? text : '',
    ranges: rangesOf(ranges),
    chosen: null, // ids mean nothing once the cache was made anew
  };
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

function rangesOf(value: unknown): Filters['ranges'] {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(
    ([name, range]) => isSignalName(name) && isRange(range),
  );
  return Object.fromEntries(known);
}

/** From and to, in this order; both are numbers. */
export function isRange(value: unknown): value is Range {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const ends = value as readonly unknown[];
  const [low, high] = ends;
  return typeof low === 'number' && typeof high === 'number' && low <= high;
}
