// Files that are there whole or not at all: written under another name, flushed to disk, then given their own.

import { randomBytes } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A name, hidden and free, for a file on its way into a folder. */
export function draftIn(folder: string): string {
  return join(folder, `.podium-${randomBytes(8).toString('hex')}.part`);
}

/**
 * Whoever reads the file finds the old content or the new, also after a power cut; its permissions stay. Nothing is left
 * behind on an error, which is the file system's. `flush: false` is for what is made anew where it is lost.
 */
export function writeWhole(
  path: string,
  content: string | Uint8Array,
  { flush = true } = {},
): void {
  const found = statSync(path, { throwIfNoEntry: false });
  const target = found ? realpathSync(path) : path;
  const draft = draftIn(dirname(target));
  try {
    writeFileSync(draft, content, { flag: 'wx', flush, mode: found && found.mode & 0o777 });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Gives a whole and flushed file its name, in the place of whatever had it, so that it outlives a power cut. */
export async function giveName(draft: string, path: string): Promise<void> {
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Flushes a folder, so that its new names outlive a power cut; Windows cannot, and does not need to. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
