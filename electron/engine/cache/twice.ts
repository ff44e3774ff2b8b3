// Every row a second time, in an index of all columns of its table: a byte that a disk has changed shows as a difference.

/** What of a database is used here. */
type Tables = {
  exec(sql: string): unknown;
  pragma(source: string): unknown;
  prepare(sql: string): { pluck(): { all(): unknown[] } };
};

/**
 * Gives each table such an index where it has none, or one from before its columns changed. SQLite keeps no checksums,
 * but `integrity_check` compares indexes with their tables, and no way of writing can forget an index.
 * @param atOnce does work in one transaction that nobody else writes in
 */
export function keepTwice(database: Tables, atOnce: (work: () => void) => void): void {
  if (missing(database).length === 0) return;
  atOnce(() => {
    for (const { table, columns } of missing(database)) {
      database.exec(`DROP INDEX IF EXISTS ${indexOf(table)}`);
      database.exec(`CREATE INDEX ${indexOf(table)} ON "${table}" (${columns.join(', ')})`);
    }
  });
}

type Twice = { readonly table: string; readonly columns: readonly string[] };

function missing(database: Tables): Twice[] {
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  return tables
    .map((table) => ({ table, columns: columnsOf(database, table) }))
    .filter(({ table, columns }) => {
      const there = database.pragma(`index_info(${indexOf(table)})`) as { name: string }[];
      return there.map(({ name }) => `"${name}"`).join() !== columns.join();
    });
}

/** The key last and turned round: an index in the order of the table itself would be no second place. */
function columnsOf(database: Tables, table: string): string[] {
  const all = database.pragma(`table_info("${table}")`) as { name: string; pk: number }[];
  const sorted = [...all.filter(({ pk }) => pk === 0), ...all.filter(({ pk }) => pk > 0).reverse()];
  return sorted.map(({ name }) => `"${name}"`);
}

function indexOf(table: string): string {
  return `"${table}_twice"`;
}
