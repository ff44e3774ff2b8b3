// What cache.db remembers of decisions.db beside it: that there are decisions, so that an empty file is seen for what it is.

import type { Extent } from '../../../shared/kept.ts';
import type { Database } from '../cache/database.ts';
import { changesOf, extentOf } from './extent.ts';

export type KeptKnown = {
  /** What was there when anybody last looked; undefined in a cache that has seen none. */
  read(): Extent | undefined;
  /** Remembers how it is now, where that has changed. */
  look(): void;
};

export function readKnown(cache: Database): Extent | undefined {
  return cache.prepare<[], Extent>('SELECT photos, people, changes FROM kept_known').get();
}

export function openKnown(cache: Database, kept: Database): KeptKnown {
  const save = cache.prepare<Extent>(
    `INSERT OR REPLACE INTO kept_known (id, photos, people, changes) VALUES (1, @photos, @people, @changes)`,
  );
  let last = readKnown(cache)?.changes;
  return {
    read: () => readKnown(cache),
    look() {
      if (!kept.open || !cache.open) return; // asked by a call that was overtaken by the end
      const changes = changesOf(kept);
      if (changes === last) return;
      try {
        save.run(extentOf(kept));
        last = changes;
      } catch {
        // The decisions are safe. The next look tries again; a disk that is full says so where something is saved.
      }
    },
  };
}
