// Waiting in a component: whatever comes after it has gone, or has been asked something else, reaches nobody.

import type { PodiumContract } from '../../shared/contract.ts';
import { isCancelled, type Call } from '../../shared/calls/rpc.ts';
import { askedWhile, unlessAborted } from '../../shared/shoot/acts/open.ts';
import { call } from '../page/engine.ts';
import { sayProblem } from '../page/toast.ts';

export type Shown = {
  /** Asks the engine; cancelled when nobody waits for the answer any more. */
  readonly ask: Call<PodiumContract>;
  /** Waits for anything else. */
  readonly wait: <T>(answer: Promise<T>) => Promise<T>;
};

/**
 * What an effect does that waits; the effect gives back what this returns, which ends the waiting.
 * @param failed gets what goes wrong before that; else it is said
 */
export function whileShown(
  work: (shown: Shown) => Promise<void>,
  failed: (error: unknown) => void = sayProblem,
): () => void {
  const life = new AbortController();
  const { signal } = life;
  work({
    ask: askedWhile(signal, call),
    wait: (answer) => unlessAborted(signal, answer),
  }).catch((error: unknown) => {
    if (!isCancelled(error)) failed(error);
  });
  return () => {
    life.abort();
  };
}
