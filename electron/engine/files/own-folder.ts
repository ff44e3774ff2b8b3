// Folders that Podium makes for its own files: a marker in them keeps those out of the next scan.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivate } from '../../disk/private.ts';
import { errorCode } from '../../disk/file-errors.ts';

/** A folder with this file is left out of a scan, unless it is the one that is opened. */
export const markerName = '.podium';

const markerText =
  'Podium made this folder: what is in it does not count as photos of the folders around it.\n' +
  'Remove this file and it does.\n';

/**
 * Makes a folder, with those above it, and marks it as Podium's own. One that held anything before is
 * left unmarked: photos of somebody else would vanish from their scan. Throws the file system's error.
 */
export function makeOwnFolder(folder: string): void {
  makeFolders(folder);
  if (isEmpty(folder)) markFolder(folder);
}

/**
 * The same for what holds faces and names: the user's alone, also where an earlier Podium made it. A folder with somebody
 * else's things in it stays as open as it is; the files that Podium puts there are the user's alone all the same.
 */
export function makePrivateOwnFolder(folder: string): void {
  makeOwnFolder(folder);
  const isOurs = readdirSync(folder).every((name) => name.startsWith('.') || ownNames.test(name));
  if (isMarked(folder) || isOurs) makePrivate(folder);
  makePrivate(join(folder, markerName));
}

/** What a data folder holds. */
const ownNames =
  /^((cache|decisions)\.db.*|settings\.json.*|podium\.log.*|images|stills|backups|models|prompts|demo|locks|window|window\.json|port)$/;

export function markFolder(folder: string): void {
  if (!isMarked(folder)) writeFileSync(join(folder, markerName), markerText);
}

/** Makes a folder whose photos are to be scanned, marked before or not. Throws the file system's error. */
export function makeOpenFolder(folder: string): void {
  makeFolders(folder);
  rmSync(join(folder, markerName), { force: true });
}

/** Whether a folder, existing or not, is left out of scans once `makeOwnFolder` was asked for it. */
export function isOwnFolder(folder: string): boolean {
  return !existsSync(folder) || isMarked(folder) || isEmpty(folder);
}

function isMarked(folder: string): boolean {
  return existsSync(join(folder, markerName));
}

/** Hidden files, such as those a system puts everywhere, are nobody's photos. */
function isEmpty(folder: string): boolean {
  return readdirSync(folder).every((name) => name.startsWith('.'));
}

/** Node's own recursive mkdir says ENOENT where the disk can only be read. */
function makeFolders(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolders(dirname(folder));
    mkdirSync(folder);
  }
}
