// Exif as the directories it consists of, with the bytes of every value: from a block of a picture, a TIFF or a RAW.

import { readBoxes } from '../boxes.ts';
import type { FileKind } from '../../files/file-kind.ts';
import { bytesOfType, readDirectoryAt, valueOf, type Directory } from '../tiff.ts';

/** A value as it stands in the file; `little` is the order of its bytes. */
export type ExifEntry = {
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
  readonly little: boolean;
};
export type ExifTags = ReadonlyMap<number, ExifEntry>;

export type ExifParts = {
  /** The main picture's: who made it, with which camera. */
  readonly main: ExifTags;
  readonly exif: ExifTags;
  readonly gps: ExifTags;
  readonly interop: ExifTags;
  /** The maker's notes, as a block of bytes, or in CR3 as a TIFF. */
  readonly maker: Buffer;
};

const nothing: ExifParts = {
  main: new Map(),
  exif: new Map(),
  gps: new Map(),
  interop: new Map(),
  maker: Buffer.alloc(0),
};

/** A value longer than this is a picture or a table, not a fact. */
const maxValueBytes = 1 << 20;

const exifStart = 'Exif\0\0';
const [exifPointer, gpsPointer, interopPointer, makerNote] = [0x8769, 0x8825, 0xa005, 0x927c];

/** Of a TIFF or what begins like one, such as most RAW files and the Exif block of other pictures. */
export function exifParts(block: Buffer): ExifParts {
  const isMarked = block.toString('latin1', 0, exifStart.length) === exifStart;
  const tiff = isMarked ? block.subarray(exifStart.length) : block;
  if (tiff.length < 14 || !/^(II|MM)/.test(tiff.toString('latin1', 0, 2))) return nothing;
  const little = tiff[0] === 0x49;
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const main = directoryAt(tiff, first);
  const exif = directoryAt(tiff, valueOf(main, exifPointer));
  return {
    main: entriesOf(tiff, main),
    exif: entriesOf(tiff, exif),
    gps: entriesOf(tiff, directoryAt(tiff, valueOf(main, gpsPointer))),
    interop: entriesOf(tiff, directoryAt(tiff, valueOf(exif, interopPointer))),
    maker: bytesOf(tiff, exif, makerNote),
  };
}

/** Of a RAW file: its own first, and what only its preview says. */
export function rawExifParts(bytes: Buffer, kind: FileKind, preview: ExifParts): ExifParts {
  const own = kind === 'cr3' ? canonParts(bytes) : exifParts(bytes);
  return {
    main: new Map([...preview.main, ...own.main]),
    exif: new Map([...preview.exif, ...own.exif]),
    gps: own.gps.size > 0 ? own.gps : preview.gps,
    interop: own.interop.size > 0 ? own.interop : preview.interop,
    maker: own.maker.length > 0 ? own.maker : preview.maker,
  };
}

/** Canon's CR3 keeps each directory as the first of a small TIFF. */
function canonParts(bytes: Buffer): ExifParts {
  const inside = (type: string) => {
    const canon = readBoxes(bytes)
      .filter((box) => box.type === 'moov')
      .flatMap((box) => readBoxes(bytes, box.start, box.end))
      .filter((box) => box.type === 'uuid')
      .flatMap((box) => readBoxes(bytes, box.start, box.end));
    const box = canon.find((one) => one.type === type);
    return box ? bytes.subarray(box.start, box.end) : Buffer.alloc(0);
  };
  return {
    main: exifParts(inside('CMT1')).main,
    exif: exifParts(inside('CMT2')).main,
    gps: exifParts(inside('CMT4')).main,
    interop: new Map(),
    maker: inside('CMT3'),
  };
}

/** What the notes of two makers say in directories that stand on their own; empty for all others. */
export function readMaker(maker: Buffer): { readonly nikon: ExifTags; readonly canon: ExifTags } {
  const nikonHead = 10; // "Nikon", a version, then a TIFF
  const isNikon = maker.toString('latin1', 0, 6) === 'Nikon\0';
  return {
    nikon: isNikon ? exifParts(maker.subarray(nikonHead)).main : new Map(),
    canon: exifParts(maker).main,
  };
}

function directoryAt(tiff: Buffer, offset: number | undefined): Directory {
  if (offset === undefined || offset < 8 || offset + 2 > tiff.length) return new Map();
  return readDirectoryAt(tiff, offset).directory;
}

function entriesOf(tiff: Buffer, directory: Directory): ExifTags {
  const little = tiff[0] === 0x49;
  const entries = new Map<number, ExifEntry>();
  for (const [tag, { type, count, offset }] of directory) {
    const length = (bytesOfType[type] ?? 0) * count;
    if (length === 0 || length > maxValueBytes || offset + length > tiff.length) continue;
    entries.set(tag, { type, count, value: tiff.subarray(offset, offset + length), little });
  }
  return entries;
}

function bytesOf(tiff: Buffer, directory: Directory, tag: number): Buffer {
  const entry = directory.get(tag);
  return entry ? tiff.subarray(entry.offset, entry.offset + entry.count) : Buffer.alloc(0);
}
