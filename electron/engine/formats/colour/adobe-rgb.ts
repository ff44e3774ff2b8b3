// Adobe RGB (1998) where Exif alone tells of it: cameras write it without a profile, so that here is one.

import { readMaker, type ExifParts } from '../facts/exif-parts.ts';

/** Red, green and blue in XYZ adapted to D50, and the gamma: Adobe RGB (1998) Color Image Encoding, version 2005-05. */
const primaries = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
] as const;
const gamma = 563 / 256;
/** The white that profiles refer to (ICC.1, 7.2.16). */
const d50 = [0.9642, 1, 0.8249] as const;

/**
 * Whether the pixels are Adobe RGB's: by the DCF option file (InteroperabilityIndex R03, which Canon, Nikon and
 * others write with ColorSpace 65535), by ColorSpace 2 (older cameras), or in a RAW by the maker's own note.
 */
export function saysAdobeRgb({ exif, interop, maker }: ExifParts): boolean {
  if (interop.get(0x0001)?.value.toString('latin1', 0, 3) === 'R03') return true;
  if (numberIn(exif, 0xa001) === 2) return true;
  const { nikon, canon } = readMaker(maker);
  // Nikon's ColorSpace and Canon's: 1 sRGB, 2 Adobe RGB (exiftool's tables of both)
  return numberIn(nikon, 0x001e) === 2 || numberIn(canon, 0x00b4) === 2;
}

function numberIn(tags: ExifParts['exif'], tag: number): number | undefined {
  const entry = tags.get(tag);
  if (entry?.type !== 3 || entry.value.length < 2) return undefined;
  return entry.little ? entry.value.readUInt16LE() : entry.value.readUInt16BE();
}

let made: Buffer | undefined;

/** An ICC profile, version 2, of a matrix and one gamma. */
export function adobeRgbProfile(): Buffer {
  made ??= makeProfile();
  return made;
}

function makeProfile(): Buffer {
  const curve = tag('curv', 6);
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  const [red, green, blue] = primaries;
  const tags: [name: string, content: Buffer][] = [
    ['desc', description('Adobe RGB (1998)')],
    ['cprt', Buffer.concat([tag('text', 0), Buffer.from('CC0\0', 'latin1')])],
    ['wtpt', xyz(d50)],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const contents: Buffer[] = [];
  let place = 128 + table.length;
  for (const [index, [name, content]] of tags.entries()) {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(content.length, 12 + index * 12);
    const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
    contents.push(padded);
    place += padded.length;
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(place, 0);
  head.writeUInt32BE(0x02400000, 8); // version 2.4
  head.write('mntrRGB XYZ ', 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  xyz(d50).copy(head, 68, 8);
  return Buffer.concat([head, table, ...contents]);
}

/** A tag's content: its type, four bytes of nothing, and room. */
function tag(type: string, room: number): Buffer {
  const content = Buffer.alloc(8 + room);
  content.write(type, 'latin1');
  return content;
}

function xyz(values: readonly number[]): Buffer {
  const content = tag('XYZ ', values.length * 4);
  values.forEach((value, i) => content.writeInt32BE(Math.round(value * 65536), 8 + i * 4));
  return content;
}

/** The name in ASCII; the names in Unicode and for old Macintoshes, which must be there, are empty. */
function description(name: string): Buffer {
  const content = tag('desc', 4 + name.length + 1 + 78);
  content.writeUInt32BE(name.length + 1, 8);
  content.write(name, 12, 'latin1');
  return content;
}
