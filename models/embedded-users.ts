// Who uses built models: a lock on each folder of them, so that those of an earlier version go when no process needs them.

import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EngineError } from '../shared/calls/rpc.ts';
import { lockPath, takeLock, waitForLock, type Lock } from './lock.ts';

const built = /^embedded-[0-9a-f]{16}$/;
/** Of a process that was stopped while it built or removed. */
const leftOver = /^embedded-[0-9a-f]{16}-(?:draft|unused)-/;

/** Versions of Podium that took no locks: whoever started one has closed it by then. */
const withoutLockMs = 24 * 3_600_000;

/** Of this process, by folder: held until it ends. */
const inUse = new Map<string, Lock>();

/** The folder of built models is this process's as long as it lives; nothing where no lock can be had. */
export async function markUsed(modelFolder: string, folder: string): Promise<void> {
  const before = inUse.get(folder);
  try {
    const lock = await waitForLock(modelFolder, basename(folder), { shared: true });
    inUse.set(folder, lock);
    before?.release(); // not sooner; the file may have been removed and made again since
  } catch (error) {
    if (error instanceof EngineError) throw error;
  }
}

/**
 * Removes the built models of other versions that no process uses, and what stopped processes left half-way. `folder`
 * is the one in use. What cannot be removed now stays for the next start.
 */
export async function removeUnused(modelFolder: string, folder: string): Promise<void> {
  const entries = await readdir(modelFolder, { withFileTypes: true }).catch(() => []);
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const isOther = built.test(name) && name !== basename(folder);
    if (isOther && !(await mayBeUsed(modelFolder, name)))
      await removeAlone(modelFolder, name, name);
    if (leftOver.test(name)) await removeAlone(modelFolder, name, 'changes');
  }
}

async function mayBeUsed(modelFolder: string, name: string): Promise<boolean> {
  if (existsSync(lockPath(modelFolder, name))) return false; // the lock itself tells
  const found = await stat(join(modelFolder, name)).catch(() => undefined);
  return Date.now() - Math.max(found?.mtimeMs ?? 0, found?.ctimeMs ?? 0) < withoutLockMs;
}

/** A process that starts meanwhile waits for the lock; of what was removed half-way it builds everything again. */
async function removeAlone(modelFolder: string, name: string, lockName: string): Promise<void> {
  try {
    const lock = takeLock(modelFolder, lockName);
    if (!lock) return;
    await rm(join(modelFolder, name), { recursive: true, force: true }).finally(() => {
      lock.release();
    });
  } catch {
    return;
  }
}
