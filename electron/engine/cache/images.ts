// Thumbnails and previews as files named by content, so that hosts can serve them without the engine.

import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** Writes one cached JPEG; the name appears only when the file is complete, and half an image leaves no trace. */
export function saveImage(folder: string, sha256: Buffer, size: ImageSize, jpeg: Uint8Array): void {
  const path = imagePath(folder, sha256, size);
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, jpeg, { flush: false });
}

export function dropImages(folder: string, sha256: Buffer): void {
  for (const size of ['thumbnail', 'preview', 'full'] as const)
    rmSync(imagePath(folder, sha256, size), { force: true });
}

/** Whether an image is cached; one that is counts as used now. */
export function hasImage(folder: string, sha256: Buffer, size: ImageSize): boolean {
  const path = imagePath(folder, sha256, size);
  if (!existsSync(path)) return false;
  const now = new Date();
  utimesSync(path, now, now);
  return true;
}

/** Removes the images of a size that were used longest ago, beyond `count`; one has been saved before. */
export function keepNewestImages(folder: string, size: ImageSize, count: number): void {
  const paths = readdirSync(join(folder, size), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  if (paths.length <= count) return;
  const used = paths.map((path) => ({ path, usedMs: statSync(path).mtimeMs }));
  used.sort((a, b) => b.usedMs - a.usedMs || (a.path < b.path ? -1 : 1));
  for (const { path } of used.slice(count)) rmSync(path, { force: true });
}
