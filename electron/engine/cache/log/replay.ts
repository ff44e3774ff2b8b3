// Bringing into a decisions.db what its log holds beyond it.

import type { Database } from '../schema.ts';
import type { LogContent, LogRecord, Value } from './records.ts';
import { keptTables, type KeptTable, type Position } from './tables.ts';

/** What the log holds beyond a position, in its order; `damaged` where a commit of that is missing. */
export function beyond(
  { records }: LogContent,
  { series, number }: Position,
): readonly LogRecord[] | 'damaged' {
  const later = commitsAfter(records, { series, number });
  return later.every((record, at) => record.number === number + 1 + at) ? later : 'damaged';
}

/** Without what a log begins with, which changed nothing. */
export function commitsAfter(
  records: readonly LogRecord[],
  { series, number }: Position,
): LogRecord[] {
  return records.filter(
    (record) => record.series === series && record.number > number && record.rows.length > 0,
  );
}

/**
 * Makes each row what the log says, in a transaction that is open, without foreign keys: what a removed row took along is
 * in the log itself. @param migrateTo brings the schema to a version
 */
export function replay(
  database: Database,
  records: readonly LogRecord[],
  migrateTo: (version: number) => void,
): void {
  let [version, writing] = [NaN, new Map<string, WriteRow>()];
  for (const record of records) {
    if (record.version !== version) {
      migrateTo(record.version);
      version = record.version;
      writing = new Map(
        keptTables(database).map((table) => [table.name, writeRow(database, table)]),
      );
    }
    for (const { table, key } of record.rows) writing.get(table)?.drop(key);
    const order = [...writing.keys()];
    const rows = [...record.rows].sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table));
    for (const { table, row } of rows) if (row) writing.get(table)?.add(row);
    database.prepare('UPDATE logged SET series = ?, number = ?').run(record.series, record.number);
  }
}

type WriteRow = {
  drop(key: readonly Value[]): void;
  add(row: readonly Value[]): void;
};

function writeRow(database: Database, { name, columns, keys }: KeptTable): WriteRow {
  const where = keys.map((key) => `"${key}" = ?`).join(' AND ');
  const drop = database.prepare(`DELETE FROM "${name}" WHERE ${where}`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const add = database.prepare(
    `INSERT OR REPLACE INTO "${name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return {
    drop: (key) => void drop.run(...key),
    add: (row) => void add.run(...row),
  };
}
