// Files that are there whole or not at all: written under another name, flushed to disk, then given their own.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive } from './alive.ts';
import { makePrivate, privateFile } from './private.ts';

/** A name, hidden and free, for a file on its way into a folder; it says which process is at it. */
export function draftIn(folder: string): string {
  return join(folder, `.podium-${process.pid}-${randomBytes(8).toString('hex')}.part`);
}

/** Nobody needs so long for a file: whatever is older was left, also where its process cannot be asked for. */
const abandonedMs = 3_600_000;

/** Removes from a folder what processes left that died while they wrote; nothing where there is no folder. */
export function dropLeftDrafts(folder: string): void {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  for (const name of isFolder ? readdirSync(folder) : []) {
    const draft = /^\.podium-(?:(?<pid>\d+)-[0-9a-f]{16}|[^-]*)\.part$/.exec(name);
    if (!draft) continue;
    const pid = draft.groups?.['pid'];
    const path = join(folder, name);
    const writtenMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if ((pid !== undefined && !isAlive(Number(pid))) || Date.now() - writtenMs > abandonedMs)
      rmSync(path, { force: true });
  }
}

type WholeFile = {
  readonly flush?: boolean;
  readonly secret?: boolean;
  readonly draftFolder?: string;
};

/**
 * Whoever reads the file finds the old content or the new, also after a power cut; its permissions stay, unless it is
 * `secret`, which is the user's alone. Nothing is left behind on an error, which is the file system's. `flush: false` is
 * for what is made anew where it is lost. `draftFolder`, on the same disk, is where it is until it is whole.
 */
export function writeWhole(
  path: string,
  content: string | Uint8Array,
  { flush = true, secret = false, draftFolder }: WholeFile = {},
): void {
  const found = statSync(path, { throwIfNoEntry: false });
  const mode = secret ? privateFile : found && found.mode & 0o777;
  const target = found ? realpathSync(path) : path;
  const draft = draftIn(draftFolder ?? dirname(target));
  try {
    writeFileSync(draft, content, { flag: 'wx', flush, mode });
    if (secret) makePrivate(draft);
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

/** Flushes a whole file that somebody else wrote, gives it its name and flushes the folder. Throws the file system's error. */
export function placeFlushed(draft: string, path: string): void {
  flushNow(draft);
  renameSync(draft, path);
  try {
    flushNow(dirname(path));
  } catch {
    // Windows cannot flush a folder, and does not need to.
  }
}

function flushNow(path: string): void {
  const handle = openSync(path, statSync(path).isDirectory() ? 'r' : 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
