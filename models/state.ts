// models.db in the model folder: the user's choices, and what was found out of the files; opened for a moment each time.

import Sqlite from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../shared/calls/rpc.ts';
import { takeLock } from './lock.ts';
import { oldFilesIn, removeOldFiles, takeOver } from './old-files.ts';

/** Raise it with each change of the tables, and bring the earlier ones along. */
const VERSION = 1;

const tables = `
  CREATE TABLE choices (role TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE readings (
    file TEXT PRIMARY KEY, -- its path in the model folder
    bytes INTEGER NOT NULL,
    modifiedNs TEXT NOT NULL, -- a number of JavaScript holds no nanoseconds since 1970
    sha256 TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE trials (
    name TEXT PRIMARY KEY, -- of a file on a provider
    ended INTEGER NOT NULL, -- 0: by a process that is at it, or that died of it
    deaths INTEGER NOT NULL, -- of those before it
    reason TEXT -- of an ended one: null where the results are the CPU's
  ) STRICT, WITHOUT ROWID;
`;

/** Rows of what the folder remembers: none where nothing is there yet. Throws a sentence where it cannot be used. */
export function rowsOf<T>(dir: string, sql: string, ...values: readonly string[]): T[] {
  const read = (database: Sqlite.Database) => database.prepare<unknown[], T>(sql).all(...values);
  const path = statePath(dir);
  try {
    const isThere = existsSync(path) || oldFilesIn(dir).length > 0;
    return use(isThere ? openKept(dir) : openCopy(dir), read);
  } catch (error) {
    // A disk that is read-only or has no locks: a look at the bytes needs neither.
    if (error instanceof Sqlite.SqliteError) return use(openCopy(dir), read);
    throw error;
  }
}

type Value = string | number | null;

/** Runs the statement once a row, all in one transaction. Throws a sentence where it cannot be kept. */
export function change(dir: string, sql: string, ...rows: readonly (readonly Value[])[]): void {
  try {
    mkdirSync(dir, { recursive: true });
    use(openKept(dir), (database) => {
      const statement = database.prepare(sql);
      database.transaction(() => {
        for (const row of rows) statement.run(...row);
      })();
    });
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const sentence = `${statePath(dir)} cannot be written (${why}). Check that its folder can be written to and has space, or choose another data folder.`;
    throw new EngineError('unreadable', sentence, { cause });
  }
}

/** The same for what can be found out again: in a folder that cannot be written it is, at the next start. */
export const remember: typeof change = (...statement) => {
  try {
    change(...statement);
  } catch (error) {
    if (!(error instanceof EngineError && error.code === 'unreadable')) throw error;
  }
};

function statePath(dir: string): string {
  return join(dir, 'models.db');
}

function use<R>(database: Sqlite.Database, run: (database: Sqlite.Database) => R): R {
  try {
    return run(database);
  } finally {
    database.close();
  }
}

/** Rollback journal, not WAL: a folder on a disk that is read-only can be read all the same. */
function openFile(dir: string): Sqlite.Database {
  return new Sqlite(statePath(dir), { timeout: 10_000 });
}

/** The file itself. A damaged one is set aside first: only the choices in it are missed. */
function openKept(dir: string): Sqlite.Database {
  const database = openFile(dir);
  try {
    if (isWhole(database)) {
      bringUpToDate(database, dir);
      removeOldFiles(dir);
      return database;
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  setAside(dir);
  return openKept(dir);
}

/** What the folder holds, in memory: for reading where nothing can be written. */
function openCopy(dir: string): Sqlite.Database {
  const path = statePath(dir);
  const database = new Sqlite(existsSync(path) ? readFileSync(path) : ':memory:');
  bringUpToDate(database, dir);
  return database;
}

function bringUpToDate(database: Sqlite.Database, dir: string): void {
  const versionNow = () => database.pragma('user_version', { simple: true }) as number;
  if (versionNow() > VERSION)
    throw new EngineError(
      'bad-input',
      `${statePath(dir)} was made by a newer version of Podium. Update Podium, or start it with another data folder.`,
    );
  if (versionNow() === VERSION && oldFilesIn(dir).length === 0) return;
  const run = database.transaction(() => {
    // Another Podium that started at the same moment may have made them while this one waited.
    if (versionNow() === 0) database.exec(tables);
    database.pragma(`user_version = ${VERSION}`);
    takeOver(dir, (sql, values) => database.prepare(sql).run(values));
  });
  run.immediate();
}

/** Whether every page of the file can be read as what it is. */
function isWhole(database: Sqlite.Database): boolean {
  try {
    return database.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    const code = error instanceof Sqlite.SqliteError ? error.code : '';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return false;
    throw error;
  }
}

function setAside(dir: string): void {
  const path = statePath(dir);
  try {
    const lock = takeLock(dir, 'damage');
    try {
      // Of several processes that find the damage one moves the file; the others look again.
      if (!lock || use(openFile(dir), isWhole)) return;
      renameSync(path, `${path}.damaged`);
      rmSync(`${path}-journal`, { force: true }); // it belongs to the damaged one
    } finally {
      lock?.release();
    }
  } catch (cause) {
    const sentence = `${path} is damaged and cannot be moved away. Delete it: only which models you chose is lost with it.`;
    throw new EngineError('bad-input', sentence, { cause });
  }
  process.emitWarning(
    `${path} was damaged and is now ${path}.damaged. Choose again which models are used where that is not the best one; all else in it is found out anew.`,
  );
}
