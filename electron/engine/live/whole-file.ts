// Whether a photo's file holds all that it says it holds, told from its start and its end: a copy that is still written does not.

import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { fileTooLarge } from '../formats/limits.ts';
import { findJpegEnd, readJpegFrame } from '../formats/jpeg-stream.ts';
import { bytesOfType, readDirectories, valuesOf, type Directory } from '../formats/tiff.ts';
import { fileKind, hasPhotoExtension, isRaw, type FileKind } from '../files/file-kind.ts';
import { withFile } from '../files/read-photo.ts';
import type { ScannedFile } from '../files/scan.ts';

/** `cut`: something is missing, or nobody lets it be read; `unknown`: neither can be told. */
export type Wholeness = 'whole' | 'cut' | 'unknown';

/** Enough for the directories of a camera's RAW, which lie at its start. */
const headBytes = 256 * 1024;
/** Programs that make room for a copy before they write it leave zeros where they have not been. */
const tailBytes = 4096;

export async function wholeness(file: ScannedFile): Promise<Wholeness> {
  try {
    const handle = await open(file.path);
    try {
      return await look(handle, file);
    } finally {
      await handle.close();
    }
  } catch {
    return 'cut'; // while another program holds it some systems let nobody else read it
  }
}

async function look(handle: FileHandle, { path, sizeBytes }: ScannedFile): Promise<Wholeness> {
  const head = await part(handle, 0, Math.min(headBytes, sizeBytes));
  const tail = await part(handle, Math.max(0, sizeBytes - tailBytes), tailBytes);
  if (sizeBytes === 0 || isBlank(head)) return 'cut';
  const kind = fileKind(head.subarray(0, 64), path);
  if (kind === null) return hasPhotoExtension(path) ? 'unknown' : 'whole';
  if (kind === 'cr3' || kind === 'heic' || kind === 'avif') return boxesEnd(handle, sizeBytes);
  const told = endOf(kind, head, tail, sizeBytes);
  if (told !== 'ask' || fileTooLarge(sizeBytes) !== null) return told === 'ask' ? 'unknown' : told;
  return withFile(path, (bytes) => Promise.resolve(hasJpegEnd(bytes) ? 'whole' : 'cut'));
}

/**
 * What the start and the end of a file of `sizeBytes` say. `ask`: a JPEG with something after its end mark, or without one:
 * only all of it can tell.
 */
export function endOf(
  kind: FileKind,
  head: Buffer,
  tail: Buffer,
  sizeBytes: number,
): Wholeness | 'ask' {
  if (kind === 'jpeg') return tail.subarray(-2).equals(jpegEnd) ? 'whole' : 'ask';
  if (kind === 'png') return tail.includes(pngEnd) ? 'whole' : 'cut';
  if (kind === 'webp')
    return head.length < 8 ? 'cut' : upTo(head.readUInt32LE(4) + 8, tail, sizeBytes);
  if (kind === 'x3f') return 'unknown';
  // What lies behind the last that its header names cannot be told.
  if (kind === 'raf') return head.length < 108 || rafEnd(head) > sizeBytes ? 'cut' : 'unknown';
  return kind === 'tiff' || isRaw(kind) ? tiffEnd(head, tail, sizeBytes) : 'unknown';
}

const jpegEnd = Buffer.from([0xff, 0xd9]);
/** The last chunk with its checksum, which is always the same. */
const pngEnd = Buffer.from('IEND\xae\x42\x60\x82', 'latin1');

function hasJpegEnd(bytes: Buffer): boolean {
  try {
    const frame = readJpegFrame(bytes, 0);
    return frame !== null && findJpegEnd(bytes, frame.scanAt) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false; // it ends within a header
    throw error;
  }
}

function upTo(end: number, tail: Buffer, sizeBytes: number): Wholeness {
  if (end > sizeBytes) return 'cut';
  return isBlank(tail) ? 'unknown' : 'whole';
}

/** The header names the place and the length of the JPEG, of the description and of the sensor's data. */
function rafEnd(head: Buffer): number {
  return Math.max(...[84, 92, 100].map((at) => head.readUInt32BE(at) + head.readUInt32BE(at + 4)));
}

/** Tags of places, and those of the lengths there: strips, tiles, and a JPEG. */
const placeTags = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
] as const;

function tiffEnd(head: Buffer, tail: Buffer, sizeBytes: number): Wholeness {
  if (head.length < 8) return 'cut';
  const little = head[0] === 0x49;
  const first = little ? head.readUInt32LE(4) : head.readUInt32BE(4);
  if (first + 2 > sizeBytes) return 'cut';
  if (first + 2 > head.length) return 'unknown'; // the directory lies behind the pixels
  const entries = little ? head.readUInt16LE(first) : head.readUInt16BE(first);
  const ends = directoriesOf(head).flatMap((directory) => endsIn(head, directory));
  const told = ends.length > 0;
  const end = [first + 2 + entries * 12 + 4, ...ends].reduce((a, b) => Math.max(a, b));
  const state = upTo(end, tail, sizeBytes);
  return told || state === 'cut' ? state : 'unknown';
}

function directoriesOf(head: Buffer): Directory[] {
  try {
    return readDirectories(head);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Where the pictures end that a directory names, and the values that do not fit into it. */
function endsIn(head: Buffer, directory: Directory): number[] {
  const pictures = placeTags.flatMap(([placeTag, lengthTag]) => {
    const places = valuesOf(head, directory, placeTag);
    const lengths = valuesOf(head, directory, lengthTag);
    return places.length === lengths.length
      ? places.map((place, i) => place + (lengths[i] ?? 0))
      : [];
  });
  if (pictures.length === 0) return [];
  const values = [...directory.values()].map(
    ({ type, count, offset }) => offset + (bytesOfType[type] ?? 0) * count,
  );
  return [...pictures, ...values];
}

/** More boxes at the top of a file than any camera writes. */
const mostBoxes = 256;

/** Walks over the boxes of a file: each names its length. */
async function boxesEnd(handle: FileHandle, sizeBytes: number): Promise<Wholeness> {
  let at = 0;
  for (let box = 0; box < mostBoxes && at < sizeBytes; box += 1) {
    const head = await part(handle, at, 16);
    if (head.length < 8 || !/^[\w +-]{4}$/.test(head.toString('latin1', 4, 8))) return 'cut';
    const short = head.readUInt32BE(0);
    if (short === 0) return 'unknown'; // up to the end, wherever that is
    if (short === 1 && head.length < 16) return 'cut';
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (length < 8) return 'unknown';
    at += length;
  }
  if (at !== sizeBytes) return at > sizeBytes ? 'cut' : 'unknown';
  return isBlank(await part(handle, Math.max(0, sizeBytes - tailBytes), tailBytes))
    ? 'unknown'
    : 'whole';
}

async function part(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
