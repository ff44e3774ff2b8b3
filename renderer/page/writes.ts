// Writing to the engine what the user did: one thing after the other, and once more where the engine died of something else.

import { EngineError } from '../../shared/rpc.ts';

export type Writes = {
  /**
   * Sends when everything before it has been answered. An engine that died is started again by the next call, so what
   * is sent must change nothing when it is written twice.
   */
  add<T>(send: () => Promise<T>): Promise<T>;
  /** Settles with the write that was added last; never rejects. Another object each time one is added. */
  last(): Promise<unknown>;
};

/** What still waits for the answer to something before it, in its order. */
const waiting = new Set<() => void>();

/** Sends what waits without waiting any longer: the page goes away, and what is not sent now never is. */
export function sendAllNow(): void {
  for (const go of [...waiting]) go();
}

function turnAfter(before: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      waiting.delete(go);
      resolve();
    };
    waiting.add(go);
    void before.then(go);
  });
}

export function writesInOrder(): Writes {
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(send) {
      const written = turnAfter(last)
        .then(send)
        .catch((error: unknown) => {
          if (error instanceof EngineError && error.code === 'stopped') return send();
          throw error;
        });
      last = written.catch(() => undefined);
      return written;
    },
    last: () => last,
  };
}
