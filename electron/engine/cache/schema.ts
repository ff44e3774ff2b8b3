// The schema of an open database: which version of it the file has.

import type Sqlite from 'better-sqlite3';

export type Database = Sqlite.Database;

/** 0 where there is none yet. */
export function versionOf(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
