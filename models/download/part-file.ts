// A download on its way: the bytes so far, what proves that more of them still fit, and a lock against a second one of it.

import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { hashFile } from '../../electron/disk/read-file.ts';
import { giveName } from '../../electron/disk/write-file.ts';
import { EngineError, throwIfCancelled } from '../../shared/calls/rpc.ts';
import { partOf } from '../folder.ts';
import { takeLock, type Lock } from '../lock.ts';
import { hasCode, readJson, writeJson } from '../small-files.ts';

export type Wanted = { readonly path: string; readonly bytes: number; readonly sha256: string };

export type PartFile = {
  /** How many bytes are there, from the first on. */
  readonly bytes: number;
  /** What the server at `url` called the content that these bytes are of; undefined where it did not or it was another one. */
  validator(url: string): string | undefined;
  /** Bytes from `url` follow. */
  comesFrom(url: string, validator: string | undefined): Promise<void>;
  write(chunk: Uint8Array): Promise<void>;
  /** Forgets every byte. */
  restart(): Promise<void>;
  /** Gives the file its name when every byte is right; else forgets them all and is false. */
  finish(): Promise<boolean>;
  /** Keeps what is there for the next try. */
  close(): Promise<void>;
};

/** What lies beside the bytes. */
const origin = z.object({ sha256: z.string(), url: z.string(), validator: z.string().optional() });

/**
 * Goes on from what an earlier try left of the same content; null when the whole file is there by now.
 * Throws `unreadable` while another process downloads it.
 */
export async function openPart(wanted: Wanted, signal: AbortSignal): Promise<PartFile | null> {
  const path = partOf(wanted.path);
  await mkdir(dirname(path), { recursive: true });
  const lock = takePart(path);
  if (!lock) throw new EngineError('unreadable', 'another Podium is downloading it at this moment');
  try {
    if (await isThere(wanted, signal)) {
      lock.release();
      return null;
    }
    const known = origin.safeParse(await readJson(`${path}.json`).catch(() => undefined)).data;
    const usable = known?.sha256 === wanted.sha256;
    const file = await open(path, 'a+').then(async (touched) => {
      await touched.close();
      return open(path, 'r+'); // 'a' would write at the end only
    });
    try {
      const { size } = await file.stat();
      const kept = usable && size <= wanted.bytes ? size : 0;
      if (kept < size) await file.truncate(kept);
      const hash = createHash('sha256');
      await hashStart(file, kept, hash, signal);
      return partOn(file, {
        wanted,
        path,
        lock,
        hash,
        bytes: kept,
        from: usable ? known : undefined,
      });
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Null while another download of it goes on. */
function takePart(part: string): Lock | null {
  return takeLock(dirname(part), basename(part));
}

/** Another process may have brought it while this one waited. */
async function isThere({ path, bytes, sha256 }: Wanted, signal: AbortSignal): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size !== bytes) return false;
  throwIfCancelled(signal);
  return (await hashFile(path, signal)) === sha256;
}

type Opened = {
  readonly wanted: Wanted;
  readonly path: string;
  readonly lock: Lock;
  readonly hash: Hash;
  readonly bytes: number;
  readonly from: z.infer<typeof origin> | undefined;
};

function partOn(file: FileHandle, { wanted, path, lock, ...start }: Opened): PartFile {
  let { hash, bytes, from } = start;
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await file.close().finally(() => {
      lock.release();
    });
  };
  const restart = async () => {
    hash = createHash('sha256');
    bytes = 0;
    await file.truncate(0);
  };
  return {
    get bytes() {
      return bytes;
    },
    validator: (url) => (from?.url === url ? from.validator : undefined),
    async comesFrom(url, validator) {
      if (from?.url === url && from.validator === validator) return;
      from = { sha256: wanted.sha256, url, ...(validator !== undefined && { validator }) };
      await writeJson(`${path}.json`, from);
    },
    async write(chunk) {
      let written = 0;
      while (written < chunk.length) {
        const { bytesWritten } = await file.write(
          chunk,
          written,
          chunk.length - written,
          bytes + written,
        );
        written += bytesWritten;
      }
      hash.update(chunk);
      bytes += chunk.length;
    },
    restart,
    async finish() {
      if (bytes !== wanted.bytes || hash.copy().digest('hex') !== wanted.sha256) {
        await restart();
        return false;
      }
      await file.sync();
      closed = true;
      try {
        await file.close();
        await takePlace(path, wanted.path);
        await rm(`${path}.json`, { force: true });
      } finally {
        lock.release();
      }
      return true;
    },
    close,
  };
}

async function takePlace(from: string, to: string): Promise<void> {
  try {
    await giveName(from, to);
  } catch (cause) {
    if (hasCode(cause, 'ENOSPC', 'EDQUOT', 'EROFS', 'EACCES')) throw cause;
    const why = `${to} cannot be written: a folder of that name, or another program, is in its way`;
    throw new EngineError('unreadable', why, { cause });
  }
}

/** Reads the bytes that are kept: a hash cannot be stored half-way. */
async function hashStart(
  file: FileHandle,
  bytes: number,
  hash: Hash,
  signal: AbortSignal,
): Promise<void> {
  const buffer = Buffer.alloc(1 << 20);
  for (let at = 0; at < bytes;) {
    throwIfCancelled(signal);
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, bytes - at), at);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** Removes what an unfinished download left; false while it goes on. */
export async function dropPart(path: string): Promise<boolean> {
  const part = partOf(path);
  const lock = takePart(part);
  if (!lock) return false;
  try {
    for (const suffix of ['', '.json']) await rm(part + suffix, { force: true });
    return true;
  } finally {
    lock.release();
  }
}
