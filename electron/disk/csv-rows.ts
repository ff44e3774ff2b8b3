// A CSV text as rows of named columns, and what is wrong with one that is none, by its line.

import { CsvError, parse } from 'csv-parse/sync';

export type CsvRow = Readonly<Record<string, string>>;

export type CsvForm = {
  /** The names to use for those of the first line; the same when not given. */
  readonly columns?: (names: string[]) => string[];
  /** A comma when not given. */
  readonly delimiter?: string;
};

/** Throws with what is wrong, as the end of a sentence without its full stop, where the text is no CSV. */
export function csvRows(text: string, { columns, delimiter = ',' }: CsvForm = {}): CsvRow[] {
  const options = { bom: true, skip_empty_lines: true, trim: true, delimiter } as const;
  try {
    return parse<CsvRow>(text, { ...options, columns: columns ?? true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(problemOf(error), { cause: error });
  }
}

function problemOf({ code, lines, record, columns }: CsvError): string {
  const line = `line ${String(lines)}`;
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && Array.isArray(record) && Array.isArray(columns))
    return `${line} has ${record.length} ${record.length === 1 ? 'cell' : 'cells'} where the first line has ${columns.length}`;
  return code.includes('QUOTE')
    ? `the quotation marks in ${line} do not match`
    : `${line} cannot be understood`;
}
