// A CSV file as rows of named columns.

import { readFileSync } from 'node:fs';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { csvRows, type CsvRow } from '../../disk/csv-rows.ts';
import { reasonOf } from '../../disk/file-errors.ts';

/** Throws EngineError `bad-input` for a file that is missing or no CSV. */
export function readCsv(file: string): CsvRow[] {
  try {
    return csvRows(readFileSync(file, 'utf8'));
  } catch (cause) {
    const message = `${file} cannot be read as CSV: ${reasonOf(cause)}.`;
    throw new EngineError('bad-input', message, { cause });
  }
}
