// Thumbnails and previews as files named by content, so that hosts can serve them without the engine.

import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makePrivateFolder } from '../../disk/private.ts';
import { sealed, unsealed } from '../../disk/sealed-file.ts';
import { writeWhole } from '../../disk/write-file.ts';
import type { FoundFile } from './files.ts';

/**
 * `full` is made when somebody zooms in, `quick` shows a photo until it is analysed: only the newest of both are kept.
 */
export type ImageSize = 'thumbnail' | 'preview' | 'full' | 'quick';

/** What stands for the SHA-256 of a file's content in the name of its quick image, before the file has been read. */
export function quickName({ path, sizeBytes, modifiedMs, changedMs }: QuickFile): Buffer {
  return hash('sha256', JSON.stringify([path, sizeBytes, modifiedMs, changedMs]), 'buffer');
}

type QuickFile = Pick<FoundFile, 'path' | 'sizeBytes' | 'modifiedMs' | 'changedMs'>;

/** Path of the cached JPEG of a content (32 bytes); `folder` is the data folder's image cache. */
export function imagePath(folder: string, sha256: Buffer, size: ImageSize): string {
  const name = sha256.toString('hex');
  return join(folder, size, name.slice(0, 2), `${name}.jpg`);
}

/**
 * Writes one cached JPEG; the name appears only when the file is complete. It is not flushed: what a power cut leaves of it is
 * told by its seal, and made again.
 */
export function saveImage(folder: string, sha256: Buffer, size: ImageSize, jpeg: Uint8Array): void {
  const path = imagePath(folder, sha256, size);
  makePrivateFolder(dirname(path));
  writeWhole(path, sealed(jpeg), { flush: false, secret: true });
}

export function dropImages(folder: string, sha256: Buffer): void {
  for (const size of ['thumbnail', 'preview', 'full'] as const)
    rmSync(imagePath(folder, sha256, size), { force: true });
}

/** A cached image; null where it is lost or damaged. */
export function readCached(folder: string, sha256: Buffer, size: ImageSize): Buffer | null {
  try {
    return unsealed(readFileSync(imagePath(folder, sha256, size)));
  } catch {
    return null; // whatever is in its way: it is made again
  }
}

/** Whether an image is cached and whole; one that is counts as used now. */
export function hasImage(folder: string, sha256: Buffer, size: ImageSize): boolean {
  if (readCached(folder, sha256, size) === null) return false;
  const now = new Date();
  utimesSync(imagePath(folder, sha256, size), now, now);
  return true;
}

/**
 * Removes every image but those of `contents`, as hex, and what half-written ones left. Quick ones are named by their file
 * and not by its content: all of them go, and are made again.
 */
export function keepImages(folder: string, contents: ReadonlySet<string>): void {
  rmSync(join(folder, 'quick'), { recursive: true, force: true });
  for (const size of ['thumbnail', 'preview', 'full'] as const)
    for (const path of imagesOf(folder, size))
      if (!contents.has(basename(path, '.jpg'))) rmSync(path, { force: true });
}

/** Removes the images of a size that were used longest ago, beyond `count`; one has been saved before. */
export function keepNewestImages(folder: string, size: ImageSize, count: number): void {
  const paths = imagesOf(folder, size);
  if (paths.length <= count) return;
  const used = paths.map((path) => ({ path, usedMs: statSync(path).mtimeMs }));
  used.sort((a, b) => b.usedMs - a.usedMs || (a.path < b.path ? -1 : 1));
  for (const { path } of used.slice(count)) rmSync(path, { force: true });
}

function imagesOf(folder: string, size: ImageSize): string[] {
  const all = join(folder, size);
  if (!existsSync(all)) return [];
  return readdirSync(all, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
