// What a file begins with, and what it holds as a SHA-256.

import { createHash, webcrypto } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

/** The first bytes of a file, fewer where it is shorter. */
export async function readHead(path: string, bytes: number): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Beyond this many bytes the copy that the other thread gets is worth more than a short wait. */
const copiedBytes = 64 * 2 ** 20;
/** Some 5 ms of work. */
const pieceBytes = 4 * 2 ** 20;

/** SHA-256 of what is in memory, reckoned on another thread: a RAW file would hold up this one for 50 ms. */
export async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Buffer> {
  if (bytes.length <= copiedBytes)
    return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes));
  const sha256 = createHash('sha256');
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    sha256.update(bytes.subarray(at, at + pieceBytes));
    await setImmediate(); // others come in between
  }
  return sha256.digest();
}

/** SHA-256 in hex of a file of any size. Throws the file system's error, or the signal's reason. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const sha256 = createHash('sha256');
  const file = await open(path);
  try {
    for await (const chunk of chunksOf(file)) {
      signal?.throwIfAborted();
      sha256.update(chunk);
    }
    return sha256.digest('hex');
  } finally {
    await file.close();
  }
}

/** Bytes read at once. */
const chunkBytes = 1 << 20;

/** An open file from its start to its end; each chunk holds until the next one is asked for. */
export async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  const { size } = await file.stat();
  // A small file is many times as fast to read where no megabyte has to be found for it.
  const buffer = Buffer.allocUnsafe(Math.min(Math.max(size, 4096), chunkBytes));
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
