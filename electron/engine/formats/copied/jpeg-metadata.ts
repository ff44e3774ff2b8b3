// Where a JPEG keeps metadata: segments put into one, and XMP in several found again.

import type { CopiedXmp } from '../../xmp/copied-xmp.ts';

const exifStart = Buffer.from('Exif\0\0', 'latin1');
const xmpStart = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const extensionStart = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1');
const profileStart = Buffer.from('ICC_PROFILE\0', 'latin1');
const photoshopStart = Buffer.from('Photoshop 3.0\0', 'latin1');
/** A segment's length is a 16-bit number that counts itself. */
const maxSegmentBytes = 65_533;
/** Of an extension's segment: its name in 32 letters, the whole length and the place, 4 bytes each. */
const extensionHeadBytes = 40;

/** What fits one segment. */
export const room = {
  exif: maxSegmentBytes - exifStart.length,
  xmp: maxSegmentBytes - xmpStart.length,
  iptc: maxSegmentBytes - photoshopStart.length,
} as const;

export type Written = {
  /** A TIFF. */
  readonly exif: Buffer | null;
  readonly xmp: CopiedXmp | null;
  /** Photoshop's image resources. */
  readonly iptc: Buffer | null;
  readonly profile: Buffer | null;
};

/** A JPEG with metadata behind its first marker, each of them no longer than `room` says. */
export function jpegWith(jpeg: Buffer, { exif, xmp, iptc, profile }: Written): Buffer {
  const segments = [
    ...(exif ? [segment(0xe1, exifStart, exif)] : []),
    ...(xmp ? [segment(0xe1, xmpStart, xmp.packet)] : []),
    ...(xmp?.extended ? extensionSegments(xmp.extended.guid, xmp.extended.bytes) : []),
    ...(profile ? profileSegments(profile) : []),
    ...(iptc ? [segment(0xed, photoshopStart, iptc)] : []),
  ];
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Each says which of how many it is (ICC.1, annex B.4). */
function profileSegments(profile: Buffer): Buffer[] {
  const most = maxSegmentBytes - profileStart.length - 2;
  const count = Math.ceil(profile.length / most);
  return Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * most, (index + 1) * most);
    return segment(0xe2, profileStart, Buffer.concat([Buffer.from([index + 1, count]), part]));
  });
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
