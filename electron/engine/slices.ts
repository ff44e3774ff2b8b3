// Long work in short slices, so that the engine goes on answering.

import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../../shared/calls/rpc.ts';

/** Longest slice, in milliseconds. */
const sliceMs = 25;

/** Runs a generator to its end, between slices of work letting others in; rejects when cancelled. */
export async function runInSlices<T>(work: Generator<unknown, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const endMs = performance.now() + sliceMs;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < endMs);
    throwIfCancelled(signal);
    await setImmediate();
  }
}
