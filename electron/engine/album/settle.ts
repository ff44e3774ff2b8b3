// Settles exports that were killed: the photo they were at gets all its files or none, and their leftovers go.

import { readdir, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ExportedFile } from '../../../shared/contract.ts';
import { hashFile } from '../../disk/read-file.ts';
import { syncFolder } from '../../disk/write-file.ts';
import { errorCode } from '../../disk/file-errors.ts';
import {
  beginExport,
  endExport,
  isAbandoned,
  isDraft,
  isJournal,
  isPartOf,
  journalName,
} from './export-names.ts';
import { readJournal, type Plan, type PlacedFile } from './journal.ts';
import { takeName } from './place-file.ts';

const finishedNote = 'Finished from an export that was interrupted.';

/** Plans of exports into the folder that were killed and that nobody has settled. Changes nothing. */
export async function interruptedPlans(folder: string): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const path of await abandoned(folder, isJournal)) {
    const { plan } = await readJournal(path);
    if (plan) plans.push(plan);
  }
  return plans;
}

/** Settles every interrupted export into the folder; returns the files of photos that it finished, photo by photo. */
export async function settleExports(folder: string): Promise<ExportedFile[][]> {
  const finished: ExportedFile[][] = [];
  for (const path of await abandoned(folder, isJournal)) {
    const files = await settleOne(path, folder);
    if (files.length > 0) finished.push(files);
  }
  for (const path of await abandoned(folder, isDraft)) await rm(path, { force: true });
  return finished;
}

async function abandoned(folder: string, isOne: (path: string) => boolean): Promise<string[]> {
  const paths = (await namesOf(folder)).map((name) => join(folder, name)).filter(isOne);
  const found = await Promise.all(
    paths.map(async (path) => {
      const state = await stat(path).catch(() => null); // another process may be settling it
      return state && isAbandoned(path, Date.now() - state.mtimeMs) ? [path] : [];
    }),
  );
  return found.flat();
}

async function namesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
}

async function settleOne(path: string, folder: string): Promise<ExportedFile[]> {
  const id = beginExport();
  const mine = join(folder, journalName(id));
  try {
    // Whoever gives it a name of its own has it: of two processes one finds it gone.
    await rename(path, mine);
    const { plan, files } = await readJournal(mine);
    const isFinished = await finish(files, folder);
    if (!isFinished && !(await takeBack(files, folder))) return [];
    await removeParts(folder, plan?.id ?? null);
    await rm(mine);
    if (!isFinished) return [];
    return files.map(({ kind, from, name }) => {
      return { kind, from, to: join(folder, name), note: finishedNote };
    });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  } finally {
    endExport(id);
  }
}

/** Gives all files their names and removes originals that are in the album now, byte by byte. */
async function finish(files: readonly PlacedFile[], folder: string): Promise<boolean> {
  for (const file of files) {
    const target = join(folder, file.name);
    if (await holds(target, file.sha256)) continue;
    const part = join(folder, file.part);
    if (!(await holds(part, file.sha256))) return false;
    if (await isEmptyFile(target)) await rm(target); // reserved, on a disk without hard links
    if (!(await takeName(part, target))) return false;
  }
  await syncFolder(folder);
  for (const { from, removed, sha256 } of files) {
    // A journal may come with a folder from somewhere else: what is not here byte by byte goes only where it is a
    // sidecar, which was merged into the album's.
    const isHere = removed === sha256 || extname(from).toLowerCase() === '.xmp';
    if (removed !== null && isHere && (await holds(from, removed))) await rm(from);
  }
  return files.length > 0;
}

/**
 * Takes back the names that were given, where every original is still there to be exported anew. False where one is
 * not: then all stays as it is, since what is here may be the only copy.
 */
async function takeBack(files: readonly PlacedFile[], folder: string): Promise<boolean> {
  for (const { from } of files) if (!(await isThere(from))) return false;
  for (const { name, part, sha256 } of files) {
    const target = join(folder, name);
    // A part that is still there never got its name: a file of that name is another's, unless it only reserves it.
    const isOurs = (await isThere(join(folder, part)))
      ? await isEmptyFile(target)
      : await holds(target, sha256);
    if (isOurs) await rm(target);
  }
  return true;
}

async function removeParts(folder: string, id: string | null): Promise<void> {
  if (id === null) return;
  for (const name of await namesOf(folder))
    if (isPartOf(id, name)) await rm(join(folder, name), { force: true });
}

async function holds(path: string, sha256: string): Promise<boolean> {
  return (await isThere(path)) && (await hashFile(path)) === sha256;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

async function isEmptyFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.size === 0;
}
