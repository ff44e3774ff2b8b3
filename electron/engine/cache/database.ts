// Opens an SQLite database, brings its schema up to date and refuses one made by a newer Podium.

import Sqlite from 'better-sqlite3';
import { basename } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { errorCode } from '../../disk/file-errors.ts';
import { makePrivate } from '../../disk/private.ts';
import { openKeptLog, recover, type KeptLog } from './log/kept-log.ts';
import { versionOf, type Database } from './schema.ts';
import { keepTwice } from './twice.ts';

export type { Database };
/** Steps in order: step n brings `PRAGMA user_version` from n to n + 1. */
export type Migration = (database: Database) => void;

/** What a power cut may cost: the last commits of what can be computed again, nothing of what cannot. */
export type Durability = 'derived' | 'kept';

/** Called with a database that holds something, before the first step that changes it. */
export type BeforeMigrating = (database: Database, version: number) => void;

/**
 * Opens `file` (or `:memory:`) and applies what is missing of `migrations`.
 * Throws EngineError `bad-input` for a damaged file or one from a newer version.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[],
  durability: Durability = 'derived',
  beforeMigrating?: BeforeMigrating,
): Database {
  let database: Database | undefined;
  try {
    database = new Sqlite(file);
    if (file !== ':memory:') makePrivate(file); // SQLite gives what it makes beside it the same mode
    database.pragma('busy_timeout = 10000');
    refuseNewer(database, basename(file), migrations);
    writeAhead(database);
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON'); // what is forgotten is overwritten, not only unlinked
    if (durability === 'kept') openKept(database, file, migrations, beforeMigrating);
    else migrate(database, migrations, beforeMigrating);
    return database;
  } catch (error) {
    database?.close();
    throw asSentence(file, durability, error);
  }
}

/** Opens what is there to be looked at; only what an interrupted commit left half done is taken back. Throws as SQLite does. */
export function openToLook(file: string): Database {
  return new Sqlite(file, { fileMustExist: true, timeout: patienceMs });
}

/** A database of its own in memory, empty or as `bytes` have it. Throws as SQLite does. */
export function openInMemory(bytes?: Buffer): Database {
  // Bytes 18 and 19 of the header say whether there is a WAL (2) or not (1): in memory there is none.
  return bytes ? new Sqlite(bytes.fill(1, 18, 20)) : new Sqlite(':memory:');
}

/** The log of each database that has one. */
const logs = new WeakMap<Database, KeptLog>();

/** Of a decisions.db that is open; undefined of any other. */
export function logOf(database: Database): KeptLog | undefined {
  return logs.get(database);
}

/**
 * In WAL mode NORMAL survives the death of the process, and keeps whole what was written last but some commits where the
 * power goes. What cannot be worked out again has to outlive that, and a lost WAL: every commit of it is in a log as well,
 * flushed, before it counts (`log/`). What that costs beside other ways, node test/bench/decisions.ts tells.
 */
function writeAhead(database: Database): void {
  untilFree(() => database.pragma('journal_mode = WAL'));
  database.pragma('synchronous = NORMAL');
}

/** What the log holds beyond the file comes first: it is of the schema that the file had. */
function openKept(
  database: Database,
  file: string,
  migrations: readonly Migration[],
  beforeMigrating?: BeforeMigrating,
): void {
  recover(database, file, (version) => {
    refuseVersion(version, basename(file), migrations);
    migrate(database, migrations.slice(0, version));
  });
  const version = versionOf(database);
  migrate(database, migrations, beforeMigrating);
  keepTwice(database, (work) => {
    lockedTransaction(database, work)();
  });
  if (file === ':memory:') return;
  const log = openKeptLog(database, file, version !== versionOf(database));
  if (log) logs.set(database, log);
}

/** As long as `busy_timeout`, milliseconds, and how often one looks. */
const patienceMs = 10_000;
const lookMs = 10;

/** The change of the journal takes a lock that no busy timeout waits for: several that open a new file are in each other's way. */
function untilFree(work: () => void): void {
  for (const sinceMs = performance.now(); ;) {
    try {
      work();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() - sinceMs > patienceMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookMs);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/**
 * A transaction that takes the lock before its first read: nobody writes between what it reads and what it writes. Whatever
 * changes decisions.db is done in one; its log has it then.
 */
export function lockedTransaction<A extends unknown[], R>(
  database: Database,
  run: (...inputs: A) => R,
): (...inputs: A) => R {
  const transaction = database.transaction((...inputs: A) => {
    const log = logs.get(database);
    return log ? log.around(() => run(...inputs)) : run(...inputs);
  });
  return (...inputs) => {
    const isWhole = !database.inTransaction;
    try {
      return transaction.immediate(...inputs);
    } catch (error) {
      if (isWhole) logs.get(database)?.takeBack();
      throw error;
    }
  };
}

function refuseNewer(database: Database, name: string, migrations: readonly Migration[]): void {
  refuseVersion(versionOf(database), name, migrations);
}

function refuseVersion(version: number, name: string, migrations: readonly Migration[]): void {
  if (version > migrations.length)
    throw new EngineError(
      'bad-input',
      `${name} was made by a newer version of Podium (${version}, this one knows ${migrations.length}). Update Podium, or start it with another data folder.`,
    );
}

export function migrate(
  database: Database,
  migrations: readonly Migration[],
  before?: BeforeMigrating,
): void {
  const version = versionOf(database);
  if (version > 0 && version < migrations.length) before?.(database, version);
  for (const [step, migration] of migrations.entries()) {
    if (step < version) continue;
    lockedTransaction(database, () => {
      // Another Podium that started at the same moment may have done this step while this one waited.
      if (versionOf(database) > step) return;
      migration(database);
      database.pragma(`user_version = ${step + 1}`);
    })();
  }
}

/** Whether an error says that a database file is damaged. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Sqlite.SqliteError)) return false;
  return error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT');
}

/**
 * Whether every page and row of a database, or of one of its tables, can be read as what it is, each value the same in the
 * table and in the indexes that have it.
 */
export function isSound(database: Database, table?: string): boolean {
  try {
    return database.pragma(`integrity_check(${table ?? 1})`, { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** What to do about a damaged file. */
export function damageSentence(file: string, durability: Durability): string {
  return durability === 'derived'
    ? `${file} is damaged. Close Podium, delete that file and start again: everything in it is worked out again from the photos.`
    : `${file} is damaged: your picks, ratings and names are in it. It is left as it is. Start Podium again, or run "podium doctor": both say which copy of it there is.`;
}

function asSentence(file: string, durability: Durability, error: unknown): unknown {
  const isOfFiles = error instanceof Error && 'syscall' in error; // of the log
  if (!(error instanceof Sqlite.SqliteError) && !isOfFiles) return error;
  // SQLITE_ERROR: the tables are not those that Podium left.
  const sentence =
    isDamage(error) || errorCode(error) === 'SQLITE_ERROR'
      ? damageSentence(file, durability)
      : `${file} cannot be opened. Check that the folder can be written to and has space.`;
  return new EngineError('bad-input', sentence, { cause: error });
}
