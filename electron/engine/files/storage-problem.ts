// What to tell a photographer when the disk that holds Podium's own data fails it.

import { mkdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { defectSentence, EngineError } from '../../../shared/calls/rpc.ts';
import { isAsMade } from '../cache/as-made.ts';
import { damageSentence, isDamage, openDatabase, type Database } from '../cache/database.ts';
import { decisionMigrations } from '../cache/decisions-migrations.ts';
import { cacheMigrations } from '../cache/migrations.ts';
import { openStageTables } from '../cache/stage-tables.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';

export type Storage = {
  readonly cacheFolder: string;
  readonly decisionsFile: string;
  readonly cache: Database;
  /** decisions.db; null before it is open. */
  readonly kept: Database | null;
  /** Those that have tables in the cache. */
  readonly stages: Parameters<typeof openStageTables>[1];
};

/** The error of a failed call, as a sentence that names the folder where its cause is Podium's own data. */
export function storageProblem(error: unknown, storage: Storage): unknown {
  const cause = error instanceof EngineError && error.code === 'internal' ? error.cause : error;
  const sentence = storageSentence(cause, storage, isOwnSentence(error, cause));
  return sentence === undefined ? error : new EngineError('internal', sentence, { cause });
}

/** Whether somebody has said already what the cause means: of a full album disk, the export does. */
function isOwnSentence(error: unknown, cause: unknown): boolean {
  if (!(error instanceof EngineError && cause instanceof Error)) return false;
  return error.message !== cause.message && error.message !== defectSentence;
}

function storageSentence(cause: unknown, storage: Storage, said: boolean): string | undefined {
  const { cacheFolder, decisionsFile } = storage;
  if (isDamage(cause))
    return isSound(storage.cache)
      ? damageSentence(decisionsFile, 'kept')
      : damageSentence(join(cacheFolder, 'cache.db'), 'derived');
  const code = errorCode(cause);
  if (code === 'SQLITE_ERROR') return otherTables(storage);
  // A write that runs out of room does not say in which file; albums and reports name theirs themselves.
  const isFull = !said && code === 'ENOSPC' && cause instanceof Error && !('path' in cause);
  if (code === 'SQLITE_FULL' || isFull)
    return `Podium cannot save anything in ${folders(storage)}: the disk is full. Make room on it and start again.`;
  if (code.startsWith('SQLITE_BUSY'))
    return `Podium cannot save anything in ${folders(storage)}: another program is using its files. Close it and try again.`;
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code))
    return `Podium cannot save anything in ${folders(storage)}: check that the disk is there and can be written to.`;
  return isInside(cause, cacheFolder)
    ? `Podium cannot save anything in ${cacheFolder}: ${reasonOf(cause)}.`
    : undefined;
}

/** A byte changed in the description of a table gives it or a column another name. Undefined where both have theirs. */
function otherTables(storage: Storage): string | undefined {
  const { cacheFolder, decisionsFile, cache, kept, stages } = storage;
  const newCache = () => {
    const fresh = openDatabase(':memory:', cacheMigrations);
    openStageTables(fresh, stages);
    return fresh;
  };
  // What fails before decisions.db is open are the steps that make the cache's own tables.
  if (kept === null || !isAsMade(cache, newCache))
    return damageSentence(join(cacheFolder, 'cache.db'), 'derived');
  const newKept = () => openDatabase(':memory:', decisionMigrations, 'kept');
  return !isAsMade(kept, newKept) ? damageSentence(decisionsFile, 'kept') : undefined;
}

/** Damage shows only in the database that is read; which of the two it was, the derived one is asked. */
function isSound(cache: Database): boolean {
  try {
    return cache.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch {
    return false; // so damaged that it cannot even be checked
  }
}

function folders({ cacheFolder, decisionsFile }: Storage): string {
  const kept = dirname(decisionsFile);
  return kept === cacheFolder ? cacheFolder : `${cacheFolder} or ${kept}`;
}

function isInside(cause: unknown, folder: string): boolean {
  if (!(cause instanceof Error) || !('path' in cause)) return false;
  return typeof cause.path === 'string' && cause.path.startsWith(folder + sep);
}

/** Throws EngineError `bad-input` where it cannot be made. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const sentence = `Podium cannot keep its data in ${folder}: ${reasonOf(cause)}. Start it with another data folder.`;
    throw new EngineError('bad-input', sentence, { cause });
  }
}
