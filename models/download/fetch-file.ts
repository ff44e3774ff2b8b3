// One file from its addresses: goes on where the last try stopped, and lets no byte through that is not the file's.

import { setTimeout as wait } from 'node:timers/promises';
import { cancelled, EngineError, throwIfCancelled } from '../../shared/calls/rpc.ts';
import { isPointerText } from '../file-check.ts';
import { hasCode } from '../small-files.ts';
import { ask, first, lineFailure, type Answer, type Failure, type Line } from './ask.ts';
import { drain } from './drain.ts';
import type { PartFile, Wanted } from './part-file.ts';

export type DownloadLimits = {
  /** Nothing arrives for so long: the line is given up. */
  readonly stallMs: number;
  /** So many tries in a row that bring nothing are made at one address. */
  readonly tries: number;
  /** Before the second try; doubled before each further one. */
  readonly pauseMs: number;
  /** A server that wants a longer rest is left alone. */
  readonly longestRestMs: number;
  /** Left free on the disk, for the cache and the system. */
  readonly spareBytes: number;
};

export const downloadLimits: DownloadLimits = {
  stallMs: 30_000,
  tries: 4,
  pauseMs: 1000,
  longestRestMs: 30_000,
  spareBytes: 16e6,
};

export type FileCall = {
  readonly line: Line;
  readonly limits: DownloadLimits;
  /** Bytes that came over the line; negative: bytes that were there and had to be thrown away. */
  readonly onBytes: (bytes: number) => void;
};

/**
 * Completes the part and gives the file its name. Rejects with `cancelled`, or with `unreadable` and a clause for each
 * address that failed; the part keeps what arrived.
 */
export async function fetchFile(
  addresses: readonly string[],
  wanted: Wanted,
  part: PartFile,
  call: FileCall,
): Promise<void> {
  const reasons: string[] = [];
  for (const url of addresses) {
    const why = await fetchFrom(url, wanted, part, call);
    if (why === null) return;
    if (!reasons.includes(why)) reasons.push(why);
  }
  throw new EngineError('unreadable', reasons.join('; '));
}

/** Null when the file is there; else why this address cannot give it. */
async function fetchFrom(
  url: string,
  wanted: Wanted,
  part: PartFile,
  call: FileCall,
): Promise<string | null> {
  const { limits, line } = call;
  let most = part.bytes;
  let barren = 0;
  for (;;) {
    const failure = await tryOnce(url, wanted, part, call);
    if (!failure) return null;
    // Only what was never reached before counts: starting again and again is not getting on.
    barren = part.bytes > most ? 1 : barren + 1;
    most = Math.max(most, part.bytes);
    const restMs = failure.afterMs ?? limits.pauseMs * 2 ** (barren - 1);
    if (failure.kind === 'elsewhere' || barren >= limits.tries) return failure.why;
    if (restMs > limits.longestRestMs) return `${failure.why}, for ${Math.ceil(restMs / 1000)} s`;
    await wait(restMs, undefined, { signal: line.signal }).catch(() => {
      throw cancelled();
    });
  }
}

async function tryOnce(
  url: string,
  wanted: Wanted,
  part: PartFile,
  call: FileCall,
): Promise<Failure | null> {
  throwIfCancelled(call.line.signal);
  if (part.bytes === wanted.bytes) return finish(new URL(url).host, part, call, true);
  const resumed = part.bytes > 0;
  const answer = await ask(url, rangeHeaders(url, part), call.line);
  if ('kind' in answer) return answer;
  const failure =
    (await prepare(answer, wanted, part, call)) ?? (await take(answer, url, wanted, part, call));
  if (failure) {
    answer.body.on('error', () => undefined).destroy();
    return failure;
  }
  return finish(answer.host, part, call, resumed);
}

/** Not compressed: ranges and lengths are of the file itself. */
function rangeHeaders(url: string, part: PartFile): Record<string, string> {
  const plain = { 'accept-encoding': 'identity', 'user-agent': 'Podium' };
  if (part.bytes === 0) return plain;
  const validator = part.validator(url);
  const range = `bytes=${part.bytes}-`;
  return { ...plain, range, ...(validator !== undefined && { 'if-range': validator }) };
}

/** Whether the body continues what is there, or starts anew; null when it may be taken. */
async function prepare(
  answer: Answer,
  wanted: Wanted,
  part: PartFile,
  call: FileCall,
): Promise<Failure | null> {
  const { statusCode, headers, host } = answer;
  const encoding = first(headers['content-encoding']) ?? 'identity';
  if (encoding !== 'identity') return { kind: 'elsewhere', why: `${host} sends it packed` };
  if (statusCode === 206) return checkRange(answer, wanted, part, call);
  if (statusCode === 416) {
    // Less than is here: these bytes are of something else.
    await forget(part, call);
    return { kind: 'again', why: `${host} has less of it than it sent before`, afterMs: 0 };
  }
  if (statusCode !== 200) return refusal(answer);
  const length = first(headers['content-length']);
  if (length === undefined || Number(length) === wanted.bytes) return null;
  const start = await startOf(answer, call);
  return start ?? wrongLength(host, `${length} bytes`, wanted);
}

async function checkRange(
  { headers, host }: Answer,
  wanted: Wanted,
  part: PartFile,
  call: FileCall,
): Promise<Failure | null> {
  const range = first(headers['content-range']) ?? '';
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range) ?? [];
  const pieceBytes = Number(to) + 1 - Number(from);
  const length = Number(first(headers['content-length']) ?? pieceBytes);
  if (total !== undefined && total !== '*' && Number(total) !== wanted.bytes)
    return wrongLength(host, `${total} bytes`, wanted);
  // Less than was asked for is welcome: the rest is asked for next.
  const fits = length === pieceBytes && length > 0 && part.bytes + length <= wanted.bytes;
  if (Number(from) === part.bytes && fits) return null;
  await forget(part, call);
  return { kind: 'again', why: `${host} sent another piece than it was asked for`, afterMs: 0 };
}

/** Takes the body to its end; null when the part is as long as the file. */
async function take(
  { statusCode, body, headers, host }: Answer,
  url: string,
  wanted: Wanted,
  part: PartFile,
  call: FileCall,
): Promise<Failure | null> {
  const before = part.bytes;
  let fromTheStart = statusCode === 200;
  const takeChunk = async (chunk: Buffer): Promise<Failure | null> => {
    if (fromTheStart) {
      const impostor = impostorIn(chunk, host);
      if (impostor) return impostor;
      await forget(part, call); // the server starts at the beginning, whatever was asked
      fromTheStart = false;
    }
    await part.comesFrom(url, validatorOf(headers));
    if (part.bytes + chunk.length > wanted.bytes) {
      await forget(part, call);
      return wrongLength(host, 'more bytes', wanted);
    }
    await part.write(chunk);
    call.onBytes(chunk.length);
    return null;
  };
  try {
    const failure = await drain(body, takeChunk);
    if (failure) return failure;
  } catch (error) {
    if (isStorageError(error) || error instanceof EngineError) throw error;
    if (part.bytes === wanted.bytes) return null; // it broke after the last byte
    return lineFailure(error, host, call.line.signal, call.line.stallMs);
  }
  if (part.bytes === wanted.bytes) return null;
  const isPiece = statusCode === 206 && part.bytes > before;
  return { kind: 'again', why: `${host} broke off before the end`, ...(isPiece && { afterMs: 0 }) };
}

/** Of a file that was continued the old bytes may be the wrong ones: once more, from the start. */
async function finish(
  host: string,
  part: PartFile,
  call: FileCall,
  resumed: boolean,
): Promise<Failure | null> {
  const had = part.bytes;
  if (await part.finish()) return null;
  call.onBytes(-had);
  const why = `what ${host} sent is not the published file (its hash is another one), so it was thrown away`;
  return resumed ? { kind: 'again', why, afterMs: 0 } : { kind: 'elsewhere', why };
}

async function forget(part: PartFile, { onBytes }: FileCall): Promise<void> {
  if (part.bytes === 0) return;
  onBytes(-part.bytes);
  await part.restart();
}

function refusal({ statusCode, headers, host }: Answer): Failure {
  const code = `(${statusCode})`;
  if (statusCode === 404 || statusCode === 410)
    return { kind: 'elsewhere', why: `${host} does not have it any more ${code}` };
  if (statusCode === 407)
    return { kind: 'elsewhere', why: `the proxy wants a name and a password ${code}` };
  if (statusCode === 429 || statusCode === 503) {
    const why =
      statusCode === 429 ? `${host} is asked too often ${code}` : `${host} is too busy ${code}`;
    const afterMs = restOf(first(headers['retry-after']));
    return { kind: 'again', why, ...(afterMs !== null && { afterMs }) };
  }
  if (statusCode >= 500) return { kind: 'again', why: `${host} has trouble of its own ${code}` };
  return { kind: 'elsewhere', why: `${host} refuses to give it ${code}` };
}

/** Milliseconds out of a Retry-After header: seconds or a date. */
function restOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  const restMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(restMs) ? null : Math.max(0, restMs);
}

/** Only a strong ETag or a date tells that the content is byte for byte the same. */
function validatorOf(headers: Answer['headers']): string | undefined {
  const etag = first(headers['etag']);
  return etag !== undefined && !etag.startsWith('W/') ? etag : first(headers['last-modified']);
}

/** What sits at the beginning of a body of the wrong length. */
async function startOf({ body, host }: Answer, call: FileCall): Promise<Failure | null> {
  try {
    const start = await drain(body, (chunk) =>
      Promise.resolve({ impostor: impostorIn(chunk, host) }),
    );
    return start?.impostor ?? null;
  } catch (error) {
    return lineFailure(error, host, call.line.signal, call.line.stallMs);
  }
}

function impostorIn(chunk: Buffer, host: string): Failure | null {
  if (isPointerText(chunk))
    return { kind: 'elsewhere', why: `${host} gave a pointer to the model instead of the model` };
  if (!/^\s*<(?:!doctype html|html|head|\?xml)/i.test(chunk.toString('latin1', 0, 200)))
    return null;
  const why = `${host} answered with a web page instead of the model: a network that asks you to sign in first does that`;
  return { kind: 'elsewhere', why };
}

function wrongLength(host: string, has: string, { bytes }: Wanted): Failure {
  return {
    kind: 'elsewhere',
    why: `${host} has ${has} instead of ${bytes}: it is another version`,
  };
}

/** The disk's fault, not the line's. */
function isStorageError(error: unknown): boolean {
  return hasCode(error, 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', 'EPERM', 'EFBIG', 'ENOENT');
}
