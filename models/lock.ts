// Who changes the model folder, who downloads what, who uses which built models: the kernel frees what a dead process held.

import Sqlite from 'better-sqlite3';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EngineError, throwIfCancelled } from '../shared/calls/rpc.ts';

export type Lock = { release(): void };

type Mode = {
  /** Shared ones are not in each other's way. */
  readonly shared?: boolean;
};

/** Who waits looks again so often whether it is their turn, and waits so long at most: a large copy may go before. */
const lookMs = 20;
const longestWaitMs = 60_000;

/**
 * Null while another process, or another call of this one, holds it. SQLite locks whole files, so each thing that is
 * held apart has an empty file of its own. It is never removed: a lock on a removed file is in nobody's way. Throws
 * where the folder cannot be written, or its disk has no locks.
 */
export function takeLock(dir: string, name: string, { shared = false }: Mode = {}): Lock | null {
  const path = lockPath(dir, name);
  mkdirSync(join(dir, 'locks'), { recursive: true });
  let file: Sqlite.Database | undefined;
  try {
    file = new Sqlite(path, { timeout: 0 });
    file.pragma('journal_mode = MEMORY'); // nothing is ever written: a full disk has room for it
    if (!shared) accessSync(path, constants.W_OK); // of what is read-only SQLite would give the shared one
    // The transaction stays open: its lock is what is held. Reading the empty schema takes the shared one.
    file.exec(shared ? 'BEGIN; SELECT count(*) FROM sqlite_schema' : 'BEGIN EXCLUSIVE');
    const held = file;
    return { release: () => held.close() };
  } catch (error) {
    file?.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    const why = error instanceof Error ? error.message : String(error);
    const clause = `${path} cannot be locked (${why}): the folder cannot be written, or its disk has no locks, as some network disks`;
    throw new Error(clause, { cause: error });
  }
}

export function lockPath(dir: string, name: string): string {
  return join(dir, 'locks', name);
}

type Waiting = Mode & { readonly signal?: AbortSignal; readonly patienceMs?: number };

/** Rejects as `takeLock` throws, with `cancelled`, or with `unreadable` and a sentence when the wait is too long. */
export async function waitForLock(dir: string, name: string, waiting: Waiting): Promise<Lock> {
  const { signal, patienceMs = longestWaitMs } = waiting;
  const sinceMs = performance.now();
  for (;;) {
    if (signal) throwIfCancelled(signal);
    const lock = takeLock(dir, name, waiting);
    if (lock) return lock;
    if (performance.now() - sinceMs > patienceMs)
      throw new EngineError(
        'unreadable',
        `Another Podium is changing the models in ${dir} and does not come to an end. Close it, then try again.`,
      );
    await wait(lookMs);
  }
}

/** Runs `work` while nobody else builds, imports or removes models of the folder. Rejects as `work` and `waitForLock` do. */
export async function changing<R>(
  dir: string,
  work: () => Promise<R>,
  waiting: Waiting = {},
): Promise<R> {
  const lock = await waitForLock(dir, 'changes', waiting);
  return work().finally(() => {
    lock.release();
  });
}
