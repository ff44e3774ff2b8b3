// The tables of decisions.db that the log tells of, and where in it the log stands.

import type { Database } from '../schema.ts';

export type KeptTable = {
  readonly name: string;
  /** In the order of the table. */
  readonly columns: readonly string[];
  /** The columns of its key, in the order of the key. */
  readonly keys: readonly string[];
};

/** All but `logged`. The counts of changes come last: writing any other row counts one. */
export function keptTables(database: Database): KeptTable[] {
  const names = database
    .prepare<[], string>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name <> 'logged' ORDER BY name = 'revisions', name`,
    )
    .pluck()
    .all();
  return names.map((name) => {
    const columns = database.pragma(`main.table_info("${name}")`) as { name: string; pk: number }[];
    const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return { name, columns: columns.map((one) => one.name), keys: keys.map((one) => one.name) };
  });
}

/** The last commit of a decisions.db, and of which series it is. */
export type Position = { readonly series: string; readonly number: number };

/** Undefined in a version that had no log. */
export function positionOf(database: Database): Position | undefined {
  const isThere = database
    .prepare(`SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'logged'`)
    .get();
  if (isThere === undefined) return undefined;
  return database.prepare<[], Position>('SELECT series, number FROM logged').get();
}

/** From here on it is another one: no log of before belongs to it. */
export function beginSeries(database: Database): void {
  if (positionOf(database)) database.exec(`UPDATE logged SET series = ${newSeries}`);
}

/** 128 random bits, as SQL. */
export const newSeries = 'lower(hex(randomblob(16)))';
