// The metadata of a photo put into a JPEG made from it, true of its new pixels: upright, sRGB, smaller.

import { copiedXmp, type XmpSource } from '../../xmp/copied-xmp.ts';
import { emptyPacket } from '../../xmp/xmp.ts';
import type { SidecarChanges } from '../../xmp/sidecar.ts';
import type { Frame } from '../../xmp/xmp-regions.ts';
import { copiedExif } from './copied-exif.ts';
import type { ExifParts } from '../facts/exif-parts.ts';
import { iptcResources } from '../facts/iptc.ts';
import { withIptcCaption } from '../facts/iptc-caption.ts';

export type Metadata = {
  readonly exif: ExifParts;
  readonly xmp: XmpSource | null;
  /** Photoshop's image resources or bare IPTC. */
  readonly iptc: Buffer | null;
};

const noXmpYet: XmpSource = { packet: Buffer.from(emptyPacket), extended: null };
const exifStart = Buffer.from('Exif\0\0', 'latin1');
const xmpStart = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const extensionStart = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1');
const photoshopStart = Buffer.from('Photoshop 3.0\0', 'latin1');
/** A segment's length is a 16-bit number that counts itself. */
const maxSegmentBytes = 65_533;
/** Of an extension's segment: its name in 32 letters, the whole length and the place, 4 bytes each. */
const extensionHeadBytes = 40;

export type WithMetadata = {
  readonly jpeg: Buffer;
  /** What could not be carried over, or not as a whole. */
  readonly lost: readonly ('Exif' | 'XMP' | 'IPTC')[];
};

/**
 * Inserts metadata behind the JPEG's first marker.
 * @param changes what was decided in Podium, which outweighs what the photo said
 */
export function addMetadata(
  jpeg: Buffer,
  metadata: Metadata,
  frame: Frame,
  changes: SidecarChanges,
): WithMetadata {
  const room = (start: Buffer) => maxSegmentBytes - start.length;
  const keepRating = changes.rating === undefined;
  const { tiff, isCut } = copiedExif(metadata.exif, frame.size, room(exifStart), keepRating);
  const { caption = {} } = changes;
  const source = metadata.xmp ?? (Object.keys(caption).length > 0 ? noXmpYet : null);
  const xmp = source && copiedXmp(source, frame, changes, room(xmpStart));
  const carried = metadata.iptc && iptcResources(metadata.iptc);
  const found = withIptcCaption(carried, caption);
  const iptc = found && found.length <= room(photoshopStart) ? found : null;
  const segments = [
    ...(tiff ? [segment(0xe1, exifStart, tiff)] : []),
    ...(xmp ? [segment(0xe1, xmpStart, xmp.packet)] : []),
    ...(xmp?.extended ? extensionSegments(xmp.extended.guid, xmp.extended.bytes) : []),
    ...(iptc ? [segment(0xed, photoshopStart, iptc)] : []),
  ];
  const lost = [
    ...(isCut ? (['Exif'] as const) : []),
    ...(source && !xmp ? (['XMP'] as const) : []),
    ...(found && !iptc ? (['IPTC'] as const) : []),
  ];
  return { jpeg: Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]), lost };
}

function segment(marker: number, start: Buffer, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(start.length + content.length + 2, 2);
  return Buffer.concat([head, start, content]);
}

function extensionSegments(guid: string, bytes: Buffer): Buffer[] {
  const room = maxSegmentBytes - extensionStart.length - extensionHeadBytes;
  const segments: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += room) {
    const head = Buffer.alloc(extensionHeadBytes);
    head.write(guid, 'latin1');
    head.writeUInt32BE(bytes.length, 32);
    head.writeUInt32BE(at, 36);
    const part = Buffer.concat([head, bytes.subarray(at, at + room)]);
    segments.push(segment(0xe1, extensionStart, part));
  }
  return segments;
}

/** The extended XMP that a JPEG's packet names; null where it names none or some of it is missing. */
export function extendedXmp(jpeg: Buffer, packet: Buffer): Buffer | null {
  const guid = /HasExtendedXMP(?:\s*=\s*["']|>)(?<guid>[0-9A-Fa-f]{32})/.exec(
    packet.toString('latin1'),
  )?.groups?.['guid'];
  if (guid === undefined) return null;
  const parts = segmentsOf(jpeg)
    .filter((one) => one.subarray(0, extensionStart.length).equals(extensionStart))
    .map((one) => one.subarray(extensionStart.length))
    .filter((one) => one.length >= extensionHeadBytes && one.toString('latin1', 0, 32) === guid)
    .map((one) => ({ at: one.readUInt32BE(36), bytes: one.subarray(extensionHeadBytes) }))
    .sort((a, b) => a.at - b.at);
  const isGapless = parts.every(({ at }, index) => {
    const before = parts[index - 1];
    return at === (before ? before.at + before.bytes.length : 0);
  });
  return parts.length > 0 && isGapless ? Buffer.concat(parts.map(({ bytes }) => bytes)) : null;
}

/** Contents of a JPEG's segments before its pixels. */
function segmentsOf(jpeg: Buffer): Buffer[] {
  const segments: Buffer[] = [];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda) {
    const length = jpeg.readUInt16BE(at + 2);
    segments.push(jpeg.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return segments;
}
