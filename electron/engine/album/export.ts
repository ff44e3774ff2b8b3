// Carries out an album's plan: copies that are verified before they get their name, originals removed last.

import { readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ExportedFile, ExportProgress } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { describedText } from './described.ts';
import { firstFree, namesOf, planAlbum, plannedResult, resultOf } from './plan.ts';
import type { AlbumOptions, AlbumPhoto } from './options.ts';
import type { PlannedFile, PlannedPhoto } from './plan.ts';
import { resizeJpeg } from '../formats/decode.ts';
import { errorCode, reasonOf } from '../files/file-errors.ts';
import { makeOpenFolder, makeOwnFolder } from '../files/own-folder.ts';
import { copyTemporary, isUnchanged, placeNew, writeTemporary } from './place-file.ts';

export type ExportOptions = AlbumOptions & {
  readonly signal?: AbortSignal;
  /** Photos that are finished, out of all; the last time with their files when the export ends early. */
  readonly onProgress?: (progress: ExportProgress) => void;
};

/** A file that is complete under its temporary name. */
type Staged = { readonly temporary: string; readonly source: BigIntStats };

/**
 * Exports an album; returns its files, in order, each photo followed by what goes with it.
 * Never overwrites. A photo arrives with all its files or not at all; those before it stay.
 * Throws EngineError with a sentence that says which photo, what happened and how many were exported.
 */
export async function exportAlbum(
  items: readonly AlbumPhoto[],
  options: ExportOptions,
): Promise<ExportedFile[]> {
  const to = resolve(options.to);
  const photos = await planAlbum(items, options);
  if (options.dryRun) return plannedResult(photos, to);
  makeFolder(to, options.move);
  const exported: ExportedFile[] = [];
  for (const [done, photo] of photos.entries()) {
    if (options.signal?.aborted) {
      options.onProgress?.({ done, total: photos.length, exported });
      throw stoppedAt(done, photos.length);
    }
    try {
      const placed = await exportPhoto(photo, to, options);
      exported.push(...resultOf(placed.photo, to));
      await removeOriginals(placed);
    } catch (error) {
      options.onProgress?.({ done, total: photos.length, exported });
      throw failedAt(error, photo, to, `${done} of ${photos.length} photos were exported`);
    }
    options.onProgress?.({ done: done + 1, total: photos.length });
  }
  return exported;
}

/** Copies do not count as photos of the folder around the album; originals that were moved there do. */
function makeFolder(to: string, move: boolean): void {
  try {
    if (move) makeOpenFolder(to);
    else makeOwnFolder(to);
  } catch (error) {
    const message = `The album folder ${to} could not be made, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

type Placed = { readonly photo: PlannedPhoto; readonly staged: readonly Staged[] };

async function exportPhoto(
  photo: PlannedPhoto,
  to: string,
  options: ExportOptions,
): Promise<Placed> {
  const staged: Staged[] = [];
  try {
    for (const file of photo.files) staged.push(await stage(file, photo.item, to, options));
    return { photo: await place(photo, staged, to), staged };
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}

async function stage(
  file: PlannedFile,
  item: AlbumPhoto,
  to: string,
  options: ExportOptions,
): Promise<Staged> {
  if (file.how === 'copy') return copyTemporary(file.from, to);
  const source = await stat(file.from, { bigint: true });
  if (file.how === 'describe') {
    const bytes = await describedText(item, file.from, options.longEdgePx);
    return { temporary: await writeTemporary(to, bytes, source), source };
  }
  const smaller = await resizeJpeg(await readFile(file.from), {
    longEdgePx: options.longEdgePx ?? Infinity,
    quality: options.quality,
    keepMetadata: true,
    name: basename(file.from),
  });
  const temporary = await writeTemporary(to, smaller, source);
  await utimes(temporary, Number(source.atimeMs) / 1000, Number(source.mtimeMs) / 1000);
  return { temporary, source };
}

/** Gives all files of a photo their names; when somebody took one meanwhile, all get the next number. */
async function place(
  photo: PlannedPhoto,
  staged: readonly Staged[],
  to: string,
): Promise<PlannedPhoto> {
  const targets = namesOf(photo).map((name) => join(to, name));
  const placed: { temporary: string; target: string }[] = [];
  const takeBack = async () => {
    for (const { temporary, target } of placed) await rename(target, temporary);
  };
  for (const [index, { temporary }] of staged.entries()) {
    const target = targets[index] ?? '';
    const free = await placeNew(temporary, target).catch(async (error: unknown) => {
      await takeBack();
      throw error;
    });
    if (free) placed.push({ temporary, target });
    else {
      await takeBack();
      const { stem, files, count } = photo;
      return place({ ...photo, count: firstFree(stem, files, count + 1, new Set()) }, staged, to);
    }
  }
  return photo;
}

/** Only called when every copy of the photo is verified and has its name. */
async function removeOriginals({ photo, staged }: Placed): Promise<void> {
  for (const [index, { from, removed }] of photo.files.entries()) {
    const source = staged[index]?.source;
    if (!removed || !source) continue;
    const problem = await removeOriginal(from, source);
    if (problem === null) continue;
    const message = `${basename(from)} was copied, but its original was kept, because ${problem}`;
    throw new EngineError('internal', message);
  }
}

/** Why an original could not be removed; null when it was. */
async function removeOriginal(from: string, source: BigIntStats): Promise<string | null> {
  try {
    if (!(await isUnchanged(from, source))) return 'it was changed meanwhile';
    await rm(from);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Codes where the disk of the album, not the photo, is the reason. */
const targetCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG']);

/** One sentence: which photo, what happened, how many were exported before. */
function failedAt(error: unknown, photo: PlannedPhoto, to: string, count: string): EngineError {
  if (error instanceof EngineError) {
    return new EngineError(error.code, `${error.message.replace(/\.$/, '')}; ${count}.`);
  }
  const path = error instanceof Error && 'path' in error ? String(error.path) : '';
  const other = photo.files.find(({ from }) => from === path && from !== photo.item.path);
  const what = other ? `${basename(other.from)} beside it: ` : '';
  const atTarget = targetCodes.has(errorCode(error)) || path.startsWith(to);
  const where = atTarget ? ` (${to})` : '';
  const message = `${basename(photo.item.path)} could not be exported: ${what}${reasonOf(error)}${where}; ${count}.`;
  const gone = errorCode(error) === 'ENOENT' && !atTarget;
  return new EngineError(gone ? 'not-found' : 'internal', message, { cause: error });
}

function stoppedAt(done: number, total: number): EngineError {
  return new EngineError('cancelled', `Stopped: ${done} of ${total} photos were exported.`);
}
