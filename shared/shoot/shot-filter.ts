// Photos by how they were taken: camera, lens, ISO, shutter and time, as one types them.

import type { PhotoColumns } from '../photo.ts';
import { at } from '../arithmetic/vectors.ts';
import { EngineError } from '../calls/rpc.ts';
import type { Range } from './filters.ts';

/** What is left out hides nothing. */
export type ShotAsked = {
  /** A part of the camera's or the lens's name, in any case. */
  readonly camera?: string | undefined;
  readonly lens?: string | undefined;
  /** `800`, `800-3200`, `800-` or `-3200`. */
  readonly iso?: string | undefined;
  /** The same in seconds: `1/500-1/2000`, `0.5-2`; either end may come first. */
  readonly shutter?: string | undefined;
  /** Camera's clock: `2024-05-31 18:00-19:30`, `18:00-19:30` on any day, `2024-05-31`. */
  readonly taken?: string | undefined;
};

type Columns = Pick<PhotoColumns, 'takenMs' | 'cameras' | 'shots'>;

type Test = (columns: Columns, photo: number) => boolean;

/** One test for all that is asked; throws EngineError `bad-input` for what cannot be read. A photo without the value never passes. */
export function shotTest(asked: ShotAsked): Test {
  const tests = [
    nameTest(asked.camera, ({ cameras }) => cameras),
    nameTest(asked.lens, ({ shots }) => shots.lenses),
    rangeTest(asked.iso, iso, ({ shots }) => shots.iso),
    rangeTest(asked.shutter, shutter, ({ shots }) => shots.shutterSeconds),
    asked.taken === undefined ? null : takenTest(asked.taken),
  ].filter((test) => test !== null);
  return (columns, photo) => tests.every((test) => test(columns, photo));
}

function nameTest(
  part: string | undefined,
  column: (columns: Columns) => Columns['cameras'],
): Test | null {
  if (part === undefined) return null;
  const wanted = part.trim().toLowerCase();
  return (columns, photo) => {
    const { names, of } = column(columns);
    return names[at(of, photo)]?.toLowerCase().includes(wanted) === true;
  };
}

type Typed = {
  readonly what: string;
  readonly example: string;
  /** NaN for what is no value. */
  readonly valueOf: (text: string) => number;
  /** How far a value may lie from what is typed, as a share. */
  readonly inexact?: number;
};

const iso: Typed = { what: 'ISO', example: '800-3200', valueOf: isoOf };
/** 1/2000 stands in files as 0.0005 or as 5/10001. */
const shutter: Typed = {
  ...{ what: 'shutter', example: '1/500-1/2000' },
  ...{ valueOf: secondsOf, inexact: 1.01 },
};

function rangeTest(
  text: string | undefined,
  { what, example, valueOf, inexact = 1 }: Typed,
  column: (columns: Columns) => Float64Array,
): Test | null {
  if (text === undefined) return null;
  const [low, high] = rangeOf(text, valueOf) ?? [NaN, NaN];
  if (Number.isNaN(low) || Number.isNaN(high))
    throw new EngineError('bad-input', `"${text}" is no ${what}; write it as in ${example}.`);
  return (columns, photo) => {
    const value = at(column(columns), photo);
    return value >= low / inexact && value <= high * inexact;
  };
}

/** One value, or two with a dash between them, either of which may be left out; null for neither. */
function rangeOf(text: string, valueOf: (text: string) => number): Range | null {
  const ends = text.split(/\s*[-–]\s*/).map((end) => end.trim());
  const [first = '', second] = ends;
  if (ends.length > 2 || (first === '' && (second ?? '') === '')) return null;
  if (second === undefined) return [valueOf(first), valueOf(first)];
  if (first === '') return [-Infinity, valueOf(second)];
  if (second === '') return [valueOf(first), Infinity];
  const [a, b] = [valueOf(first), valueOf(second)];
  return [Math.min(a, b), Math.max(a, b)];
}

function isoOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** `1/500`, `0.4`, `2`, with or without an s; NaN for anything else. */
function secondsOf(text: string): number {
  const [, over = '', under = '1'] =
    /^(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?\s*s?$/.exec(text) ?? [];
  const seconds = over === '' ? NaN : Number(over) / Number(under);
  return seconds > 0 && seconds < Infinity ? seconds : NaN;
}

const dayMs = 86_400_000;

/** A day, a time of day or both; the end is the last moment of its minute, or of its day. */
function takenTest(text: string): Test {
  const [, day, from, to] =
    /^\s*(\d{4}-\d\d-\d\d)?\s*(?:(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d))?\s*$/.exec(text) ?? [];
  const dayStart = day === undefined ? null : Date.parse(`${day}T00:00:00Z`);
  const [start, end] = [minuteMs(from) ?? 0, (minuteMs(to) ?? dayMs - 60_000) + 60_000];
  const isWrong = (day ?? from) === undefined || Number.isNaN(start + end + (dayStart ?? 0));
  if (isWrong || start >= end)
    throw new EngineError(
      'bad-input',
      `"${text}" is no time; write it as in "2024-05-31 18:00-19:30", "18:00-19:30" or "2024-05-31".`,
    );
  return ({ takenMs }, photo) => {
    const taken = at(takenMs, photo);
    const within = dayStart === null ? ((taken % dayMs) + dayMs) % dayMs : taken - dayStart;
    return within >= start && within < end;
  };
}

function minuteMs(clock: string | undefined): number | undefined {
  if (clock === undefined) return undefined;
  const [hours = NaN, minutes = NaN] = clock.split(':').map(Number);
  return hours < 24 && minutes < 60 ? (60 * hours + minutes) * 60_000 : NaN;
}
