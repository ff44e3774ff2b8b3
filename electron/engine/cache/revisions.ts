// How often what the user said has changed: numbers that every process on the same decisions.db sees grow.

import type { Database } from './database.ts';

export const revisionAreas = [
  'decisions',
  'people',
  'presets',
  'captions',
  'exchange',
  'taste',
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
      const numbers = { decisions: 0, people: 0, presets: 0, captions: 0, exchange: 0, taste: 0 };
      for (const { area, number } of all.all()) numbers[area] = number;
      return numbers;
    },
  };
}
