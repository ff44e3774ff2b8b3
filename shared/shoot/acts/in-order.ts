// One thing after the other: work in turn, and writing to the engine what the user did.

import { EngineError } from '../../calls/rpc.ts';

export type Writes = {
  /**
   * Sends when everything before it has been answered. An engine that died is started again by the next call, so what
   * is sent must change nothing when it is written twice.
   */
  add<T>(send: () => Promise<T>): Promise<T>;
  /** Settles with the write that was added last; never rejects. Another object each time one is added. */
  last(): Promise<unknown>;
  /** Sends what waits without waiting any longer: the page goes away, and what is not sent now never is. */
  sendNow(): void;
};

export function writesInOrder(): Writes {
  let last: Promise<unknown> = Promise.resolve();
  /** What still waits for the answer to something before it, in its order. */
  const waiting = new Set<() => void>();
  const turnAfter = (before: Promise<unknown>): Promise<void> =>
    new Promise((resolve) => {
      const go = () => {
        waiting.delete(go);
        resolve();
      };
      waiting.add(go);
      void before.then(go);
    });
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
    sendNow() {
      for (const go of [...waiting]) go();
    },
  };
}

/** Does one piece of work after the other, whether or not the one before succeeded. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

export function inTurn(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
