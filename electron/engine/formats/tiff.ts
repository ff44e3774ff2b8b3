// TIFF: a walk over its directories, which most RAW formats share, and pixels wrapped as a TIFF.

/** One directory: the values of its tags by number, whole numbers only. */
export type Directory = ReadonlyMap<number, Entry>;
export type Entry = {
  /** TIFF type number: 1 byte, 3 short, 4 long, 7 undefined, 13 IFD. */
  readonly type: number;
  readonly count: number;
  /** Where the value lies in the file. */
  readonly offset: number;
  /** The first values as whole numbers; empty for types that are not. */
  readonly values: readonly number[];
};

export const bytesOfType: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 },
};
const subDirectoryTags = [0x014a, 0x8769]; // SubIFDs, the Exif directory

/** Directories in a camera's file are few; more means that offsets run in circles. */
const maxDirectories = 64;
/** Offsets of sub-directories and strips; a photo's own are few, a list of thousands is image data. */
const maxValues = 64;

/** All directories of a TIFF, sub-directories after their parents; damaged ones are left out. */
export function readDirectories(bytes: Buffer): Directory[] {
  if (bytes.length < 8) return [];
  const little = bytes[0] === 0x49;
  const pending = [readLong(bytes, 4, little)];
  const seen = new Set<number>();
  const directories: Directory[] = [];
  while (pending.length > 0 && directories.length < maxDirectories) {
    const offset = pending.shift() ?? 0;
    if (offset === 0 || offset + 2 > bytes.length || seen.has(offset)) continue;
    seen.add(offset);
    const { directory, next } = readDirectoryAt(bytes, offset);
    directories.push(directory);
    for (const tag of subDirectoryTags) pending.push(...(directory.get(tag)?.values ?? []));
    pending.push(next);
  }
  return directories;
}

/** The directory at a place of a TIFF, and where the next one is, 0 for nowhere. */
export function readDirectoryAt(
  bytes: Buffer,
  offset: number,
): { readonly directory: Directory; readonly next: number } {
  const little = bytes[0] === 0x49;
  const directory = new Map<number, Entry>();
  const entries = readShort(bytes, offset, little);
  let at = offset + 2;
  for (let i = 0; i < entries && at + 12 <= bytes.length; i += 1, at += 12) {
    directory.set(readShort(bytes, at, little), readEntry(bytes, at, little));
  }
  const next = at + 4 <= bytes.length ? readLong(bytes, at, little) : 0;
  return { directory, next };
}

function readEntry(bytes: Buffer, at: number, little: boolean): Entry {
  const type = readShort(bytes, at + 2, little);
  const count = readLong(bytes, at + 4, little);
  const size = (bytesOfType[type] ?? 0) * count;
  const offset = size <= 4 ? at + 8 : readLong(bytes, at + 8, little);
  const width = type === 3 ? 2 : type === 4 || type === 13 ? 4 : 0;
  const values: number[] = [];
  for (let i = 0; width > 0 && i < Math.min(count, maxValues); i += 1) {
    const place = offset + i * width;
    if (place + width > bytes.length) break;
    values.push(width === 2 ? readShort(bytes, place, little) : readLong(bytes, place, little));
  }
  return { type, count, offset, values };
}

const readShort = (bytes: Buffer, at: number, little: boolean) =>
  little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
const readLong = (bytes: Buffer, at: number, little: boolean) =>
  little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);

/** The first value of a tag, undefined where the directory has none. */
export function valueOf(directory: Directory, tag: number): number | undefined {
  return directory.get(tag)?.values[0];
}

/** All values of a tag of whole numbers, however many: as many as the file can hold. */
export function valuesOf(bytes: Buffer, directory: Directory, tag: number): number[] {
  const entry = directory.get(tag);
  if (!entry || entry.count <= maxValues) return [...(entry?.values ?? [])];
  const width = bytesOfType[entry.type] ?? 0;
  const count = Math.min(entry.count, Math.floor((bytes.length - entry.offset) / width));
  const read = entry.type === 3 ? readShort : readLong;
  if (width !== 2 && width !== 4) return [];
  const little = bytes[0] === 0x49;
  return Array.from({ length: count }, (_, i) => read(bytes, entry.offset + i * width, little));
}

export type TiffPixels = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** RGB, 8 bits, row by row. */
  readonly data: Uint8Array;
  /** Exif orientation, 1 to 8. */
  readonly orientation: number;
  /** ICC profile of the pixels; without one they are sRGB. */
  readonly profile: Buffer | undefined;
};

/** An uncompressed TIFF, so that pixels can carry a profile and an orientation into the image library. */
export function wrapAsTiff({ widthPx, heightPx, data, orientation, profile }: TiffPixels): Buffer {
  const [long, short, undefinedType] = [4, 3, 7];
  const tags = profile ? 11 : 10;
  const bitsAt = 8 + 2 + tags * 12 + 4;
  const profileAt = bitsAt + 6;
  const pixelsAt = profileAt + (profile?.length ?? 0);
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, long, 1, widthPx],
    [257, long, 1, heightPx],
    [258, short, 3, bitsAt],
    [259, short, 1, 1], // not compressed
    [262, short, 1, 2], // RGB
    [273, long, 1, pixelsAt],
    [274, short, 1, orientation],
    [277, short, 1, 3],
    [278, long, 1, heightPx], // all rows in one strip
    [279, long, 1, data.length],
  ];
  if (profile) entries.push([34675, undefinedType, profile.length, profileAt]);
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  for (let i = 0; i < 3; i += 1) head.writeUInt16LE(8, bitsAt + i * 2);
  profile?.copy(head, profileAt);
  return Buffer.concat([head, data]);
}
