// What a file of an album holds: a copy, a copy of another form or a sidecar, and whether it is there already.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { hashFile } from '../../disk/read-file.ts';
import { copyPhoto } from '../formats/copied/copy-photo.ts';
import { withFile } from '../files/read-photo.ts';
import { decisionChanges, usualMapping } from '../exchange/described.ts';
import { describedText } from './described.ts';
import { markOf } from './watermark.ts';
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
  { copies, mapping = usualMapping }: AlbumOptions,
): Promise<Made> {
  if (how === 'describe' || copies === null)
    return { bytes: await describedText(item, from, copies?.size ?? null, mapping), note: null };
  const name = basename(from);
  const mark = copies.watermark && (await markOf(copies.watermark));
  const changes = { ...decisionChanges(item, null, mapping), caption: item.caption };
  const options = { form: copies, mark, changes };
  const made = await withFile(from, (bytes) => copyPhoto(bytes, name, options));
  const notes = [
    made.lost.length > 0
      ? `The copy of ${name} does not have all of its ${made.lost.join(' and ')}: it is damaged, or more than its format can hold.`
      : '',
    made.isTooSmall ? smallNote : '',
  ].filter((note) => note !== '');
  return { bytes: made.bytes, note: notes.length === 0 ? null : notes.join(' ') };
}

const smallNote = 'Photos smaller than the size asked for keep their size.';

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
