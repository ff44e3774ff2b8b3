// The metadata of a photo put into a JPEG made from it, told that its pixels are upright and smaller now.

import type { Size } from './raw-size.ts';
import { readDirectories, type Entry } from './tiff.ts';

export type Metadata = {
  /** Exif as a TIFF, with or without the six bytes "Exif\0\0" before it. */
  readonly exif?: Buffer | undefined;
  readonly xmp?: Buffer | undefined;
  /** Photoshop's image resources, which hold IPTC. */
  readonly iptc?: Buffer | undefined;
};

const exifStart = Buffer.from('Exif\0\0', 'latin1');
const xmpStart = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const photoshopStart = Buffer.from('Photoshop 3.0\0', 'latin1');
/** A segment's length is a 16-bit number that counts itself. */
const maxSegmentBytes = 65_533;

/** Inserts metadata behind the JPEG's first marker; a block too large for a segment is left out. */
export function addMetadata(jpeg: Buffer, { exif, xmp, iptc }: Metadata, size: Size): Buffer {
  const segments: Buffer[] = [];
  if (exif) segments.push(segment(0xe1, exifStart, uprightExif(exif, size)));
  if (xmp) segments.push(segment(0xe1, xmpStart, uprightXmp(xmp)));
  if (iptc) segments.push(segment(0xed, photoshopStart, without(iptc, photoshopStart)));
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

function segment(marker: number, start: Buffer, content: Buffer): Buffer {
  const length = start.length + content.length;
  if (length > maxSegmentBytes) return Buffer.alloc(0);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(length + 2, 2);
  return Buffer.concat([head, start, content]);
}

function without(bytes: Buffer, start: Buffer): Buffer {
  return bytes.subarray(0, start.length).equals(start) ? bytes.subarray(start.length) : bytes;
}

/** A copy whose orientation is 1 and whose pixel dimensions are those of the new JPEG. */
function uprightExif(exif: Buffer, { widthPx, heightPx }: Size): Buffer {
  const tiff = Buffer.from(without(exif, exifStart));
  const little = tiff[0] === 0x49;
  for (const directory of readDirectories(tiff)) {
    overwrite(tiff, little, directory.get(0x0112), 1);
    overwrite(tiff, little, directory.get(0xa002), widthPx);
    overwrite(tiff, little, directory.get(0xa003), heightPx);
  }
  return tiff;
}

function overwrite(tiff: Buffer, little: boolean, entry: Entry | undefined, value: number): void {
  if (entry?.count !== 1) return;
  if (entry.type === 3) {
    if (little) tiff.writeUInt16LE(value, entry.offset);
    else tiff.writeUInt16BE(value, entry.offset);
  } else if (entry.type === 4) {
    if (little) tiff.writeUInt32LE(value, entry.offset);
    else tiff.writeUInt32BE(value, entry.offset);
  }
}

function uprightXmp(xmp: Buffer): Buffer {
  const text = xmp.toString('utf8');
  return Buffer.from(text.replace(/(?<name>tiff:Orientation(?:=["']|>))\d/g, '$<name>1'), 'utf8');
}
