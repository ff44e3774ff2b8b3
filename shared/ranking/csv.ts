// A ranking as CSV: RFC 4180, safe to open in a spreadsheet.

import { burstBest, type CopyColumns } from '../bursts/burst-best.ts';
import type { DecisionColumns } from '../contract-outputs.ts';
import { decisionWords } from '../decisions.ts';
import type { NormalisedSignals } from './normalise.ts';
import { numbersByPhoto } from '../numbers.ts';
import type { Likeness } from '../people/piles.ts';
import type { PhotoColumns } from '../photo.ts';
import { signalNames } from '../signals.ts';
import { copiesOf, type Copy } from '../shoot/copies.ts';
import { sportTitle } from '../sport/sport.ts';
import { at } from '../arithmetic/vectors.ts';

export type CsvValue = string | number;

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * One field. Numbers in the shortest form that reads back the same, unknown ones empty. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front: it starts with = + - or @, in any width, and is not a number, or
 * with a tab or a line end, which some drop before they look.
 */
export function csvField(value: CsvValue): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) && !number.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as RFC 4180 text: comma, CRLF after every record, quotes where needed. */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

type Columns = CopyColumns &
  Pick<PhotoColumns, 'paths' | 'copies' | 'signals' | 'sports' | 'numbers'>;

/** The stated columns carry these two signals as they are; the other stated ones are normalised. */
const stated = new Set<string>(['aesthetic', 'face_present']);
const others = signalNames.filter((name) => !stated.has(name));

/** The last columns, where somebody is looked for. */
export const likenessColumns = ['likeness', 'because'];

type Told = {
  readonly likeness: (photo: number) => Likeness | null;
  readonly because: ((photo: number) => string | null) | null;
};

/** The names of the columns, in their order. The first eight are fixed; the others are found by their names. */
export const rankingHeader: readonly string[] = [
  'file',
  'path',
  'final_score',
  'aesthetic',
  'sharpness_norm',
  'exposure_norm',
  'contrast_norm',
  'face_present',
  ...others,
  'burst',
  'burst_best',
  'taken',
  'width',
  'height',
  'sport_name',
  'sport_confidence',
  'decision',
  'stars',
  'colour_label',
  'numbers',
  'copy_of',
];

/**
 * The ranking, one photo of `order` a record. Signals without `_norm` are raw values. `burst` is the
 * burst's number, `burst_best` 1 for the photo of it that comes first in `kept`, which holds the photos of `order`, `taken` the camera's own time without a zone,
 * `sport_name` the likeliest sport; `sport` is the probability of the one chosen in the settings. `decision` is pick or
 * reject, `stars` 0 where unrated; all three decisions are empty or 0 until somebody decides. `numbers` are those read on
 * players, with a space between. Copies follow the ranking: a record with the path of the original in `copy_of`, which is
 * empty for all others, and no values of its own. With `told`, where somebody is looked for, two columns come
 * last: sure or maybe, and why maybe where there is more to say than that the face is not like enough.
 */
export function rankingCsv(
  columns: Columns,
  normalised: NormalisedSignals,
  scores: Float64Array,
  order: Uint32Array,
  bursts: Uint32Array,
  kept: Uint32Array,
  decisions: DecisionColumns,
  told: Told | null = null,
): string {
  const best = burstBest(bursts, kept, columns);
  const { names, best: sportOf, confidence } = columns.sports;
  const numbers = numbersByPhoto(columns.numbers);
  const rows = Array.from(order, (photo): CsvValue[] => {
    const { decision, stars, label } = decisionWords(decisions, photo);
    const path = columns.paths[photo] ?? '';
    const burst = at(bursts, photo);
    return [
      fileName(path),
      path,
      at(scores, photo),
      at(columns.signals.aesthetic, photo),
      at(normalised.sharpness, photo),
      at(normalised.exposure, photo),
      at(normalised.contrast, photo),
      at(columns.signals.face_present, photo),
      ...others.map((name) => at(columns.signals[name], photo)),
      burst,
      best[burst] === photo ? 1 : 0,
      takenText(at(columns.takenMs, photo)),
      at(columns.widthPx, photo),
      at(columns.heightPx, photo),
      sportTitle(names[at(sportOf, photo)] ?? ''),
      at(confidence, photo),
      decision ?? '',
      stars,
      label ?? '',
      numbers(photo)
        .map(({ number }) => number)
        .join(' '),
      '',
      ...(told ? [told.likeness(photo) ?? '', told.because?.(photo) ?? ''] : []),
    ];
  });
  const header = told ? [...rankingHeader, ...likenessColumns] : rankingHeader;
  const copies = copiesOf(columns, order).map((copy) => copyRecord(header, copy));
  return csvText([header, ...rows, ...copies]);
}

function copyRecord(header: readonly string[], { path, copyOf }: Copy): CsvValue[] {
  const values: Readonly<Record<string, string>> = { file: fileName(path), path, copy_of: copyOf };
  return header.map((name) => values[name] ?? '');
}

/** What follows the last separator; a backslash separates only in Windows paths. */
function fileName(path: string): string {
  const separator = path.startsWith('/') ? '/' : /[\\/]/;
  return path.split(separator).at(-1) ?? path;
}

/** 2024-05-17T14:03:21.250: the numbers the camera wrote, which are kept as if they were UTC. */
function takenText(takenMs: number): string {
  return Math.abs(takenMs) <= 8.64e15 ? new Date(takenMs).toISOString().slice(0, -1) : '';
}
