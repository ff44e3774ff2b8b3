// What a file begins with, and what it holds as a SHA-256.

import { createHash, webcrypto } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
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

/** SHA-256 in hex of a file of any size. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const sha256 = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
  for await (const chunk of stream) sha256.update(chunk as Buffer);
  return sha256.digest('hex');
}
