// What lies beside a photo under its name and belongs to it: a voice memo, another program's settings, a live photo's film.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, parse } from 'node:path';
import { hasPhotoExtension } from '../files/file-kind.ts';
import { nameKey } from './names.ts';

/** Sound that cameras record with a photo, and sidecars of RawTherapee, DxO, Apple, ON1, Capture One, Canon and Camera Raw. */
const belonging = new Set([
  '.wav',
  '.pp3',
  '.dop',
  '.aae',
  '.arp',
  '.on1',
  '.onphoto',
  '.cos',
  '.cop',
  '.vrd',
  '.acr',
]);
/** A live photo's film is taken with it; a film of its own may have the same number. */
const films = new Set(['.mov', '.mp4']);
/** Copies keep their times to 2 s on FAT; the film ends 1.5 s after the photo. */
const sameMomentMs = 10_000;

export type Belongings = {
  readonly paths: readonly string[];
  /** Names that could belong to the photo; nobody can tell. */
  readonly unsure: readonly string[];
};

/** Files with the stem or the whole name of a photo before their extension; photos and XMP are not among them. */
export async function belongingsOf(photo: string): Promise<Belongings> {
  const folder = dirname(photo);
  const stems = [parse(photo).name, basename(photo)].map(nameKey);
  const names = (await readdir(folder)).filter(
    (name) =>
      stems.includes(nameKey(parse(name).name)) &&
      nameKey(name) !== nameKey(basename(photo)) &&
      extname(name).toLowerCase() !== '.xmp' &&
      !name.startsWith('.') &&
      !hasPhotoExtension(name),
  );
  const takenMs = (await stat(photo)).mtimeMs;
  const paths: string[] = [];
  const unsure: string[] = [];
  for (const name of names.sort()) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) continue;
    const extension = extname(name).toLowerCase();
    const isFilm = films.has(extension) && Math.abs(found.mtimeMs - takenMs) <= sameMomentMs;
    if (isFilm || belonging.has(extension)) paths.push(path);
    else unsure.push(name);
  }
  return { paths, unsure };
}
