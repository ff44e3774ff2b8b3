// The photos a sidecar speaks of: it must not leave before the last of them does.

import { readdir } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { hasPhotoExtension } from '../files/file-kind.ts';
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
