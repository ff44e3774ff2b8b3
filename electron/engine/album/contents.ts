// What a file of an album holds: a copy, a smaller picture or a sidecar, and whether it is there already.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { hashFile } from '../../disk/read-file.ts';
import { exportJpeg } from '../formats/decode.ts';
import { withFile } from '../files/read-photo.ts';
import { decisionsOf, describedText } from './described.ts';
import type { AlbumOptions, AlbumPhoto } from './options.ts';
import type { PlannedFile } from './planned.ts';

type Made = {
  readonly bytes: Buffer;
  /** What the user should know of it, if anything. */
  readonly note: string | null;
};

/** A file that is made: to the byte the same whenever photo, decisions and options are the same. */
export async function madeFile(
  { from, how }: PlannedFile,
  item: AlbumPhoto,
  { longEdgePx, quality }: AlbumOptions,
): Promise<Made> {
  if (how === 'describe') return { bytes: await describedText(item, from, longEdgePx), note: null };
  const name = basename(from);
  const options = { longEdgePx: longEdgePx ?? Infinity, quality, name };
  const { jpeg, lost } = await withFile(from, (bytes) =>
    exportJpeg(bytes, options, { ...decisionsOf(item, null), caption: item.caption }),
  );
  const note =
    lost.length === 0
      ? null
      : `The smaller copy of ${name} does not have all of its ${lost.join(' and ')}: it is damaged, or more than a JPEG can hold.`;
  return { bytes: jpeg, note };
}

/** Whether a file of the album is there already, to the byte. */
export async function isThere(
  file: PlannedFile,
  target: string,
  item: AlbumPhoto,
  options: AlbumOptions,
): Promise<boolean> {
  const found = await stat(target).catch(() => null);
  if (found?.isFile() !== true) return false;
  if (file.how === 'copy')
    return (
      found.size === file.sizeBytes && (await hashFile(target)) === (await hashFile(file.from))
    );
  const { bytes } = await madeFile(file, item, options);
  return found.size === bytes.length && (await readFile(target)).equals(bytes);
}
