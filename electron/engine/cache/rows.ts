// The statements of stages, each prepared once.

import type { Rows } from '../stage.ts';
import { lockedTransaction, type Database } from './database.ts';

/** Files as a JSON list of ids; the loops nest in this order, so that rows come by place in the list. */
const ofFiles = 'FROM json_each(@ids) AS wanted CROSS JOIN files ON files.id = wanted.value';

type Statement = ReturnType<Database['prepare']>;

export function openRows(database: Database): Rows {
  const statements = new Map<string, Statement>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    if (statement.reader) statement.raw();
    statements.set(sql, statement);
    return statement;
  };
  const list = (ids: ArrayLike<number>) => JSON.stringify(Array.from(ids));
  const ofPhotos = (columns: string, table: string) =>
    `SELECT wanted.key, ${columns} ${ofFiles} CROSS JOIN ${table} ON ${table}.content = files.content`;
  return {
    change: (sql, values) => void prepared(sql).run(values),
    read: <Row>(sql: string, values: object) => prepared(sql).all(values) as Row[],
    ofPhotos: <Row>(ids: ArrayLike<number>, columns: string, table: string, order?: string) => {
      const ordered = order === undefined ? '' : `ORDER BY wanted.key, ${order}`;
      return prepared(`${ofPhotos(columns, table)} ${ordered}`).all({ ids: list(ids) }) as Row[];
    },
    stream: <Row>(
      ids: ArrayLike<number>,
      columns: string,
      table: string,
      where: string,
      values: object,
    ) => {
      const statement = prepared(`${ofPhotos(columns, table)} WHERE ${where}`);
      return statement.iterate({ ...values, ids: list(ids) }) as Iterable<Row>;
    },
    atOnce: lockedTransaction(database, (work) => {
      work();
    }),
  };
}
