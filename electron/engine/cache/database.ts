// Opens an SQLite database, brings its schema up to date and refuses one made by a newer Podium.

import Sqlite from 'better-sqlite3';
import { basename } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';

export type Database = Sqlite.Database;
/** Steps in order: step n brings `PRAGMA user_version` from n to n + 1. */
export type Migration = (database: Database) => void;

/** What a power cut may cost: the last commits of what can be computed again, nothing of what cannot. */
export type Durability = 'derived' | 'kept';

/**
 * Opens `file` (or `:memory:`) and applies what is missing of `migrations`.
 * Throws EngineError `bad-input` for a damaged file or one from a newer version.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[],
  durability: Durability = 'derived',
): Database {
  let database: Database | undefined;
  try {
    database = new Sqlite(file);
    database.pragma('busy_timeout = 10000');
    database.pragma('journal_mode = WAL');
    // In WAL mode NORMAL survives the death of the process; only a power cut may lose the last commits.
    database.pragma(`synchronous = ${durability === 'kept' ? 'FULL' : 'NORMAL'}`);
    database.pragma('foreign_keys = ON');
    migrate(database, basename(file), migrations);
    return database;
  } catch (error) {
    database?.close();
    throw asSentence(file, durability, error);
  }
}

/** A transaction that takes the lock before its first read: nobody writes between what it reads and what it writes. */
export function lockedTransaction<A extends unknown[], R>(
  database: Database,
  run: (...inputs: A) => R,
): (...inputs: A) => R {
  const transaction = database.transaction(run);
  return (...inputs) => transaction.immediate(...inputs);
}

function migrate(database: Database, name: string, migrations: readonly Migration[]): void {
  const versionNow = () => database.pragma('user_version', { simple: true }) as number;
  const version = versionNow();
  if (version > migrations.length)
    throw new EngineError(
      'bad-input',
      `${name} was made by a newer version of Podium (${version}, this one knows ${migrations.length}). Update Podium, or start it with another data folder.`,
    );
  for (const [step, migration] of migrations.entries()) {
    if (step < version) continue;
    lockedTransaction(database, () => {
      // Another Podium that started at the same moment may have done this step while this one waited.
      if (versionNow() > step) return;
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

/** What to do about a damaged file. */
export function damageSentence(file: string, durability: Durability): string {
  return durability === 'derived'
    ? `${file} is damaged. Close Podium, delete that file and start again: everything in it is worked out again from the photos.`
    : `${file} is damaged. Close Podium, move that file away and start again; your picks, ratings and names are in it, so keep it or bring back a copy.`;
}

function asSentence(file: string, durability: Durability, error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  // SQLITE_ERROR: the tables are not those that Podium left.
  const sentence =
    isDamage(error) || error.code === 'SQLITE_ERROR'
      ? damageSentence(file, durability)
      : `${file} cannot be opened. Check that the folder can be written to and has space.`;
  return new EngineError('bad-input', sentence, { cause: error });
}
