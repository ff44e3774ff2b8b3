// The body of an HTTP request: read whole within limits of size and time, and of memory over all connections.

import type { IncomingMessage, ServerResponse } from 'node:http';

/** Why a body was not read; `message` is a sentence. */
export class BodyProblem extends Error {
  readonly status: 400 | 408 | 413 | 503;

  constructor(status: BodyProblem['status'], message: string) {
    super(message);
    this.name = 'BodyProblem';
    this.status = status;
  }
}

/** A body comes over the loopback: seconds mean that its sender has stalled. */
export const longestWaitMs = 30_000;
/** Of all requests that are being answered: two of the longest that any route takes, and some more. */
const mostHeldBytes = 224 * 2 ** 20;
/** Of a body that nobody wants: more than any route takes, so that whoever sends it hears why it was refused. */
const mostUnwantedBytes = 256 * 2 ** 20;
const longestUnwantedMs = 10_000;

/** What the bodies of this process take, by request: memory is the process's, whichever server asks for it. */
const held = new Map<IncomingMessage, number>();

/** To be called for every request: gives back what its body took, and reads away what nobody wanted of it. */
export function watchBody(request: IncomingMessage, response: ServerResponse): void {
  response.once('close', () => held.delete(request));
  // Node would swallow whatever is sent, however long; before `finish`, which is when it begins to.
  response.once('prefinish', () => {
    if (!request.complete) readAway(request);
  });
}

/** `tooLong` is the sentence for a body above `longestBytes`. Rejects with BodyProblem. */
export async function readBody(
  request: IncomingMessage,
  longestBytes: number,
  tooLong: string,
): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers['content-length'] ?? 0) > longestBytes)
    throw new BodyProblem(413, tooLong);
  const { promise: arrived, resolve, reject } = Promise.withResolvers<undefined>();
  const refuse = (status: BodyProblem['status'], message: string) => () => {
    reject(new BodyProblem(status, message));
  };
  const broken = refuse(400, 'The body of the request broke off.');
  const late = refuse(408, 'The body of the request did not arrive within 30 seconds.');
  const parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length > longestBytes) refuse(413, tooLong)();
    else if (heldBytes() + part.length > mostHeldBytes) refuse(503, full)();
    else {
      held.set(request, length);
      parts.push(part);
    }
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

const full = 'Podium is taking in as much as it can. Try again in a second.';

function heldBytes(): number {
  return [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Up to a limit, then the connection is broken: a sender that does not stop costs no more than that. */
function readAway(request: IncomingMessage): void {
  let left = mostUnwantedBytes;
  const enough = setTimeout(() => request.destroy(), longestUnwantedMs);
  request.on('data', (part: Buffer) => {
    left -= part.length;
    if (left < 0) request.destroy();
  });
  request.once('close', () => {
    clearTimeout(enough);
  });
}
