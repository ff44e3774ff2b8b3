// Which rows of decisions.db a commit changes, told by the database itself, so that no way of writing can forget one.

import type { Database } from '../schema.ts';
import type { ChangedRow, Value } from './records.ts';
import { keptTables, type KeptTable } from './tables.ts';

export type ChangedRows = {
  /** From here on rows are noted; outside, a change throws: nobody would put it into the log. */
  begin(): void;
  /** Those noted since, as they are now. */
  now(): ChangedRow[];
  end(): void;
};

/** Triggers of this connection alone (TEMP): the file has none of them. */
export function noteChangedRows(database: Database): ChangedRows {
  const noted = new Map<string, { table: string; key: readonly Value[] }>();
  let isNoting = false;
  database.pragma('temp_store = MEMORY');
  database.function('note_change', { varargs: true }, (table, ...key) => {
    if (!isNoting) throw new Error(`${String(table)} was changed outside of lockedTransaction.`);
    noted.set(nameOf(String(table), key as Value[]), { table: String(table), key: key as Value[] });
    return null;
  });
  const reads = new Map(
    keptTables(database).map((table) => {
      addTriggers(database, table);
      return [table.name, readRow(database, table)];
    }),
  );
  return {
    begin() {
      noted.clear();
      isNoting = true;
    },
    now: () =>
      [...noted.values()].map(({ table, key }) => {
        return { table, key, row: reads.get(table)?.(key) ?? null };
      }),
    end() {
      isNoting = false;
    },
  };
}

function addTriggers(database: Database, { name, keys }: KeptTable): void {
  const noting = (which: string) =>
    `SELECT note_change('${name}', ${keys.map((key) => `${which}."${key}"`).join(', ')});`;
  const triggers = {
    INSERT: noting('NEW'),
    UPDATE: `${noting('OLD')} ${noting('NEW')}`,
    DELETE: noting('OLD'),
  };
  for (const [change, statements] of Object.entries(triggers))
    database.exec(`
      CREATE TEMP TRIGGER "${name}_${change.toLowerCase()}_noted" AFTER ${change} ON main."${name}" BEGIN
        ${statements}
      END;
    `);
}

function readRow(database: Database, { name, keys }: KeptTable) {
  const where = keys.map((key) => `"${key}" = ?`).join(' AND ');
  const read = database.prepare<Value[], Value[]>(`SELECT * FROM "${name}" WHERE ${where}`).raw();
  return (key: readonly Value[]) => read.get(...key);
}

function nameOf(table: string, key: readonly Value[]): string {
  const parts = key.map((part) => (Buffer.isBuffer(part) ? part.toString('latin1') : part));
  return JSON.stringify([table, ...parts]);
}
