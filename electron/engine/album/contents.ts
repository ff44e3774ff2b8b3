// What a file of an album holds: a copy, a smaller picture or a sidecar, and whether it is there already.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AlbumItem } from '../../../shared/contract.ts';
import { hashFile } from '../../disk/read-file.ts';
import { resizeJpeg } from '../formats/decode.ts';
import { describedText } from './described.ts';
import type { AlbumOptions } from './options.ts';
import type { PlannedFile } from './plan.ts';

/** Bytes of a file that is made: the same ones whenever photo, decisions and options are the same. */
export async function madeBytes(
  { from, how }: PlannedFile,
  item: AlbumItem,
  { longEdgePx, quality }: AlbumOptions,
): Promise<Buffer> {
  if (how === 'describe') return describedText(item, from, longEdgePx);
  return resizeJpeg(await readFile(from), {
    longEdgePx: longEdgePx ?? Infinity,
    quality,
    keepMetadata: true,
    name: basename(from),
  });
}

/** Whether a file of the album is there already, to the byte. */
export async function isThere(
  file: PlannedFile,
  target: string,
  item: AlbumItem,
  options: AlbumOptions,
): Promise<boolean> {
  const found = await stat(target).catch(() => null);
  if (found?.isFile() !== true) return false;
  if (file.how === 'copy')
    return (
      found.size === file.sizeBytes && (await hashFile(target)) === (await hashFile(file.from))
    );
  return (await readFile(target)).equals(await madeBytes(file, item, options));
}
