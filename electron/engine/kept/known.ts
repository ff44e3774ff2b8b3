// What cache.db remembers of decisions.db beside it: that there are decisions, so that an empty file is seen for what it is.

import type { Database } from '../cache/database.ts';
import { openChangeCount } from './extent.ts';

/** How often anything had been changed in it. */
export type Known = { readonly changes: number };

export type KeptKnown = {
  /** What was there when anybody last looked; undefined in a cache that has seen none. */
  read(): Known | undefined;
  /** Remembers how it is now, where that has changed. */
  look(): void;
};

export function readKnown(cache: Database): Known | undefined {
  return cache.prepare<[], Known>('SELECT changes FROM kept_known').get();
}

export function openKnown(cache: Database, kept: Database): KeptKnown {
  const save = cache.prepare<Known>(
    'INSERT OR REPLACE INTO kept_known (id, changes) VALUES (1, @changes)',
  );
  const changesNow = openChangeCount(kept);
  let last = readKnown(cache)?.changes;
  return {
    read: () => readKnown(cache),
    look() {
      if (!kept.open || !cache.open) return; // asked by a call that was overtaken by the end
      const changes = changesNow();
      if (changes === last) return;
      try {
        save.run({ changes });
        last = changes;
      } catch {
        // The decisions are safe. The next look tries again; a disk that is full says so where something is saved.
      }
    },
  };
}
