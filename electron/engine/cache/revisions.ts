// How often what the user said has changed: numbers that every process on the same decisions.db sees grow.

import type { Database } from './database.ts';

export const revisionAreas = [
  'decisions',
  'people',
  'presets',
  'captions',
  'exchange',
  'taste',
  'moments',
] as const;
export type RevisionArea = (typeof revisionAreas)[number];

export type Revisions = {
  /** Grows with every change in an area, whoever makes it. Three rows of one page: looking often costs nothing. */
  read(): Readonly<Record<RevisionArea, number>>;
};

export function openRevisions(database: Database): Revisions {
  const all = database.prepare<[], { area: RevisionArea; number: number }>(
    'SELECT area, number FROM revisions',
  );
  return {
    read() {
      const found = new Map(all.all().map(({ area, number }) => [area, number]));
      const numbers = revisionAreas.map((area) => [area, found.get(area) ?? 0]);
      return Object.fromEntries(numbers) as Record<RevisionArea, number>;
    },
  };
}
