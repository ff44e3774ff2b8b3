// Whether what came of an input is fine: an answer, a refusal in a sentence, or a defect.

import { EngineError } from '../../shared/calls/rpc.ts';
import { Wrong, type Take } from './parser.ts';

export type Verdict =
  { readonly kind: 'answered' | 'refused' } | { readonly kind: 'defect'; readonly what: string };

/** What the language, the system or a library says, wherever it stands in a sentence. */
const rawWords =
  /\bundefined\b|\bnull\b|\bNaN\b|\[object |is not a function|is not iterable|Cannot |Maximum call stack|out of range|\bE[A-Z]{3,}:|Unexpected (?:token|end|non-)|in JSON|at position \d|Invalid (?:array|string length|time|Record|Closing|Opening)|0x[0-9a-f]{6}|\bat .+:\d+:\d+/;

/** What the user wrote, and what a request or a list of models should have held, for whoever writes programs. */
const theirs = /"[^"]*"|expected \w+, received \w+/g;

/** Why a text is nothing to show to a photographer; null where it is a sentence. */
export function rawness(message: string): string | null {
  const raw = rawWords.exec(message.replace(theirs, ''))?.[0];
  if (raw !== undefined) return `"${raw}" in "${message}"`;
  return /^(?:["A-Z/]|[\w-]+\.\w+ ).* .*[.!?]$/s.test(message) ? null : `no sentence: "${message}"`;
}

export async function judged(take: Take, bytes: Buffer, name: string): Promise<Verdict> {
  const before = Buffer.from(bytes);
  const verdict = await outcome(take, bytes, name);
  return bytes.equals(before) ? verdict : { kind: 'defect', what: 'it changed its input' };
}

async function outcome(take: Take, bytes: Buffer, name: string): Promise<Verdict> {
  try {
    await take(bytes, name);
    return { kind: 'answered' };
  } catch (error) {
    const what = defectIn(error);
    return what === null ? { kind: 'refused' } : { kind: 'defect', what: what.slice(0, 300) };
  }
}

function defectIn(error: unknown): string | null {
  if (error instanceof Wrong) return error.message;
  if (!(error instanceof Error)) return `it threw ${String(error)}`;
  const isOurs =
    error instanceof EngineError
      ? error.code !== 'internal'
      : Object.getPrototypeOf(error) === Error.prototype && !('code' in error);
  return isOurs ? rawness(error.message) : `${error.name}: ${error.message}`;
}
