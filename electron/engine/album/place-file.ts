// Puts a whole file into a folder: written under a temporary name, flushed, checked, then given its name.

import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { chmod, link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunksOf, hashFile } from '../../disk/read-file.ts';
import { privateFile } from '../../disk/private.ts';
import { giveName, syncFolder } from '../../disk/write-file.ts';
import { errorCode } from '../../disk/file-errors.ts';

/**
 * Writes bytes under a temporary name, flushed to disk, for those who may read `source` where one is given. Leaves
 * nothing behind on an error.
 */
export async function writeTemporary(
  temporary: string,
  bytes: Uint8Array,
  source?: BigIntStats,
): Promise<void> {
  const fill = async (file: FileHandle) => {
    await file.writeFile(bytes);
    if (source) await takeMode(file, source);
    await file.sync();
  };
  await inTemporary(temporary, fill, source ? privateFile : undefined);
}

export type VerifiedCopy = {
  /** The source as it was when it was read: to be compared before anything happens to it. */
  readonly source: BigIntStats;
  /** SHA-256 in hex, of both. */
  readonly sha256: string;
};

/**
 * Copies a file under a temporary name and reads the copy back: its SHA-256 is the source's, its modified
 * time too. Throws, and leaves nothing behind, when the copy is not the source.
 */
export async function copyTemporary(from: string, temporary: string): Promise<VerifiedCopy> {
  const input = await open(from, 'r');
  try {
    const source = await input.stat({ bigint: true });
    const fill = async (output: FileHandle) => {
      const digest = await copyBytes(input, output);
      await takeMode(output, source);
      await output.sync();
      const same = sameState(source, await input.stat({ bigint: true }));
      if (!same) throw new Error('it was changed while it was being copied');
      if ((await hashFile(temporary)) !== digest)
        throw new Error('the copy differs from the original: the disk may be failing');
      await output.utimes(Number(source.atimeMs) / 1000, Number(source.mtimeMs) / 1000);
      return digest;
    };
    return { source, sha256: await inTemporary(temporary, fill, privateFile) };
  } finally {
    await input.close();
  }
}

/**
 * As `copyTemporary` for a file that is moved: on one disk it gets a second name there, and no byte is copied. A link to a
 * photo is copied as what it leads to.
 */
export async function linkTemporary(from: string, temporary: string): Promise<VerifiedCopy> {
  if ((await lstat(from)).isSymbolicLink()) return copyTemporary(from, temporary);
  try {
    await link(from, temporary);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV' && !noHardLinks.has(errorCode(error))) throw error;
    return copyTemporary(from, temporary);
  }
  const source = await stat(temporary, { bigint: true });
  return { source, sha256: await hashFile(temporary) };
}

/** Nobody may read a copy who may not read the photo, nor the other way round; its owner may always write it. */
async function takeMode(file: FileHandle, { mode }: BigIntStats): Promise<void> {
  try {
    await file.chmod((Number(mode) & 0o666) | 0o600);
  } catch (error) {
    if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'ENOTSUP') throw error;
    // FAT and exFAT have no permissions: whoever has the disk reads all of it.
  }
}

async function copyBytes(input: FileHandle, output: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(input)) {
    hash.update(chunk);
    await output.appendFile(chunk);
  }
  return hash.digest('hex');
}

async function inTemporary<T>(
  temporary: string,
  fill: (file: FileHandle) => Promise<T>,
  mode?: number,
): Promise<T> {
  const file = await open(temporary, 'wx', mode);
  try {
    const filled = await fill(file);
    await file.close();
    return filled;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Gives a temporary file its name if the name is free: false, with the temporary file kept, when it is taken.
 * Nobody's file is overwritten, even one made at this moment. The new name outlives a power cut.
 */
export async function placeNew(temporary: string, target: string): Promise<boolean> {
  const isPlaced = await takeName(temporary, target);
  if (isPlaced) await syncFolder(dirname(target));
  return isPlaced;
}

/** As `placeNew`, for several files of a folder, which its caller flushes then. */
export async function takeName(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
    await rm(temporary);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!noHardLinks.has(errorCode(error))) throw error;
    return placeReserved(temporary, target);
  }
  return true;
}

/** What file systems without hard links (exFAT, FAT, some network drives) answer. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** As `takeName` where there are no hard links: the name is reserved by an empty file, then replaced. */
async function placeReserved(temporary: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
  return true;
}

/**
 * Puts a temporary file in the place of an existing one that still is as it was read.
 * False, with the temporary file removed, when it was changed meanwhile.
 */
export async function replaceFile(
  temporary: string,
  target: string,
  expected: BigIntStats,
): Promise<boolean> {
  try {
    if (!(await isUnchanged(target, expected))) {
      await rm(temporary, { force: true });
      return false;
    }
    await chmod(temporary, Number(expected.mode) & 0o777);
    await giveName(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return true;
}

/** Whether a file is still the one, with the content, that it was. */
export async function isUnchanged(path: string, expected: BigIntStats): Promise<boolean> {
  return sameState(expected, await stat(path, { bigint: true }));
}

function sameState(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}
