// Which names the sidecars of a photo may have, and which of them are its own where files share a stem.

import { basename, dirname, parse } from 'node:path';
import type { FileRow } from '../cache/file-row.ts';
import type { PhotoFiles } from '../cache/photo-files.ts';
import { isRaw } from './file-kind.ts';

/** Whatever its case, however its accents are encoded, and with whichever separators. */
export function sameName(path: string): string {
  return path.normalize('NFC').toLowerCase().replaceAll('\\', '/');
}

/**
 * By the id of each file that is a photo: the names its sidecars may have, as `sameName` has them, that which outweighs the
 * others first. `NAME.xmp` (Lightroom, Photo Mechanic) before `NAME.EXT.xmp` (darktable, digiKam). A RAW and its finished
 * picture have theirs together; where they are not one photo, `NAME.xmp` is the RAW's.
 */
export function sidecarNames(photos: readonly PhotoFiles[]): Map<number, string[]> {
  const groups = photos.map(({ file, others }) => [file, ...others]);
  const raws = groups.flat().filter(({ kind }) => isRaw(kind));
  const stemsOfRaws = new Set(raws.map(stemOf));
  const names = new Map<number, string[]>();
  for (const group of groups)
    for (const file of group) {
      const ownRaws = group.filter((one) => isRaw(one.kind) && stemOf(one) === stemOf(file));
      const isShared = ownRaws.length > 0 || !stemsOfRaws.has(stemOf(file));
      const own = [...new Set([...ownRaws, file])].map(({ path }) => sameName(`${path}.xmp`));
      names.set(file.id, [...(isShared ? [sameName(newName(file.path))] : []), ...own]);
    }
  return names;
}

function newName(path: string): string {
  const { dir, name } = parse(path);
  return `${dir}/${name}.xmp`;
}

/** Files of one folder and one stem. */
export function stemOf({ path }: Pick<FileRow, 'path'>): string {
  return `${sameName(dirname(path))}/${sameName(parse(basename(path)).name)}`;
}
