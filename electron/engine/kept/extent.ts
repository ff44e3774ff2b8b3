// How much a decisions.db holds, of whichever version it is.

import type { Extent } from '../../../shared/kept.ts';
import { versionOf, type Database } from '../cache/schema.ts';

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

/** From this version on the counts of changes are never fewer than the rows. */
const countedFrom = 7;
const allChanges = 'SELECT coalesce(sum(number), 0) FROM revisions';

/** How often anything was changed in it: at least once for each photo and person. */
export function changesOf(database: Database): number {
  if (versionOf(database) >= countedFrom) return countOf(database, allChanges);
  const rows = countOf(
    database,
    'SELECT (SELECT count(*) FROM decisions) + (SELECT count(*) FROM people)',
  );
  return hasTable(database, 'revisions') ? Math.max(rows, countOf(database, allChanges)) : rows;
}

/** The same of a database of this version, to be asked after every call: some rows of one page. */
export function openChangeCount(database: Database): () => number {
  const count = database.prepare<[], number>(allChanges).pluck();
  return () => count.get() ?? 0;
}

/** An earlier version has fewer of them. */
function hasTable(database: Database, name: string): boolean {
  return countOf(database, `SELECT count(*) FROM sqlite_schema WHERE name = '${name}'`) > 0;
}

function countOf(database: Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}
