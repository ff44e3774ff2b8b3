// What a file begins with, and what it holds as a SHA-256.

import { createHash, webcrypto } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

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

/** SHA-256 of what is in memory, reckoned on another thread: a RAW file would hold up this one for 50 ms. */
export async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Buffer> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes));
}

/** SHA-256 in hex of a file of any size. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const sha256 = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
  for await (const chunk of stream) sha256.update(chunk as Buffer);
  return sha256.digest('hex');
}
