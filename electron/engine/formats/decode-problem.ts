// Why a photo's bytes could not be decoded, told from the decoder's message and the file's structure.

import { readBoxes } from './boxes.ts';
import type { FileKind } from '../files/file-kind.ts';

/** Messages of decoders that gave up at the end of the data. */
const endMessages = /premature end of JPEG|unexpected end|end of (file|source)|truncated/i;

/** Warnings that mean lost pixels, although the decoder goes on with grey or shifted ones. */
const lostPixels = /premature end|bad Huffman|Corrupt JPEG data: bad|Invalid frame data/i;

/** Whether the decoder warned about pixels, not about untidy but harmless bytes around them. */
export function losesPixels(error: unknown): boolean {
  return lostPixels.test(messageOf(error));
}

/** Whether a JPEG's data ended before its end mark: pixels may be missing, or the mark alone. */
export function isWithoutEnd(error: unknown): boolean {
  return /premature end of JPEG/i.test(messageOf(error));
}

/** The end of "IMG_0412.JPG could not be read: ...", without its full stop. */
export function decodeProblem(error: unknown, bytes: Buffer, kind: FileKind): string {
  const message = messageOf(error);
  if (endMessages.test(message) || isCutOff(bytes, kind)) return 'the file ends early';
  if (/not been built in|not support|unsupported (feature|compression|codec)/i.test(message)) {
    return 'its pixels are compressed in a way Podium does not know';
  }
  return 'its picture data is damaged';
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Whether the file's own lengths point beyond its end, or its closing mark is missing. */
function isCutOff(bytes: Buffer, kind: FileKind): boolean {
  if (kind === 'png') return !bytes.includes('IEND');
  if (kind === 'webp') return bytes.length < 8 || bytes.readUInt32LE(4) + 8 > bytes.length;
  if (kind === 'tiff') return tiffStart(bytes) >= bytes.length;
  if (kind !== 'avif' && kind !== 'heic') return false;
  return (readBoxes(bytes).at(-1)?.end ?? Infinity) > bytes.length;
}

/** Where a TIFF's first directory lies: many programs write it last. */
function tiffStart(bytes: Buffer): number {
  if (bytes.length < 8) return Infinity;
  return bytes[0] === 0x49 ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
}
