// What a file had of itself when it was read: one that was still being copied begins the whole that it becomes.

import { hashBytes } from '../../../disk/read-file.ts';

/** All of a file, or what lies before the zeros that fill the rest of it. */
export type Beginning = {
  readonly bytes: number;
  /** SHA-256 of these bytes. */
  readonly sha256: Buffer;
};

/**
 * A disk writes whole blocks: some systems give a file its whole length before its bytes arrive, and what has not arrived
 * is zeros. Fewer than these are the file's own; and fewer that did arrive prove nothing, since files of one camera begin
 * alike.
 */
const blockBytes = 4096;
const zeros = Buffer.alloc(1024 * 1024);

/** Of a file's bytes, whose SHA-256 is `sha256`. */
export async function beginningOf(bytes: Buffer<ArrayBuffer>, sha256: Buffer): Promise<Beginning> {
  const arrived = bytes.length - zerosAtEnd(bytes);
  const isFilled = bytes.length - arrived >= blockBytes && arrived >= blockBytes;
  if (!isFilled) return { bytes: bytes.length, sha256 };
  return { bytes: arrived, sha256: await hashBytes(bytes.subarray(0, arrived)) };
}

/** Whether a file goes on from where another, or an earlier state of it, ended. */
export async function goesOnFrom(
  bytes: Buffer<ArrayBuffer>,
  { bytes: length, sha256 }: Beginning,
): Promise<boolean> {
  if (length === 0 || length > bytes.length) return false;
  return sha256.equals(await hashBytes(bytes.subarray(0, length)));
}

function zerosAtEnd(bytes: Buffer): number {
  let end = bytes.length;
  for (let step = zeros.length; step >= 1;) {
    const isZero = step <= end && bytes.compare(zeros, 0, step, end - step, end) === 0;
    if (isZero) end -= step;
    else step = Math.floor(step / 2);
  }
  return bytes.length - end;
}
