// Tells whether a path is on a camera card, where Podium writes nothing.

import { lstat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A card has the folder DCIM at its root (DCF, JEITA CP-3461): a copy of one inside a folder is no card. */
const cardFolder = 'dcim';

/** Whether the disk that holds this path, existing or not, is a camera card. */
export async function isOnCamera(path: string): Promise<boolean> {
  for (let folder = resolve(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (baseName(folder) === cardFolder && (await isRootOfDisk(dirname(folder)))) return true;
  }
  return false;
}

function baseName(folder: string): string {
  return folder
    .slice(dirname(folder).length)
    .replace(/^[/\\]/, '')
    .toLowerCase();
}

async function isRootOfDisk(folder: string): Promise<boolean> {
  const above = dirname(folder);
  if (above === folder) return process.platform === 'win32';
  try {
    return (await lstat(folder)).dev !== (await lstat(above)).dev;
  } catch {
    return false; // a folder that does not exist yet is no card
  }
}
