// Who listens for what is decided, named and set elsewhere: in another window, or by another program on the same data.

import { statSync } from 'node:fs';
import type { LibraryRevisions } from '../../../shared/contract.ts';
import { asEngineError, cancelled, EngineError } from '../../../shared/calls/rpc.ts';
import type { Revisions } from '../cache/revisions.ts';

export type Changes = {
  /**
   * Says how things are, and again whenever they have changed. Rejects with `cancelled` when `signal` is aborted, with
   * `stopped` when the engine closes, and with the reason when the data cannot be read any more.
   */
  listen(signal: AbortSignal, onChange: (now: LibraryRevisions) => void): Promise<never>;
  /** Looks now: something may have been written in this process. Does nothing while nobody listens. */
  look(): void;
  close(): void;
};

/** What another process writes is heard of so soon: at once to the eye, and next to no work. */
const lookEveryMs = 250;

type Listener = {
  readonly tell: (now: LibraryRevisions) => void;
  readonly end: (reason: Error) => void;
};

export function openChanges(revisions: Revisions, settingsFile: string): Changes {
  const listeners = new Set<Listener>();
  const settings = settingsRevision(settingsFile);
  const read = (): LibraryRevisions => ({ ...revisions.read(), settings: settings() });
  let known = '';
  let timer: NodeJS.Timeout | undefined;
  const endAll = (reason: Error) => {
    for (const { end } of [...listeners]) end(reason);
  };
  const look = () => {
    if (listeners.size === 0) return;
    try {
      const now = read();
      const text = JSON.stringify(now);
      if (text === known) return;
      known = text;
      for (const { tell } of listeners) tell(now);
    } catch (error) {
      endAll(asEngineError(error));
    }
  };
  return {
    look,
    listen: (signal, onChange) =>
      new Promise<never>((_, reject) => {
        const now = read();
        const end = (reason: Error) => {
          listeners.delete(listener);
          signal.removeEventListener('abort', stop);
          if (listeners.size === 0) clearInterval(timer);
          reject(reason);
        };
        const stop = () => {
          end(cancelled());
        };
        const listener = { tell: onChange, end };
        signal.addEventListener('abort', stop);
        look(); // those who listen already hear of it before it counts as known
        known = JSON.stringify(now);
        listeners.add(listener);
        if (listeners.size === 1) timer = setInterval(look, lookEveryMs);
        onChange(now);
      }),
    close() {
      endAll(new EngineError('stopped', 'Podium was closed.'));
    },
  };
}

/** How often the file was another one than before, as far as anybody has looked. */
function settingsRevision(file: string): () => number {
  const stamp = () => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
  };
  let seen = stamp();
  let number = 0;
  return () => {
    const now = stamp();
    if (now !== seen) number += 1;
    seen = now;
    return number;
  };
}
