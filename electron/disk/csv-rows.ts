// A CSV text, in whichever letters and with whichever delimiter, as rows; what is wrong with one that is none, by its line.

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

/** A line of a table; 1 is the first line of the text. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** A text as lines of cells, of whichever lengths; empty lines are left out. Throws as `csvRows`. */
export function tableRows(text: string, delimiter: string): TableRow[] {
  const rows: TableRow[] = [];
  const options = { bom: true, trim: true, relax_column_count: true, relax_quotes: true } as const;
  try {
    parse(text, {
      ...options,
      delimiter,
      on_record(cells: string[], { lines }) {
        if (cells.some((cell) => cell !== '')) rows.push({ line: lines, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(problemOf(error), { cause: error });
  }
}

/** UTF-16 with its byte order mark (Excel's "Unicode text"), UTF-8, or else what Windows had before. */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Whichever of the three stands most often between the names of the columns; a comma where none does. */
export function delimiterOf(text: string): string {
  const [names = ''] = text.split(/\r?\n|\r/, 1);
  const plain = names.replace(/"[^"]*"/g, '');
  const times = (delimiter: string) => plain.split(delimiter).length;
  return [',', ';', '\t'].toSorted((a, b) => times(b) - times(a))[0] ?? ',';
}

function problemOf({ code, lines, record, columns }: CsvError): string {
  const line = `line ${String(lines)}`;
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && Array.isArray(record) && Array.isArray(columns))
    return `${line} has ${record.length} ${record.length === 1 ? 'cell' : 'cells'} where the first line has ${columns.length}`;
  return code.includes('QUOTE')
    ? `the quotation marks in ${line} do not match`
    : `${line} cannot be understood`;
}
