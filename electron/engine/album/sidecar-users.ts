// The photos a sidecar speaks of: it must not leave before the last of them does.

import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, parse } from 'node:path';
import { hasPhotoExtension, isRaw } from '../files/file-kind.ts';
import { nameKey } from './names.ts';

/** Paths of the photos beside a sidecar that it belongs to: `a.xmp` is the sidecar of `a.jpg` and of `a.png`. */
export async function photosOfSidecar(sidecar: string): Promise<string[]> {
  const folder = dirname(sidecar);
  const owner = nameKey(parse(sidecar).name);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => hasPhotoExtension(name))
    .filter((name) => [parse(name).name, basename(name)].some((key) => nameKey(key) === owner))
    .map((name) => join(folder, name));
}

/** Whether a sidecar is that of a RAW which is not among `owners`, none of which is a RAW: it speaks of another photo. */
export async function isAnothersSidecar(
  sidecar: string,
  owners: readonly string[],
): Promise<boolean> {
  if (owners.some(isRawName)) return false;
  const named = owners.map((path) => nameKey(basename(path)));
  if (named.includes(nameKey(parse(sidecar).name))) return false; // NAME.EXT.xmp
  return (await photosOfSidecar(sidecar)).some(isRawName);
}

function isRawName(path: string): boolean {
  return isRaw(extname(path).slice(1).toLowerCase());
}
