// Numbers on shirts and bibs: how they are asked for, and which photos they were read on.

import type { SeenNumber } from './moments/seen.ts';
import type { NumberColumns, PhotoColumns } from './photo.ts';
import { EngineError } from './calls/rpc.ts';
import type { Settings } from './settings.ts';
import { at } from './arithmetic/vectors.ts';

export type ReadNumber = { readonly number: string; readonly confidence: number };

export function noNumbers(): NumberColumns {
  return {
    photo: new Uint32Array(),
    text: [],
    confidence: new Float32Array(),
    box: new Float32Array(),
    body: new Uint16Array(),
  };
}

/** `#10` and `10` as `10`; null where the text is no number that a shirt carries. */
export function numberIn(text: string): string | null {
  return /^\s*#?(\d{1,3})\s*$/.exec(text)?.[1] ?? null;
}

/** The number in what was typed. Throws EngineError `bad-input` where there is none, or where no numbers are read. */
export function numberAsked(settings: Settings, typed: string): string {
  const number = numberIn(typed);
  if (number === null)
    throw new EngineError('bad-input', `A number has one to three digits; "${typed}" has not.`);
  if (settings['numbers.read'] === 'on') return number;
  throw new EngineError(
    'bad-input',
    'Numbers on shirts are not read. Switch that on first: "podium settings set numbers.read on".',
  );
}

/** What was read on each photo, the largest player first. */
export function numbersByPhoto(columns: NumberColumns): (photo: number) => readonly ReadNumber[] {
  const byPhoto = new Map<number, ReadNumber[]>();
  for (const [i, number] of columns.text.entries()) {
    const photo = at(columns.photo, i);
    const one = { number, confidence: at(columns.confidence, i) };
    byPhoto.set(photo, [...(byPhoto.get(photo) ?? []), one]);
  }
  return (photo) => byPhoto.get(photo) ?? [];
}

/** All of the columns, which are those of one photo. */
export function seenNumbers({ text, confidence, box, body }: NumberColumns): SeenNumber[] {
  return text.map((number, i) => {
    const [x = NaN, y = NaN, width = NaN, height = NaN] = box.subarray(4 * i, 4 * i + 4);
    const where = { x, y, width, height };
    return { number, confidence: at(confidence, i), box: where, thing: at(body, i) };
  });
}

/** How surely a number was read, by photo. */
export function photosWithNumber(
  { photo, text, confidence }: NumberColumns,
  number: string,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [i, read] of text.entries()) {
    if (read !== number) continue;
    const ofPhoto = at(photo, i);
    found.set(ofPhoto, Math.max(found.get(ofPhoto) ?? 0, at(confidence, i)));
  }
  return found;
}

export type NumberedPhoto = {
  /** 1 first. */
  readonly rank: number;
  /** 0..1. */
  readonly confidence: number;
  readonly path: string;
};

/** The photos on which a number was read, the surest first; equals by path. */
export function surestPhotos(
  { numbers, paths }: Pick<PhotoColumns, 'numbers' | 'paths'>,
  number: string,
): NumberedPhoto[] {
  return [...photosWithNumber(numbers, number)]
    .sort(([a, surenessA], [b, surenessB]) => surenessB - surenessA || a - b)
    .map(([photo, confidence], place) => {
      return { rank: place + 1, confidence, path: paths[photo] ?? '' };
    });
}
