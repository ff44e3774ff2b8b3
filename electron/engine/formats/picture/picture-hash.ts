// What names a photo for good: the hash of its coded picture, which no program changes by writing about it.

import { hash } from 'node:crypto';
import { hashBytes } from '../../../disk/read-file.ts';
import { fileKind, type FileKind } from '../../files/file-kind.ts';
import { cr3Spans, rafSpans, x3fSpans, type Span } from '../raw/raw-spans.ts';
import { beginningOf, goesOnFrom, type Beginning } from './beginning.ts';
import { itemSpans } from './box-picture.ts';
import { pngSpans, webpSpans } from './chunk-picture.ts';
import { jpegSpans } from './jpeg-picture.ts';
import { soundSpans } from './spans.ts';
import { storedPicture, tiffPictureSpans } from './tiff-picture.ts';

/** What a file holds, in two names of 32 bytes. */
export type Identity = {
  /** SHA-256 of the whole file: what was found in it, and its images, are true of exactly these bytes. */
  readonly sha256: Buffer;
  /**
   * SHA-256 of its coded picture: what the user said of it. That of the whole file where the picture cannot be told from
   * what is written about it: GIF, damaged files, and structures that Podium does not know.
   */
  readonly picture: Buffer;
};

/** What a file held when it was read, and whether that goes on from what it held before. */
export type Reading = Identity & {
  readonly beginning: Beginning;
  /** The picture of what it held before, where that was the beginning of this: it is one photo that went on arriving. */
  readonly outgrown: Buffer | null;
};

/** What a file held when it was read before. */
export type EarlierReading = Pick<Identity, 'picture'> & { readonly beginning: Beginning };

/** Parts at least this long are hashed on another thread. */
const longPart = 256 * 1024;

/** Both names of a file's bytes; never fails, whatever they are. `name` as for `fileKind`. */
export async function identify(bytes: Buffer<ArrayBuffer>, name: string): Promise<Identity> {
  const [sha256, picture] = await Promise.all([hashBytes(bytes), hashPicture(bytes, name)]);
  return { sha256, picture: picture ?? sha256 };
}

/** As `identify`, of a file that held something else before, as far as that is known. */
export async function identifyAgain(
  bytes: Buffer<ArrayBuffer>,
  name: string,
  earlier: EarlierReading | undefined,
): Promise<Reading> {
  const identity = await identify(bytes, name);
  const beginning = await beginningOf(bytes, identity.sha256);
  const isSame = !earlier || earlier.picture.equals(identity.picture);
  const isOne = !isSame && (await goesOnFrom(bytes, earlier.beginning));
  return { ...identity, beginning, outgrown: isOne ? earlier.picture : null };
}

/** A hash of the parts' hashes: nothing is copied, and where in the file a part lies does not matter. */
async function hashPicture(bytes: Buffer<ArrayBuffer>, name: string): Promise<Buffer | null> {
  const spans = pictureSpans(bytes, name);
  if (!spans) return null;
  const parts: Buffer[] = [];
  for (const { start, end } of spans) {
    const part = bytes.subarray(start, end);
    parts.push(part.length < longPart ? hash('sha256', part, 'buffer') : await hashBytes(part));
  }
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

/** The parts of a file that are its coded picture, in their order; null where they cannot be told. */
export function pictureSpans(bytes: Buffer, name: string): readonly Span[] | null {
  try {
    const kind = fileKind(bytes.subarray(0, 64), name);
    return kind && soundSpans(spansOf(bytes, kind), bytes.length);
  } catch (error) {
    // A list that ends early or points outside the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type PartsOf = (bytes: Buffer) => readonly Span[];

/** The kinds that are no TIFF inside. */
const partsByKind: Readonly<Partial<Record<FileKind, PartsOf>>> = {
  jpeg: jpegSpans,
  png: pngSpans,
  webp: webpSpans,
  avif: itemSpans,
  heic: itemSpans,
  gif: () => [],
  cr3: (bytes) => longest(cr3Spans(bytes), bytes.length),
  raf: rafPicture,
  x3f: (bytes) => storedPicture(bytes, x3fSpans(bytes)),
};

function spansOf(bytes: Buffer, kind: FileKind): readonly Span[] {
  return partsByKind[kind]?.(bytes) ?? tiffPictureSpans(bytes, kind);
}

/** Canon CR3: the longest sample of a track is the sensor's, or, in a file without one, the JPEG. */
function longest(spans: readonly Span[], fileBytes: number): Span[] {
  const inside = spans.filter(({ end }) => end <= fileBytes);
  return inside.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, 1);
}

/** Fujifilm RAF: the header names the sensor's data; where it does not, the JPEG. */
function rafPicture(bytes: Buffer): Span[] {
  if (bytes.length < 108) return [];
  const [start, length] = [bytes.readUInt32BE(100), bytes.readUInt32BE(104)];
  const isThere = start > 0 && length > 0 && start + length <= bytes.length;
  return isThere ? [{ start, end: start + length }] : storedPicture(bytes, rafSpans(bytes));
}
