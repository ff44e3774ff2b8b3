// Long work in short slices, so that the page goes on scrolling and answering.

import type { Steps } from '../../shared/arithmetic/steps.ts';

/** Longest slice, in milliseconds, as far as steps allow: half a frame, so that frames are not missed. */
const sliceMs = 8;

/** Runs work to its end, letting the page draw and answer between slices. */
export async function runInSlices<T>(work: Steps<T>): Promise<T> {
  for (;;) {
    const endMs = performance.now() + sliceMs;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < endMs);
    await nextTask();
  }
}

/** Resolves in a task of its own: input and frames that wait come first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export function rest(ms: number): Promise<void> {
  return new Promise((rested) => setTimeout(rested, ms));
}
