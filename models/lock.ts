// A lock file: one process at a time does something; the lock of a process that died is taken over.

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { EngineError, throwIfCancelled } from '../shared/rpc.ts';
import { hasCode, isMissing, writeJson } from './small-files.ts';

export type Lock = {
  /** Throws `unreadable`, with a clause, when the lock is somebody else's by now: nothing may be changed any more. */
  stillHeld(): Promise<void>;
  /** Leaves a lock alone that is somebody else's by now. */
  release(): Promise<void>;
};

const holder = z.object({ pid: z.number(), host: z.string(), id: z.string() });
type Holder = z.infer<typeof holder>;

/** The lock's time is renewed this often, whether the work gets on or not. */
const renewMs = 5000;
/** A lock of another machine, or one that is not readable, is nobody's when it was not renewed for so long. */
const forgottenMs = 5 * 60_000;
/** Nor is it that of a living process here: a sleeping machine renews nothing, but by then the number is another program's. */
const reusedMs = 24 * 3_600_000;

/** Who changes a small file looks again so often whether it is their turn, and waits so long at most: a large copy may go before. */
const lookMs = 20;
const patienceMs = 60_000;

/** The locks of this process: after a restart its number may be the same. */
const mine = new Set<string>();

/** Null when another process, or another call of this one, holds it. */
export async function takeLock(path: string): Promise<Lock | null> {
  const own: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  mine.add(own.id);
  let taken = false;
  try {
    taken = (await create(path, own)) || (await takeFromTheDead(path, own));
  } finally {
    if (!taken) mine.delete(own.id);
  }
  return taken ? lockOn(path, own.id) : null;
}

/**
 * Runs `work`, which reads the JSON file and writes it again, while nobody else does; waits for its turn.
 * Rejects as `work` does, with `cancelled`, or with `unreadable` when its turn does not come.
 */
export async function changing<R>(
  file: string,
  work: (write: (value: unknown) => Promise<void>) => Promise<R>,
  signal?: AbortSignal,
): Promise<R> {
  await mkdir(dirname(file), { recursive: true });
  const lock = await waitForLock(file, signal);
  try {
    return await work(async (value) => {
      await lock.stillHeld();
      await writeJson(file, value);
    });
  } finally {
    await lock.release();
  }
}

async function waitForLock(file: string, signal: AbortSignal | undefined): Promise<Lock> {
  const sinceMs = performance.now();
  for (;;) {
    if (signal) throwIfCancelled(signal);
    const lock = await takeLock(`${file}.lock`);
    if (lock) return lock;
    if (performance.now() - sinceMs > patienceMs)
      throw new EngineError(
        'unreadable',
        `Another Podium is changing ${file} and does not come to an end. Close it, then try again.`,
      );
    await wait(lookMs);
  }
}

function lockOn(path: string, id: string): Lock {
  const isHeld = async () => (await readHolder(path))?.id === id;
  const renew = async () => {
    const now = new Date();
    if (await isHeld()) await utimes(path, now, now);
  };
  const timer = setInterval(() => {
    renew().catch(() => undefined); // stillHeld tells
  }, renewMs).unref();
  return {
    async stillHeld() {
      if (await isHeld()) return;
      throw new EngineError('unreadable', 'another Podium has taken it over');
    },
    async release() {
      clearInterval(timer);
      try {
        if (await isHeld()) await rm(path, { force: true });
      } finally {
        mine.delete(id); // not before: it would look dead
      }
    },
  };
}

async function create(path: string, own: Holder): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: unknown) => {
    if (hasCode(error, 'EEXIST')) return null;
    throw error;
  });
  if (!file) return false;
  try {
    await file.writeFile(JSON.stringify(own)).finally(() => file.close());
    return true;
  } catch (error) {
    await rm(path, { force: true }); // on a full disk it is empty: nobody's, and in everybody's way for minutes
    throw error;
  }
}

/** Of several that replace a dead lock the last one has it; the others learn that from `stillHeld`. */
async function takeFromTheDead(path: string, own: Holder): Promise<boolean> {
  const found = await stateOf(path);
  if (found === 'missing') return create(path, own); // released a moment ago
  if (found === 'alive') return false;
  const draft = `${path}.${own.id}`;
  try {
    await writeFile(draft, JSON.stringify(own), { flag: 'wx' });
    if ((await stateOf(path)) !== 'dead') return false;
    await rename(draft, path);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

async function stateOf(path: string): Promise<'missing' | 'alive' | 'dead'> {
  const touched = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (!touched) return 'missing';
  const ageMs = Date.now() - touched.mtimeMs;
  return isAlive(await readHolder(path), ageMs) ? 'alive' : 'dead';
}

/** `lock` null: gone, or being written, at this very moment. */
function isAlive(lock: Holder | null, ageMs: number): boolean {
  if (lock?.host !== hostname()) return ageMs <= forgottenMs;
  if (lock.pid === process.pid) return mine.has(lock.id);
  return ageMs <= reusedMs && processExists(lock.pid);
}

/** Null when nothing, or nothing whole, is there. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    return holder.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether there is a process with this number, anybody's. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
