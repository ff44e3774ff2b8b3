// Opens an SQLite database, brings its schema up to date and refuses one made by a newer Podium.

import Sqlite from 'better-sqlite3';
import { basename } from 'node:path';
import { EngineError } from '../../../shared/rpc.ts';

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
    database.pragma('journal_mode = WAL');
    // In WAL mode NORMAL survives the death of the process; only a power cut may lose the last commits.
    database.pragma(`synchronous = ${durability === 'kept' ? 'FULL' : 'NORMAL'}`);
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 10000');
    migrate(database, basename(file), migrations);
    return database;
  } catch (error) {
    database?.close();
    throw asSentence(file, error);
  }
}

function migrate(database: Database, name: string, migrations: readonly Migration[]): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length)
    throw new EngineError(
      'bad-input',
      `${name} was made by a newer version of Podium (${version}, this one knows ${migrations.length}). Update Podium, or start it with another data folder.`,
    );
  for (const [step, migration] of migrations.entries()) {
    if (step < version) continue;
    database.transaction(() => {
      migration(database);
      database.pragma(`user_version = ${step + 1}`);
    })();
  }
}

function asSentence(file: string, error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const damaged = error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT');
  const sentence = damaged
    ? `${file} is damaged and cannot be opened as a database. Move it away and start again.`
    : `${file} cannot be opened (${error.message}). Check that the folder can be written to and has space.`;
  return new EngineError('bad-input', sentence, { cause: error });
}
