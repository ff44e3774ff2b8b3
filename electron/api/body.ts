// The body of a request to the HTTP API: read whole within limits of size and time, and taken apart by its type.

import { Busboy } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { ApiError } from './refusals.ts';

/** A 100 MP JPEG has about 60 MB; ten ordinary photos fit too. */
export const longestBodyBytes = 96 * 2 ** 20;
/** A body comes over the loopback: seconds mean that its sender has stalled. */
const longestWaitMs = 30_000;

/** The media type of a request in lower case, without parameters; empty when it names none. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Rejects with status 413 when it is longer than `longestBodyBytes`, 408 when it stalls. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers['content-length'] ?? 0) > longestBodyBytes) throw tooLong();
  const { promise: arrived, resolve, reject } = Promise.withResolvers<undefined>();
  const refuse = (status: number, message: string) => () => {
    reject(new ApiError(status, message));
  };
  const broken = refuse(400, 'The body of the request broke off.');
  const late = refuse(408, 'The body of the request did not arrive within 30 seconds.');
  const parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length > longestBodyBytes) reject(tooLong());
    else parts.push(part);
  };
  const stalled = setTimeout(late, longestWaitMs);
  request.on('data', take).on('end', resolve).on('close', broken);
  request.on('error', broken); // stays: a broken connection may say so more than once
  try {
    await arrived;
  } finally {
    clearTimeout(stalled);
    request.off('data', take).off('end', resolve).off('close', broken);
  }
  return Buffer.concat(parts);
}

function tooLong(): ApiError {
  const limit = longestBodyBytes / 2 ** 20;
  return new ApiError(413, `A request may have ${limit} MB at most. Send fewer photos at a time.`);
}

/** Rejects with status 400 when it is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new ApiError(400, 'The body is not JSON.');
  }
}

/**
 * A form's fields by name, files as File. Fields in `lists` come as arrays, of the others the last counts.
 * Rejects with status 400 when it is not a form.
 */
export async function readForm(
  request: IncomingMessage,
  lists: readonly string[],
): Promise<Record<string, unknown>> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const parts = await takeApart(body, type).catch((error: unknown) => {
    if (error instanceof ApiError) throw error;
    throw new ApiError(400, 'The form is damaged: its parts do not fit the boundary it names.');
  });
  const fields: Record<string, unknown> = Object.fromEntries(
    lists.map((name) => [name, undefined]),
  );
  for (const [name, value] of parts) {
    const before = fields[name];
    if (!lists.includes(name)) fields[name] = value;
    else fields[name] = Array.isArray(before) ? [...(before as unknown[]), value] : [value];
  }
  return fields;
}

type Part = readonly [name: string, value: string | File];

/** More than any request needs: millions of empty ones would keep the host busy for minutes. */
const mostParts = 200;
/** Between pieces of a form other requests have their turn. */
const pieceBytes = 1 << 20;

function takeApart(body: Buffer, type: string): Promise<Part[]> {
  return new Promise((resolve, reject) => {
    const parts: Part[] = [];
    // What a form without a valid boundary throws is a refusal like any other.
    const form = new Busboy({ headers: { 'content-type': type }, limits: { parts: mostParts } });
    let at = 0;
    let refused = false;
    const next = () => {
      if (refused) return;
      const piece = body.subarray(at, (at += pieceBytes));
      if (at >= body.length) form.end(piece);
      else form.write(piece, () => setImmediate(next));
    };
    form
      .on('field', (name, value) => parts.push([name, value]))
      .on('file', (name, stream, filename) => {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('error', reject);
        stream.on('end', () => parts.push([name, new File(pieces, filename)]));
      })
      .on('error', (error) => {
        refused = true;
        reject(error instanceof Error ? error : new Error(String(error)));
      })
      .on('partsLimit', () => {
        refused = true;
        reject(new ApiError(400, `A form may have ${mostParts} parts at most.`));
      })
      .on('finish', () => {
        resolve(parts);
      });
    next();
  });
}
