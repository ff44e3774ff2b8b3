// A body to its end, chunk by chunk: what has arrived is handed on even when the line breaks right after it.

import type { Readable } from 'node:stream';

/** Chunks that wait to be written, in bytes, before the line has to wait. */
const mostWaiting = 4 << 20;

/**
 * Hands each chunk to `take`, one after the other; a result other than null ends the body early. Resolves with that result,
 * or null at the end. Rejects as `take` does, or, once every chunk that arrived is taken, with what broke the line.
 * A stream's own iterator would drop the chunks that it has not handed out by then.
 */
export async function drain<R>(
  body: Readable,
  take: (chunk: Buffer) => Promise<R | null>,
): Promise<R | null> {
  let waiting = 0;
  const outcome: Outcome<R> = { result: null, failure: null };
  let chain: Promise<void> = Promise.resolve();
  const takeNext = async (chunk: Buffer) => {
    if (isDecided(outcome)) return;
    try {
      outcome.result = await take(chunk);
    } catch (error) {
      outcome.failure = { error };
    }
    if (isDecided(outcome)) body.destroy();
    waiting -= chunk.length;
    if (waiting < mostWaiting) body.resume();
  };
  const broken = await new Promise<Outcome<R>['failure']>((ended) => {
    body
      .on('data', (chunk: Buffer) => {
        waiting += chunk.length;
        if (waiting >= mostWaiting) body.pause();
        chain = chain.then(() => takeNext(chunk));
      })
      .on('end', () => {
        ended(null);
      })
      .on('error', (error) => {
        ended({ error });
      })
      .on('close', () => {
        ended(null);
      });
  });
  await chain;
  const failure = outcome.failure ?? broken;
  if (outcome.result === null && failure) throw failure.error;
  return outcome.result;
}

type Outcome<R> = { result: R | null; failure: { readonly error: unknown } | null };

function isDecided({ result, failure }: Outcome<unknown>): boolean {
  return result !== null || failure !== null;
}
