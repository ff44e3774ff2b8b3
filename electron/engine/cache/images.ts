// Thumbnails and previews as files named by content, so that hosts can serve them without the engine.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type ImageSize = 'thumbnail' | 'preview';

/** Path of the cached JPEG of a content; `folder` is the data folder's image cache. */
export function imagePath(folder: string, sha256: Buffer, size: ImageSize): string {
  const name = sha256.toString('hex');
  return join(folder, size, name.slice(0, 2), `${name}.jpg`);
}

/** Writes one cached JPEG; the name appears only when the file is complete. */
export function saveImage(folder: string, sha256: Buffer, size: ImageSize, jpeg: Uint8Array): void {
  const path = imagePath(folder, sha256, size);
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, jpeg);
  renameSync(partial, path);
}

export function dropImages(folder: string, sha256: Buffer): void {
  for (const size of ['thumbnail', 'preview'] as const)
    rmSync(imagePath(folder, sha256, size), { force: true });
}
