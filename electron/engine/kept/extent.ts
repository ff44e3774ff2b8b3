// How much a decisions.db holds, of whichever version it is.

import type { Extent } from '../../../shared/kept.ts';
import type { Database } from '../cache/database.ts';

export function extentOf(database: Database): Extent {
  const isCaptioned = hasTable(database, 'captions');
  const captioned = isCaptioned ? 'UNION SELECT sha256 FROM captions' : '';
  const photos = countOf(
    database,
    `SELECT count(*) FROM (SELECT sha256 FROM decisions ${captioned})`,
  );
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
  const counted = 'SELECT coalesce(sum(number), 0) FROM revisions';
  return hasTable(database, 'revisions') ? Math.max(rows, countOf(database, counted)) : rows;
}

/** An earlier version has fewer of them. */
function hasTable(database: Database, name: string): boolean {
  return countOf(database, `SELECT count(*) FROM sqlite_schema WHERE name = '${name}'`) > 0;
}

function countOf(database: Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}
