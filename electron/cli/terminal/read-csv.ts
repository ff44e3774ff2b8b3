// A CSV file as rows of named columns.

import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { EngineError } from '../../../shared/calls/rpc.ts';

export type Row = Readonly<Record<string, string>>;

/** Throws EngineError `bad-input` for a file that is missing or no CSV. */
export function readCsv(file: string): Row[] {
  try {
    const text = readFileSync(file, 'utf8');
    return parse<Row>(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EngineError('bad-input', `${file} cannot be read as CSV: ${why}.`, { cause: error });
  }
}
