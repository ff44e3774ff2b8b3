// How much a decisions.db holds, of whichever version it is.

import type { Extent } from '../../../shared/kept.ts';
import type { Database } from '../cache/database.ts';

export function extentOf(database: Database): Extent {
  const photos = countOf(database, 'SELECT count(*) FROM decisions');
  const people = countOf(database, 'SELECT count(*) FROM people');
  return { photos, people, changes: changesOf(database) };
}

/**
 * At least one was made for each photo and person: before version 4 changes were not counted, and a database that was
 * brought up from there counts only those since.
 */
export function changesOf(database: Database): number {
  const rows = countOf(
    database,
    'SELECT (SELECT count(*) FROM decisions) + (SELECT count(*) FROM people)',
  );
  const isCounted = countOf(
    database,
    `SELECT count(*) FROM sqlite_schema WHERE name = 'revisions'`,
  );
  const counted = 'SELECT coalesce(sum(number), 0) FROM revisions';
  return isCounted > 0 ? Math.max(rows, countOf(database, counted)) : rows;
}

function countOf(database: Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}
