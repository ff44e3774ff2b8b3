// Handlers of single photos, and what every handler needs that is given a photo's id.

import { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EngineError } from '../../../shared/rpc.ts';
import type { FileRow } from '../cache/files.ts';
import { hasImage, keepNewestImages, saveImage } from '../cache/images.ts';
import { fullJpeg } from '../formats/decode.ts';
import { errorCode, reasonOf } from '../files/file-errors.ts';
import type { Area, OpenCache } from '../context.ts';
import { unreadable } from '../files/unreadable.ts';

/** Full-size images kept for zooming: at 5 to 15 MB each about 2 GB. */
const fullSizeImages = 200;

export function photoHandlers(open: OpenCache): Area<'photo'> {
  const { imagesFolder } = open;
  return {
    'photo.full': async ({ id }) => {
      const file = photoFile(open, id);
      const known = open.analyses.sha256Of(file.path);
      if (known && hasImage(imagesFolder, known, 'full'))
        return { contentHex: known.toString('hex') };
      const { bytes, sha256 } = await readPhoto(open, file);
      saveImage(imagesFolder, sha256, 'full', await fullJpeg(bytes, basename(file.path)));
      keepNewestImages(imagesFolder, 'full', fullSizeImages);
      return { contentHex: sha256.toString('hex') };
    },
  };
}

/** Throws `not-found` for an id that no file has any more. */
export function photoFile(open: OpenCache, id: number): FileRow {
  const file = open.files.byId(id);
  if (file) return file;
  throw new EngineError(
    'not-found',
    'That photo is no longer in the folder. Open the folder again to see what is there.',
  );
}

/** A photo's content, read and remembered where it is not known yet. */
export async function contentOf(open: OpenCache, id: number): Promise<Buffer> {
  const file = photoFile(open, id);
  return open.analyses.sha256Of(file.path) ?? (await readPhoto(open, file)).sha256;
}

/** A photo of the cache, read now; what it holds is remembered. Rejects with EngineError. */
export async function readPhoto(
  open: OpenCache,
  file: FileRow,
): Promise<{ readonly bytes: Buffer; readonly sha256: Buffer }> {
  const bytes = await readFile(file.path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT')
      throw unreadable(basename(file.path), reasonOf(error), error);
    throw new EngineError('not-found', `There is no photo at ${file.path} any more.`);
  });
  const sha256 = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes));
  if (file.content === null) open.analyses.link(file, sha256);
  return { bytes, sha256 };
}
