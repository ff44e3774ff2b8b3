// Who uses built models: marks in their folder, so that the models of an earlier version go when no process needs them.

import { hash, randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { processExists } from './lock.ts';
import { hasCode } from './small-files.ts';

const built = /^embedded-[0-9a-f]{16}$/;
/** Of a process that was stopped while it built or removed. */
const leftOver = /^embedded-[0-9a-f]{16}-(?:draft|unused)-/;
const mark = /^used-by-([0-9a-f]{8})-(\d+)$/;

const hourMs = 3_600_000;
/** Versions of Podium without marks: whoever started one has closed it by then. */
const unmarkedMs = 24 * hourMs;
/** Whether a process of another machine lives cannot be asked. */
const elsewhereMs = 30 * 24 * hourMs;

const here = hash('sha256', hostname()).slice(0, 8);

/** The folder of built models is this process's as long as it lives; nothing where there is none, or it cannot be written. */
export async function markUsed(folder: string): Promise<void> {
  await writeFile(join(folder, `used-by-${here}-${process.pid}`), '').catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'))
      throw error;
  });
}

/**
 * Removes the built models of other versions that no process uses, and what stopped processes left half-way. `folder`
 * is the one in use. What cannot be removed now stays for the next start.
 */
export async function removeUnused(modelFolder: string, folder: string): Promise<void> {
  const entries = await readdir(modelFolder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === basename(folder)) continue;
    const path = join(modelFolder, entry.name);
    if (built.test(entry.name)) await removeWhole(path).catch(() => undefined);
    else if (leftOver.test(entry.name) && (await ageMs(path)) > hourMs)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
  await dropDeadMarks(folder).catch(() => undefined);
}

/** Under another name first: whoever has marked it until then gets it back, whoever looks later builds it again. */
async function removeWhole(folder: string): Promise<void> {
  if (await isUsed(folder)) return;
  const away = `${folder}-unused-${randomUUID()}`;
  await rename(folder, away);
  if ((await marksIn(away)).some(({ alive }) => alive)) await rename(away, folder);
  else await rm(away, { recursive: true, force: true });
}

async function isUsed(folder: string): Promise<boolean> {
  const marks = await marksIn(folder);
  if (marks.length === 0) return (await ageMs(folder)) < unmarkedMs;
  return marks.some(({ alive }) => alive);
}

async function marksIn(folder: string) {
  const marks: { readonly path: string; readonly alive: boolean }[] = [];
  for (const name of await readdir(folder)) {
    const [, host, pid] = mark.exec(name) ?? [];
    if (host === undefined) continue;
    const path = join(folder, name);
    const alive = host === here ? processExists(Number(pid)) : (await ageMs(path)) < elsewhereMs;
    marks.push({ path, alive });
  }
  return marks;
}

async function dropDeadMarks(folder: string): Promise<void> {
  for (const { path, alive } of await marksIn(folder)) if (!alive) await rm(path, { force: true });
}

/** Since it was changed or moved; 0 where it is gone. */
async function ageMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found ? Date.now() - Math.max(found.mtimeMs, found.ctimeMs) : 0;
}
