// Copies of decisions.db in the data folder's backups: one a day and one before each migration, whole or not there at all.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makePrivate, makePrivateFolder } from '../../disk/private.ts';
import { draftIn, dropLeftDrafts, placeFlushed } from '../../disk/write-file.ts';
import { openToLook, type Database } from '../cache/database.ts';
import { positionOf } from '../cache/log/tables.ts';
import { changesOf } from './extent.ts';
import { isUsable } from './rebuild.ts';

/** Two weeks of days on which Podium was used. */
const mostCopies = 14;

export function copiesFolder(decisionsFile: string): string {
  return join(dirname(decisionsFile), 'backups');
}

/** Paths, the newest first. */
export function listCopies(decisionsFile: string): string[] {
  const folder = copiesFolder(decisionsFile);
  const names = namesIn(folder).filter((name) => /^decisions-.*\.db$/.test(name));
  const copies = names.map((name) => ({ path: join(folder, name), madeMs: madeMs(folder, name) }));
  return copies.sort((a, b) => b.madeMs - a.madeMs).map(({ path }) => path);
}

/** The copy of today, where there is none yet or anything was changed since the newest one; none of an empty file. */
export function copyDaily(database: Database, decisionsFile: string, isOver: boolean): void {
  if (changesOf(database) === 0) return;
  const name = `decisions-${today()}.db`;
  const isThere = listCopies(decisionsFile).some((path) => basename(path) === name);
  if (isThere && (!isOver || stateInNewest(decisionsFile) === stateOf(database))) return;
  makeCopy(database, decisionsFile, name);
}

/** Nothing of one that holds nothing, as another Podium that starts at the same moment is just making it. */
export function copyBeforeMigrating(
  database: Database,
  decisionsFile: string,
  version: number,
): void {
  if (changesOf(database) === 0) return;
  makeCopy(database, decisionsFile, `decisions-${today()}-of-version-${version}.db`);
}

/** Removes the oldest beyond those that are kept, and what interrupted ones left. */
function tidy(decisionsFile: string): void {
  const folder = copiesFolder(decisionsFile);
  for (const path of listCopies(decisionsFile).slice(mostCopies)) rmSync(path, { force: true });
  dropLeftDrafts(folder);
}

function makeCopy(database: Database, decisionsFile: string, name: string): void {
  const folder = copiesFolder(decisionsFile);
  makePrivateFolder(folder);
  placeCopy(database, join(folder, name));
  tidy(decisionsFile);
}

/** Puts all that a database holds into a file, in the place of whatever is there, once it has been read whole. */
export function placeCopy(database: Database, file: string): void {
  const draft = draftIn(dirname(file));
  try {
    database.prepare('VACUUM INTO ?').run(draft);
    makePrivate(draft);
    if (lookInto(draft, isUsable) !== true) throw new Error(`${draft} could not be read whole.`);
    placeFlushed(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function stateInNewest(decisionsFile: string): string | undefined {
  const [newest] = listCopies(decisionsFile);
  return newest === undefined ? undefined : lookInto(newest, stateOf);
}

/** The same for a copy and its database as long as nothing was changed that is counted. */
function stateOf(database: Database): string {
  return `${positionOf(database)?.series ?? ''} ${changesOf(database)}`;
}

/** Undefined where the file cannot be read as a database. */
function lookInto<R>(file: string, look: (database: Database) => R): R | undefined {
  let database: Database | undefined;
  try {
    database = openToLook(file);
    return look(database);
  } catch {
    return undefined; // a copy that cannot be read is none
  } finally {
    database?.close();
  }
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}

function madeMs(folder: string, name: string): number {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** As the user's calendar has it. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
