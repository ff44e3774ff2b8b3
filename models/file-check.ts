// Whether a model file is the listed one; a file whose size and time are as when it was last read is not read again.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { ModelFileEntry } from './manifest.ts';
import { isMissing } from './small-files.ts';
import { remember, rowsOf } from './state.ts';

/** What was last read of a file. */
export type Reading = {
  readonly bytes: number;
  readonly modifiedNs: string;
  readonly sha256: string;
};

export type FileCheck = {
  /** `missing`, a sentence about what is wrong with the file, or null when it is the expected one. */
  problemOf(path: string, expected: ModelFileEntry): Promise<string | null>;
  /** What was last read of a file; undefined before `problemOf` of it, and where it could not be read. */
  readingOf(path: string): Reading | undefined;
  /** Remembers what was read, for the next start. */
  remember(): void;
};

/** A Git LFS pointer has about 130 bytes. */
const pointerBytes = 200;

/** `again`: every file is read, whatever is remembered. Deleting the remembered readings costs one reading, no more. */
export function openFileCheck(dir: string, again = false): FileCheck {
  const rows = rowsOf<Reading & { file: string }>(dir, 'SELECT * FROM readings');
  const known = new Map(rows.map(({ file, ...reading }) => [file, reading]));
  const fresh = new Map<string, Reading>();
  const read = async (path: string): Promise<Reading | null> => {
    const name = relative(dir, path);
    const before = known.get(name);
    const now = await readAgain(path, again ? undefined : before);
    if (!now) return null;
    if (now !== before) fresh.set(name, now);
    known.set(name, now);
    return now;
  };
  return {
    async problemOf(path, expected) {
      const found = await read(path).catch((error: unknown) => {
        if (isMissing(error)) return 'missing' as const;
        throw new Error(`The model file ${path} cannot be read.`, { cause: error });
      });
      if (found === 'missing') return found;
      if (!found) return `${path} is a folder where a model file belongs. Move it away.`;
      return found.sha256 === expected.sha256 ? null : whatIsWrong(path, found.bytes, expected);
    },
    readingOf: (path) => known.get(relative(dir, path)),
    remember() {
      if (fresh.size === 0) return;
      const found = [...fresh].map(
        ([file, { bytes, modifiedNs, sha256 }]) => [file, bytes, modifiedNs, sha256] as const,
      );
      remember(dir, 'INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)', ...found);
      fresh.clear();
    },
  };
}

/** Null where no file is. Hashes it only where its size or its time is not as it was. Rejects as the file system does. */
async function readAgain(path: string, before: Reading | undefined): Promise<Reading | null> {
  const found = await stat(path, { bigint: true });
  if (!found.isFile()) return null;
  const now = { bytes: Number(found.size), modifiedNs: String(found.mtimeNs) };
  const same = before?.bytes === now.bytes && before.modifiedNs === now.modifiedNs;
  return same ? before : { ...now, sha256: await hashFile(path) };
}

/** What became of a file since it was read: null where it holds the same. */
export async function whatChanged(path: string, before: Reading): Promise<'gone' | 'other' | null> {
  const now = await readAgain(path, before).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw new Error(`The model file ${path} cannot be read.`, { cause: error });
  });
  if (!now) return 'gone';
  return now.sha256 === before.sha256 ? null : 'other';
}

async function whatIsWrong(path: string, bytes: number, expected: ModelFileEntry): Promise<string> {
  if (await isPointer(path)) {
    return `${path} is only a pointer to the model, not the model itself: the download failed. Download it again.`;
  }
  if (bytes !== expected.bytes) {
    return `${path} has ${bytes} bytes instead of ${expected.bytes}: it is incomplete or another version.`;
  }
  return `${path} is damaged: its content is not what was published. Download it again.`;
}

/** What Git LFS leaves in place of a large file. */
export async function isPointer(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(pointerBytes + 1) });
    return bytesRead <= pointerBytes && isPointerText(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

export function isPointerText(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString('latin1').startsWith('version https://git-lfs');
}

/** SHA-256 in hex of a file of any size. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const sha256 = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
  for await (const chunk of stream) sha256.update(chunk as Buffer);
  return sha256.digest('hex');
}
