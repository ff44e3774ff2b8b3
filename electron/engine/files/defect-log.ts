// The log of defects: what went wrong inside, in its own words, for whoever mends it; people are told a sentence.

import { appendFileSync, renameSync, statSync } from 'node:fs';
import { asEngineError, defectSentence, EngineError } from '../../../shared/calls/rpc.ts';

/** Two files of this size at most: some thousand defects. */
const longestBytes = 2 ** 20;

/** The error of `what` as it is told: a defect is written to `file`, which the sentence then names. */
export function told(file: string, what: string, error: unknown): EngineError {
  const known = asEngineError(error);
  if (known.message !== defectSentence || !write(file, what, known.cause)) return known;
  const { code, message, cause } = known;
  return new EngineError(code, `${message} What happened is in ${file}.`, { cause });
}

/** False where it cannot be written: what went wrong inside must not become another failure. */
function write(file: string, what: string, cause: unknown): boolean {
  const words = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  try {
    const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (sizeBytes > longestBytes) renameSync(file, `${file}.old`);
    appendFileSync(file, `${new Date().toISOString()} ${what}: ${words}\n`, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}
