// A small contract that exercises everything a call can do; every transport must carry it alike.

import { z } from 'zod';
import { EngineError, method, serve, throwIfCancelled, type Call } from '../../shared/calls/rpc.ts';

export const probeContract = {
  add: method<number>()(z.object({ a: z.number(), b: z.number().default(1) })),
  columns: method<{
    readonly values: Float64Array;
    readonly hashes: BigUint64Array;
    readonly names: ReadonlyMap<number, string>;
  }>()(z.object({ count: z.int().nonnegative() })),
  count: method<string, { readonly done: number }>()(z.object({ to: z.int() })),
  /** Ends only when it is cancelled. */
  wait: method<never, { readonly waiting: true }>()(z.object({})),
  /** How many `wait` calls are still running. */
  waiting: method<{ readonly count: number }>()(z.object({})),
  refuse: method<never>()(z.object({})),
  crash: method<never>()(z.object({})),
} as const;

export type ProbeContract = typeof probeContract;

export function serveProbe(): Call<ProbeContract> {
  let waiting = 0;
  return serve(probeContract, {
    add: ({ a, b }) => Promise.resolve(a + b),
    columns: ({ count }) =>
      Promise.resolve({
        values: Float64Array.from({ length: count }, (_, i) => (i % 3 === 0 ? NaN : i / 3)),
        hashes: BigUint64Array.from({ length: count }, (_, i) => 2n ** 63n + BigInt(i)),
        names: new Map([[count, 'größe 🏐\n']]),
      }),
    count: ({ to }, { onProgress }) => {
      for (let done = 1; done <= to; done++) onProgress({ done });
      return Promise.resolve('counted');
    },
    wait: async (_, { signal, onProgress }) => {
      waiting += 1;
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
      onProgress({ waiting: true });
      await aborted;
      waiting -= 1;
      throwIfCancelled(signal);
      throw new Error('Woken without being cancelled.');
    },
    waiting: () => Promise.resolve({ count: waiting }),
    refuse: () => Promise.reject(new EngineError('unreadable', 'The file ends early.')),
    crash: () => Promise.reject(new TypeError('A defect.')),
  });
}
