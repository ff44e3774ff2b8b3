// A response is read the same however the network cuts it, and a torn one is never taken for an answer.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { framed, frameType, httpCall, type HttpMessage } from '../../shared/calls/http-call.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import type { ProbeContract } from '../hosts/probe.ts';

/** A call whose every response is these parts. */
function callAnswered(parts: readonly Uint8Array[], type = frameType) {
  return httpCall<ProbeContract>({
    fetch: () => {
      const rest = [...parts];
      const reader = {
        read: () => Promise.resolve({ done: rest.length === 0, value: rest.shift() }),
        cancel: () => Promise.resolve(),
      };
      const headers = { get: () => type };
      return Promise.resolve({ headers, body: { getReader: () => reader } });
    },
  });
}

function joined(messages: readonly HttpMessage[]): Buffer {
  return Buffer.concat(messages.map(framed));
}

/** The bytes cut into parts of these lengths, again and again. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    parts.push(bytes.subarray(at, at + length));
    at += length;
  }
  return parts;
}

const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });

describe('a response', () => {
  it('is read the same however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat()), fc.float64Array(), cuts, async (steps, values, cuts) => {
        const progress = steps.map((done) => ({ kind: 'progress', value: { done } }) as const);
        const bytes = joined([
          { kind: 'started', id: 1 },
          ...progress,
          { kind: 'result', value: { values } },
        ]);
        const seen: number[] = [];
        const options = { onProgress: ({ done }: { done: number }) => seen.push(done) };
        const call = callAnswered(cut(bytes, cuts));
        const result: unknown = await call('count', { to: 1 }, options);
        assert.deepEqual(result, { values });
        assert.deepEqual(seen, steps);
      }),
    );
  });

  it('that ends early rejects as stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), cuts, async (end, cuts) => {
        const bytes = joined([
          { kind: 'started', id: 1 },
          { kind: 'result', value: 'counted' },
        ]);
        const call = callAnswered(cut(bytes.subarray(0, end % bytes.length), cuts));
        await assert.rejects(call('count', { to: 1 }), isStopped);
      }),
    );
  });

  it('of something that is not Podium rejects as stopped', async () => {
    const bytes = joined([{ kind: 'result', value: 'counted' }]);
    await assert.rejects(callAnswered([bytes], 'text/html')('count', { to: 1 }), isStopped);
  });
});

function isStopped(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'stopped';
}
