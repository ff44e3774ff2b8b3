// A lock file: one process at a time downloads a file; the lock of a process that died is taken over.

import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { EngineError } from '../../shared/rpc.ts';
import { hasCode, isMissing } from '../small-files.ts';

export type Lock = {
  /** Says that the work goes on; called at every piece of it. */
  stillHeld(): Promise<void>;
  release(): Promise<void>;
};

const holder = z.object({ pid: z.number(), host: z.string(), id: z.string() });
type Holder = z.infer<typeof holder>;

/** The lock's time is renewed this often at most. */
const renewMs = 5000;
/** A lock not renewed for so long is nobody's: no step of a download lasts longer. */
const forgottenMs = 5 * 60_000;

/** Throws `unreadable`, with a clause, when another process, or another call of this one, holds it. */
export async function takeLock(path: string): Promise<Lock> {
  const own: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  if (!(await create(path, own))) {
    await takeAwayFromTheDead(path);
    if (!(await create(path, own))) throw inUse();
  }
  let renewedMs = performance.now();
  return {
    async stillHeld() {
      const nowMs = performance.now();
      if (nowMs - renewedMs < renewMs) return;
      renewedMs = nowMs;
      const now = new Date();
      await utimes(path, now, now);
    },
    release: () => rm(path, { force: true }),
  };
}

async function create(path: string, own: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify(own));
    await file.close();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Of several that find a dead lock one moves it away; a lock that turns out to be alive is put back. */
async function takeAwayFromTheDead(path: string): Promise<void> {
  if (await isAlive(path)) throw inUse();
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if (await isAlive(aside)) {
    await rename(aside, path);
    throw inUse();
  }
  await rm(aside, { force: true });
}

async function isAlive(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > forgottenMs) return false;
    const read = holder.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!read.success) return true; // being written at this very moment
    return read.data.host !== hostname() || processExists(read.data.pid);
  } catch (error) {
    if (isMissing(error)) return false;
    if (error instanceof SyntaxError) return true; // as above
    throw error;
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function inUse(): EngineError {
  return new EngineError('unreadable', 'another Podium is downloading it at this moment');
}
