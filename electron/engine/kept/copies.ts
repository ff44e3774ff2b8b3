// Copies of decisions.db in the data folder's backups: one a day and one before each migration, whole or not there at all.

import { copyFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KeptCopy } from '../../../shared/kept.ts';
import { makePrivate, makePrivateFolder } from '../../disk/private.ts';
import { draftIn, dropLeftDrafts, placeFlushed } from '../../disk/write-file.ts';
import { decisionMigrations } from '../cache/decisions-migrations.ts';
import { isSound, openToLook, versionOf, type Database } from '../cache/database.ts';
import { changesOf, extentOf } from './extent.ts';
import type { Known } from './known.ts';

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
  const changes = changesOf(database);
  if (changes === 0) return;
  const name = `decisions-${today()}.db`;
  const isThere = listCopies(decisionsFile).some((path) => basename(path) === name);
  if (isThere && (!isOver || changesInNewest(decisionsFile) === changes)) return;
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

/** The newest copy that is whole and that this Podium can read; `known`: what was last seen of the file itself. */
export function newestWhole(decisionsFile: string, known: Known | undefined): KeptCopy | null {
  for (const file of listCopies(decisionsFile)) {
    const extent = lookInto(file, (copy) => (isUsable(copy) ? extentOf(copy) : undefined));
    if (!extent) continue;
    const lacks = known ? Math.max(0, known.changes - extent.changes) : null;
    return { ...extent, file, madeMs: statSync(file).mtimeMs, lacks };
  }
  return null;
}

/** Puts a copy in the place of decisions.db, which is not there. */
export function placeCopy(copy: string, decisionsFile: string): void {
  const draft = draftIn(dirname(decisionsFile));
  try {
    copyFileSync(copy, draft);
    makePrivate(draft);
    if (lookInto(draft, isUsable) !== true) throw new Error(`${copy} could not be read whole.`);
    placeFlushed(draft, decisionsFile);
  } finally {
    rmSync(draft, { force: true });
  }
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
  const draft = draftIn(folder);
  try {
    database.prepare('VACUUM INTO ?').run(draft);
    makePrivate(draft);
    if (lookInto(draft, isUsable) !== true) throw new Error(`${draft} could not be read whole.`);
    placeFlushed(draft, join(folder, name));
  } finally {
    rmSync(draft, { force: true });
  }
  tidy(decisionsFile);
}

function changesInNewest(decisionsFile: string): number | undefined {
  const [newest] = listCopies(decisionsFile);
  return newest === undefined ? undefined : lookInto(newest, changesOf);
}

function isUsable(database: Database): boolean {
  const version = versionOf(database);
  return version > 0 && version <= decisionMigrations.length && isSound(database);
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
