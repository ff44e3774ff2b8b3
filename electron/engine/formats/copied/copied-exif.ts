// Exif for a copy of a photo: what stays true of other pixels, written anew, without the old thumbnail and maker's notes.

import type { ExifEntry, ExifParts, ExifTags } from '../facts/exif-parts.ts';
import type { Size } from '../raw/raw-size.ts';
import { bytesOfType } from '../tiff.ts';

/** Of the main directory of a TIFF or RAW, most tags are about its own pixels; these are about the photo. */
const mainTags = [
  ...[0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x013c, 0x8298], // what, with what, when, who, whose
  ...[0x011a, 0x011b, 0x0128], // pixels an inch
  ...[0x4746, 0x4749, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f], // Windows: stars and texts
];
const ratingTags = [0x4746, 0x4749];

/** Of the Exif directory these are not true of the copy, or are written anew. */
const untrue = new Set([
  ...[0x927c, 0xa005, 0xea1c, 0xea1d], // maker's notes and padding, which point to places in the old file
  ...[0x9101, 0x9102, 0xa500], // how it was compressed, its gamma
  ...[0x9214, 0xa214, 0xa20e, 0xa20f, 0xa210], // places and sizes on the sensor
  0xa004, // a sound file beside the original
  ...[0xa001, 0xa002, 0xa003], // colour space and size
]);

export type CopiedExif = {
  /** A TIFF; null where the photo has nothing to say. */
  readonly tiff: Buffer | null;
  /** Whether something did not fit. */
  readonly isCut: boolean;
};

/** Exif's word for colours that a profile says: neither sRGB nor Adobe RGB. */
const uncalibrated = 0xffff;

/**
 * @param size of the copy, which is upright
 * @param limitBytes what fits one segment of a JPEG
 * @param about `keepRating`: false where Podium knows better; `isSrgb`: whether its pixels are
 */
export function copiedExif(
  parts: ExifParts,
  size: Size,
  limitBytes: number,
  about: { readonly keepRating: boolean; readonly isSrgb: boolean },
): CopiedExif {
  const { keepRating, isSrgb } = about;
  const main = new Map(
    mainTags
      .filter((tag) => keepRating || !ratingTags.includes(tag))
      .flatMap((tag) => entryOf(parts.main, tag)),
  );
  const exif = new Map([...parts.exif].filter(([tag]) => !untrue.has(tag)));
  const gps = new Map(parts.gps);
  if (main.size + exif.size + gps.size === 0) return { tiff: null, isCut: false };
  const little = [...main.values(), ...exif.values(), ...gps.values()][0]?.little ?? true;
  const short = (value: number) => numberEntry(3, value, little);
  const long = (value: number) => numberEntry(4, value, little);
  main.set(0x0112, short(1));
  if (!exif.has(0x9000)) exif.set(0x9000, undefinedEntry('0232', little));
  exif.set(0xa001, short(isSrgb ? 1 : uncalibrated));
  exif.set(0xa002, long(size.widthPx));
  exif.set(0xa003, long(size.heightPx));
  let isCut = false;
  for (;;) {
    const tiff = written(main, exif, gps, little);
    if (tiff.length <= limitBytes) return { tiff, isCut };
    dropLongest([main, exif, gps]);
    isCut = true;
  }
}

function entryOf(tags: ExifTags, tag: number): [number, ExifEntry][] {
  const entry = tags.get(tag);
  return entry ? [[tag, entry]] : [];
}

function numberEntry(type: 3 | 4, number: number, little: boolean): ExifEntry {
  const value = Buffer.alloc(type === 3 ? 2 : 4);
  if (little) value.writeUIntLE(number, 0, value.length);
  else value.writeUIntBE(number, 0, value.length);
  return { type, count: 1, value, little };
}

function undefinedEntry(text: string, little: boolean): ExifEntry {
  return { type: 7, count: text.length, value: Buffer.from(text, 'latin1'), little };
}

function dropLongest(directories: readonly Map<number, ExifEntry>[]): void {
  const all = directories.flatMap((one) =>
    [...one].map(([tag, { value }]) => ({ one, tag, length: value.length })),
  );
  const longest = all.reduce((a, b) => (b.length > a.length ? b : a));
  longest.one.delete(longest.tag);
}

function written(main: ExifTags, exif: ExifTags, gps: ExifTags, little: boolean): Buffer {
  const mainAt = 8;
  // The pointers take the room of numbers, whatever they point to: sizes are known before places.
  const pointers = (exifAt: number, gpsAt: number): ExifTags =>
    new Map([
      ...main,
      [0x8769, numberEntry(4, exifAt, little)],
      ...(gps.size > 0 ? [[0x8825, numberEntry(4, gpsAt, little)] as const] : []),
    ]);
  const exifAt = mainAt + directoryBytes(pointers(0, 0), mainAt, little).length;
  const exifBytes = directoryBytes(exif, exifAt, little);
  const gpsAt = exifAt + exifBytes.length;
  const head = Buffer.from(little ? 'II*\0\b\0\0\0' : 'MM\0*\0\0\0\b', 'latin1');
  return Buffer.concat([
    head,
    directoryBytes(pointers(exifAt, gpsAt), mainAt, little),
    exifBytes,
    ...(gps.size > 0 ? [directoryBytes(gps, gpsAt, little)] : []),
  ]);
}

/** A directory that begins at `at`, followed by its values; no other directory comes after it. */
function directoryBytes(tags: ExifTags, at: number, little: boolean): Buffer {
  const entries = [...tags].sort(([a], [b]) => a - b);
  const table = Buffer.alloc(2 + entries.length * 12 + 4);
  const short = (value: number, place: number) =>
    little ? table.writeUInt16LE(value, place) : table.writeUInt16BE(value, place);
  const long = (value: number, place: number) =>
    little ? table.writeUInt32LE(value, place) : table.writeUInt32BE(value, place);
  short(entries.length, 0);
  const values: Buffer[] = [];
  let place = at + table.length;
  entries.forEach(([tag, entry], index) => {
    const row = 2 + index * 12;
    const value = inOrder(entry, little);
    short(tag, row);
    short(entry.type, row + 2);
    long(entry.count, row + 4);
    if (value.length <= 4) value.copy(table, row + 8);
    else {
      long(place, row + 8);
      values.push(value, Buffer.alloc(value.length & 1));
      place += value.length + (value.length & 1);
    }
  });
  return Buffer.concat([table, ...values]);
}

/** The value with its bytes in the order of the copy. */
function inOrder({ type, value, little }: ExifEntry, wanted: boolean): Buffer {
  const unit = [5, 10].includes(type) ? 4 : (bytesOfType[type] ?? 1); // a fraction is two numbers
  if (little === wanted || unit === 1) return value;
  const copy = Buffer.from(value);
  if (unit === 2) return copy.swap16();
  return unit === 4 ? copy.swap32() : copy.swap64();
}
