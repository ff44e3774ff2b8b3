// A CSV file as rows of named columns, however a spreadsheet of any country saved it.

import { readFileSync } from 'node:fs';
import { EngineError } from '../../shared/calls/rpc.ts';
import { csvRows, delimiterOf, textOfBytes, type CsvRow } from './csv-rows.ts';
import { reasonOf } from './file-errors.ts';

/** Cells by the names of their columns in lower case. Throws EngineError `bad-input` for a file that is missing or no CSV. */
export function readCsv(file: string): CsvRow[] {
  try {
    const text = textOfBytes(readFileSync(file));
    const columns = (names: string[]) => names.map((name) => name.toLowerCase());
    return csvRows(text, { columns, delimiter: delimiterOf(text) });
  } catch (cause) {
    const message = `${file} cannot be read as CSV: ${reasonOf(cause)}.`;
    throw new EngineError('bad-input', message, { cause });
  }
}

/** A cell that holds a number, with a decimal comma as most of Europe writes it; NaN for any other text. */
export function cellNumber(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return NaN;
  return Number(/^[+-]?\d*,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed);
}
