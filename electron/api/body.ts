// The body of a request to the HTTP API: read whole within the limits of every host, and taken apart by its type.

import { Busboy } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { BodyProblem, readBody as readWithin } from '../host/request-body.ts';
import { ApiError } from './refusals.ts';

/** A 100 MP JPEG has about 60 MB; ten ordinary photos fit too. */
export const longestBodyBytes = 96 * 2 ** 20;
/** The media type of a request in lower case, without parameters; empty when it names none. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

const tooLong = `A request may have ${longestBodyBytes / 2 ** 20} MB at most. Send fewer photos at a time.`;

/** Rejects with status 413 when it is longer than `longestBodyBytes`, 408 when it stalls, 503 when too many come at once. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return readWithin(request, longestBodyBytes, tooLong).catch((error: unknown) => {
    if (!(error instanceof BodyProblem)) throw error;
    const headers = error.status === 503 ? { 'retry-after': '1' } : {};
    throw new ApiError(error.status, error.message, headers);
  });
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
