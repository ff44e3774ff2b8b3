// How much a decisions.db holds, of whichever version it is.

import type { Extent } from '../../../shared/kept.ts';
import type { Database } from '../cache/database.ts';

export function extentOf(database: Database): Extent {
  const photos = countOf(database, 'SELECT count(*) FROM decisions');
  const people = countOf(database, 'SELECT count(*) FROM people');
  return { photos, people, changes: changesOf(database) };
}

/** Before version 4 changes were not counted: at least one was made for each photo and person. */
export function changesOf(database: Database): number {
  const isCounted = countOf(
    database,
    `SELECT count(*) FROM sqlite_schema WHERE name = 'revisions'`,
  );
  return isCounted > 0
    ? countOf(database, 'SELECT coalesce(sum(number), 0) FROM revisions')
    : countOf(database, 'SELECT (SELECT count(*) FROM decisions) + (SELECT count(*) FROM people)');
}

function countOf(database: Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}
