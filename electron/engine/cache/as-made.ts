// Whether a database still has the tables that Podium made: a byte changed in their description gives a column another name.

import type { Database } from './database.ts';

/** Every table and column of a database is there, of those that a new one has. `make` opens a new one, which is closed. */
export function isAsMade(database: Database, make: () => Database): boolean {
  const fresh = make();
  try {
    const here = columnsOf(database);
    return [...columnsOf(fresh)].every((column) => here.has(column));
  } catch {
    return false; // their description cannot even be read
  } finally {
    fresh.close();
  }
}

const everyColumn = `
  SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`;

function columnsOf(database: Database): Set<string> {
  return new Set(database.prepare<[], string>(everyColumn).pluck().all());
}
