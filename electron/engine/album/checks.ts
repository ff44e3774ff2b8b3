// What can be said against an export before anything is written.

import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { megabytes } from '../../../shared/units.ts';
import { templateProblem } from './names.ts';
import { checkMark } from './watermark.ts';
import type { AlbumOptions, AlbumPhoto } from './options.ts';
import type { PlannedPhoto } from './planned.ts';
import { isOnCamera } from './camera-card.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { isOwnFolder } from '../files/own-folder.ts';

/** Throws EngineError with the reason why these options do not go together or cannot be carried out. */
export async function checkOptions(
  items: readonly AlbumPhoto[],
  options: AlbumOptions,
): Promise<void> {
  const { to, move, copies } = options;
  const problem =
    templateProblem(options.template) ??
    (move && copies !== null
      ? 'A copy that is made anew does not replace its original: move the photos as they are, or export such copies without moving.'
      : null) ??
    (await folderProblem(to, items)) ??
    (move ? await moveProblem(items) : null);
  if (problem !== null) throw new EngineError('bad-input', problem);
  if (copies?.watermark) await checkMark(copies.watermark);
}

async function folderProblem(to: string, items: readonly AlbumPhoto[]): Promise<string | null> {
  const found = await stat(to).catch(() => null);
  if (found && !found.isDirectory()) return `The album cannot be made in ${to}, which is a file.`;
  if (await isOnCamera(to)) {
    return `${to} is on a camera card, where Podium writes nothing: choose a folder on a disk.`;
  }
  const key = await folderKey(to);
  const folders = await Promise.all(folderPaths(items).map(folderKey));
  if (key === null || !folders.includes(key)) return null;
  return `The photos are in ${to} itself: choose another folder, or the album would count as photos in the next scan.`;
}

async function moveProblem(items: readonly AlbumPhoto[]): Promise<string | null> {
  for (const folder of folderPaths(items)) {
    if (await isOnCamera(folder)) {
      return `${folder} is on a camera card, where Podium changes nothing: copy the photos instead of moving them.`;
    }
    try {
      await access(folder, constants.W_OK);
    } catch (error) {
      return `The photos in ${folder} cannot be moved, because ${reasonOf(error)}: copy them instead.`;
    }
  }
  return null;
}

function folderPaths(items: readonly AlbumPhoto[]): string[] {
  return [...new Set(items.map(({ path }) => dirname(path)))];
}

/** Whether a scan of a folder that holds one of the photos will find the album's files too. */
export async function isScannedAgain(
  { to, move }: Pick<AlbumOptions, 'to' | 'move'>,
  items: readonly AlbumPhoto[],
): Promise<boolean> {
  if (!move && isOwnFolder(to)) return false;
  const folders = new Set(await Promise.all(folderPaths(items).map(folderKey)));
  for (let above = dirname(to); above !== dirname(above); above = dirname(above)) {
    const key = await folderKey(above);
    if (key !== null && folders.has(key)) return true;
  }
  return false;
}

/** Identity of a folder, however its path is written; null where there is none. */
async function folderKey(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found ? `${found.dev}:${found.ino}` : null;
}

/** Throws EngineError where the disk of the folder has fewer bytes to spare than the photos need. */
export async function checkSpace(
  options: AlbumOptions,
  photos: readonly PlannedPhoto[],
): Promise<void> {
  const { to, aside } = options;
  const needed = await neededBytes(photos, options);
  const disk = await statfs(await existingFolder(to));
  const free = disk.bavail * disk.bsize;
  if (disk.blocks === 0 || needed <= free) return; // network drives that do not tell say 0 blocks
  const [what, done] = aside ? ['Moving the photos', aside.done] : ['The album', 'exported'];
  const message = `${what} needs ${megabytes(needed)}, but only ${megabytes(free)} are free in ${to}: nothing was ${done}.`;
  throw new EngineError('internal', message);
}

/** The size of copies made anew is not known beforehand: they are not counted. */
async function neededBytes(
  photos: readonly PlannedPhoto[],
  { to, aside }: AlbumOptions,
): Promise<number> {
  const files = photos.flatMap((photo) => photo.files);
  let bytes = 0;
  for (const { how, kept, from, removed, sizeBytes } of files) {
    if (how !== 'copy' || kept) continue;
    if (!aside || !removed || !(await onOneDisk(from, to))) bytes += sizeBytes;
  }
  return bytes;
}

/** Whether a file lies on the disk that holds a folder, which need not exist yet. */
async function onOneDisk(file: string, folder: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(file), stat(await existingFolder(folder))]);
  return one.dev === other.dev;
}

async function existingFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found || path === dirname(path) ? path : existingFolder(dirname(path));
}
