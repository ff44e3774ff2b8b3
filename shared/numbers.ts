// Numbers on shirts and bibs: how they are asked for, and which photos they were read on.

import type { SeenNumber } from './moments/seen.ts';
import type { NumberColumns, PhotoColumns } from './photo.ts';
import { EngineError } from './calls/rpc.ts';
import type { Settings } from './settings.ts';
import { at } from './arithmetic/vectors.ts';
import { listing } from './listing.ts';

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

/** What is typed into a search: at most one number, written `#10`, and words; "#10 jumping" has both. */
export type Typed = { readonly number: string | null; readonly words: string };

export function typedSearch(text: string): Typed {
  const [all, digits] = /(?<!\S)#(\d{1,3})(?!\S)/.exec(text) ?? [];
  if (all === undefined || digits === undefined) return { number: null, words: text.trim() };
  return { number: digits, words: text.replace(all, ' ').trim().replace(/\s+/g, ' ') };
}

/** As `typedSearch`, of what cannot be asked again. Throws EngineError `bad-input` as `numberAsked` does, and for "#ten". */
export function askedSearch(settings: Settings, text: string): Typed {
  const typed = typedSearch(text);
  if (typed.number !== null) numberAsked(settings, typed.number);
  else if (typed.words.startsWith('#')) numberAsked(settings, typed.words);
  return typed;
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

/** "number 10", "numbers 10 and 7", the largest player first; null where none was read. */
export function numberWords({ photo, text }: NumberColumns, index: number): string | null {
  let from = 0; // the first of the photo: they are in the order of the photos
  for (let to = photo.length; from < to;) {
    const middle = (from + to) >> 1;
    if (at(photo, middle) < index) from = middle + 1;
    else to = middle;
  }
  let end = from;
  while (photo[end] === index) end++;
  const read = [...new Set(text.slice(from, end))];
  if (read.length === 0) return null;
  return `number${read.length > 1 ? 's' : ''} ${listing(read)}`;
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
