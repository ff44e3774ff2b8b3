// Camera cards that the system shows: disks with the folder DCIM, where systems put what is plugged in.

import { readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';

export type FoundCard = {
  /** The folder DCIM's disk. */
  readonly path: string;
  readonly name: string;
};

/** Where each system mounts what is plugged in. */
export function mountPoints(): readonly string[] {
  const { username } = userInfo();
  return [join('/media', username), '/media', join('/run/media', username), '/Volumes', '/mnt'];
}

/** @param parents folders whose folders may be cards, in the system's order */
export async function findCards(parents = mountPoints()): Promise<FoundCard[]> {
  const letters = process.platform === 'win32' ? Array.from('DEFGHIJKLMNOPQRSTUVWXYZ') : [];
  const inside = await Promise.all(parents.map(foldersIn));
  const disks = [...inside.flat(), ...letters.map((letter) => `${letter}:\\`)];
  const isCard = await Promise.all(disks.map((disk) => hasPhotos(disk)));
  return [...new Set(disks.filter((_, i) => isCard[i]))].map((path) => {
    return { path, name: basename(path) || path };
  });
}

async function foldersIn(parent: string): Promise<string[]> {
  const names = await readdir(parent).catch(() => []);
  return names.map((name) => join(parent, name));
}

/** DCF, JEITA CP-3461: a card has the folder DCIM at its root. */
async function hasPhotos(disk: string): Promise<boolean> {
  const found = await stat(join(disk, 'DCIM')).catch(() => null);
  return found?.isDirectory() === true;
}
