// Something costly that several calls use at once: opened when first needed, kept, and released when replaced and unused.

import { openedOnce } from './opened-once.ts';

type Releasable = { release(): Promise<void> };

export type Leases<T extends Releasable> = {
  /**
   * Runs `work` with what is open for `key`; where that is nothing, `open` opens it, and does the same in
   * every call with this key. What was open for another key is
   * released as soon as nobody uses it, never while somebody does. Rejects as `open` or `work` does.
   */
  use<R>(key: string, open: () => Promise<T>, work: (opened: T) => Promise<R>): Promise<R>;
  /** Resolves when all has been released: waits for those who still use it. The next use opens again. */
  release(): Promise<void>;
};

type Lease<T> = {
  readonly key: string;
  use<R>(work: (opened: T) => Promise<R>): Promise<R>;
  /** No further use: released at once, or when the last user is done. Resolves then. */
  end(): Promise<void>;
};

function createLease<T extends Releasable>(key: string, open: () => Promise<T>): Lease<T> {
  const opened = openedOnce(open);
  const released = Promise.withResolvers<undefined>();
  let users = 1; // the first is who keeps it for the next call
  const leave = () => {
    users -= 1;
    if (users > 0) return;
    const releasing = opened.take().then((taken) => taken?.release());
    releasing.then(() => {
      released.resolve(undefined);
    }, released.reject);
  };
  return {
    key,
    async use(work) {
      users += 1;
      try {
        return await work(await opened.get());
      } finally {
        leave();
      }
    },
    end() {
      leave();
      return released.promise;
    },
  };
}

export function createLeases<T extends Releasable>(): Leases<T> {
  let current: Lease<T> | undefined;
  const ending = new Set<Promise<void>>();
  const end = () => {
    if (!current) return;
    const ended = current.end();
    current = undefined;
    ending.add(ended);
    // One that could not be released stays in the set, for `release` to say so.
    ended.then(
      () => ending.delete(ended),
      () => undefined,
    );
  };
  return {
    use(key, open, work) {
      if (current?.key !== key) end();
      current ??= createLease(key, open);
      return current.use(work);
    },
    async release() {
      end();
      await Promise.all(ending);
    },
  };
}
