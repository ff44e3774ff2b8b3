// What people said of the photos: ratings, picks or scores from a CSV, matched to the photos by name.

import { basename } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { keeperFrom } from '../../../shared/prove/proof.ts';
import type { CsvRow } from '../../disk/csv-rows.ts';
import { cellNumber, readCsv } from '../../disk/read-csv.ts';

/** Columns that hold a label, and from which value on a photo is one that was wanted. */
const labelColumns = { keep: keeperFrom, rating: 4, pick: 1, score: NaN, label: 1 } as const;

type LabelColumn = keyof typeof labelColumns;

export type Labels = {
  readonly column: LabelColumn;
  /** One a photo; NaN where it has none. */
  readonly values: Float64Array;
  readonly relevantFrom: number;
};

/**
 * Labels by path, or by file name where the CSV has no paths.
 * @param names each photo's paths, its own first, then those of its copies
 * Throws EngineError `bad-input` with a sentence for a file that has no labels of these photos.
 */
export function readLabels(file: string, names: readonly (readonly string[])[]): Labels {
  const rows = readCsv(file);
  const { key, column } = columnsOf(file, rows);
  const byName = new Map(rows.map((row) => [nameKey(row[key] ?? ''), row[column] ?? '']));
  const texts = names.map((paths) => labelOf(byName, paths));
  if (texts.every((text) => text === undefined))
    throw new EngineError('bad-input', `None of the photos in ${file} is among those ranked.`);
  const values = Float64Array.from(texts, (text) => labelValue(file, column, text ?? ''));
  const known = values.filter(Number.isFinite).sort();
  if (known.length === 0)
    throw new EngineError(
      'bad-input',
      `The column "${column}" of ${file} is empty for every photo that was ranked.`,
    );
  const median = known[Math.floor(known.length / 2)] ?? 0;
  const fixed = labelColumns[column];
  return { column, values, relevantFrom: Number.isNaN(fixed) ? median : fixed };
}

function columnsOf(file: string, rows: readonly CsvRow[]): { key: string; column: LabelColumn } {
  const [first = {}] = rows;
  const key = ['path', 'file', 'photo'].find((name) => name in first);
  const column = (Object.keys(labelColumns) as LabelColumn[]).find((name) => name in first);
  if (key !== undefined && column !== undefined) return { key, column };
  throw new EngineError(
    'bad-input',
    `${file} needs a column "path" or "file" and a column "keep", "rating", "pick", "score" or "label".`,
  );
}

/** A name in one Unicode form: macOS writes an accent as a character of its own. */
function nameKey(name: string): string {
  return name.normalize('NFC');
}

function labelOf(
  byName: ReadonlyMap<string, string>,
  paths: readonly string[],
): string | undefined {
  const names = [...paths, ...paths.map((path) => basename(path))];
  return names.map((name) => byName.get(nameKey(name))).find((text) => text !== undefined);
}

/** A number, or true and false as spreadsheets write them; NaN for an empty cell. */
function labelValue(file: string, column: LabelColumn, text: string): number {
  if (text === '') return NaN;
  if (/^true$/i.test(text)) return 1;
  if (/^false$/i.test(text)) return 0;
  const value = cellNumber(text);
  if (Number.isFinite(value)) return value;
  throw new EngineError(
    'bad-input',
    `The column "${column}" of ${file} holds "${text}", which is not a number. Ratings, picks and scores are numbers, or true and false.`,
  );
}
