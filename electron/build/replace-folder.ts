// A folder that was built replaces the one that is there, whoever else builds or reads it at the same time.

import { rename, rm } from 'node:fs/promises';

/**
 * Puts `fresh` in the place of `place`, whole: a process that reads there meets the old folder or the new one, and for
 * the moment between two renames none. Where another process put its own there at the same time, that one stays.
 */
export async function replaceFolder(fresh: string, place: string): Promise<void> {
  const old = `${fresh}.old`;
  try {
    await rename(place, old).catch(unless('ENOENT')); // none yet, or another process has just taken it away
    await rename(fresh, place).catch(unless('ENOTEMPTY', 'EEXIST', 'EPERM')); // Windows says EPERM
  } finally {
    for (const left of [old, fresh]) await rm(left, { recursive: true, force: true });
  }
}

function unless(...codes: readonly string[]) {
  return (error: unknown): void => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  };
}
