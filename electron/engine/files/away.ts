// Whether a folder is there: a disk that was pulled out leaves no folder, one that fails, or an empty one where it was.

import { readdir, stat } from 'node:fs/promises';
import { sep } from 'node:path';

/** What is at a folder's place: which folder it is, and whether anything is in it. Null where it cannot be reached. */
export type Place = { readonly identity: string; readonly isEmpty: boolean };

export async function placeOf(folder: string): Promise<Place | null> {
  try {
    const isEmpty = (await readdir(folder)).length === 0;
    const identity = await identityOf(folder);
    return identity === null ? null : { identity, isEmpty };
  } catch {
    return null;
  }
}

/** Which folder it is; null where it cannot be reached. */
export async function identityOf(folder: string): Promise<string | null> {
  const found = await stat(folder, { bigint: true }).catch(() => null);
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : null;
}

/**
 * Whether a folder has gone with all that was in it. `before`: which one it was; an empty one in its place is the mount point
 * of a disk that is not there.
 */
export function isAway(now: Place | null, before: string | null): boolean {
  return now === null || (now.isEmpty && before !== null && now.identity !== before);
}

/** Whether the root that holds a file has gone, or nothing is left in it. */
export async function isInFolderAway(path: string, roots: readonly string[]): Promise<boolean> {
  for (const root of roots) {
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) continue;
    const place = await placeOf(root);
    if (place !== null && !place.isEmpty) return false;
  }
  return true;
}
