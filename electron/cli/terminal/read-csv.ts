// A CSV file as rows of named columns, however a spreadsheet of any country saved it.

import { readFileSync } from 'node:fs';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { csvRows, type CsvRow } from '../../disk/csv-rows.ts';
import { reasonOf } from '../../disk/file-errors.ts';

/** Cells by the names of their columns in lower case. Throws EngineError `bad-input` for a file that is missing or no CSV. */
export function readCsv(file: string): CsvRow[] {
  try {
    const text = textOf(readFileSync(file));
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

/** UTF-16 with its byte order mark (Excel's "Unicode text"), UTF-8, or else what Windows had before. */
function textOf(bytes: Buffer): string {
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
function delimiterOf(text: string): string {
  const [names = ''] = text.split(/\r?\n|\r/, 1);
  const plain = names.replace(/"[^"]*"/g, '');
  const times = (delimiter: string) => plain.split(delimiter).length;
  return [',', ';', '\t'].toSorted((a, b) => times(b) - times(a))[0] ?? ',';
}
