// What an XMP packet says of its photo, inside the photo or beside it: when it was taken, its stars, its label, its flag, its caption.

import { isoTime, type CaptureTime } from './capture-time.ts';
import type { RatingWords } from './rating.ts';
import type { Caption } from '../../../../shared/captions/caption.ts';
import { readCaption } from '../../xmp/xmp-caption.ts';
import { parseXmp, textOf, type Xmp } from '../../xmp/xmp.ts';

export type XmpFacts = {
  readonly time: CaptureTime | null;
  readonly caption: Caption;
} & Omit<RatingWords, 'exif'>;

export const noXmp: XmpFacts = {
  ...{ time: null, rating: null, percent: null, label: null, labelColour: null, flag: null },
  caption: {},
};

/** A packet with every mask and brush stroke of a long edit has 2 MB; more is no description of a photo. */
export const largestPacket = 4 * 2 ** 20;
/** Most packets of cameras say nothing of the kind: those are not parsed. */
const worthReading =
  /\b(Rating|Label|LabelColor|pick|good|DateCreated|CreateDate|DateTimeOriginal|Headline|description|PersonInImage|subject|Event|Location|City|Country|creator|rights)\b/;

/** Facts of a packet that is damaged, or none, are all null: a photo without it is still a photo. */
export function readXmpFacts(packet: Buffer | string | undefined): XmpFacts {
  if (packet === undefined || packet.length > largestPacket) return noXmp;
  const text = withoutPadding(typeof packet === 'string' ? packet : textOfBytes(packet));
  if (!worthReading.test(text)) return noXmp;
  try {
    return factsOf(parseXmp(text));
  } catch {
    return noXmp;
  }
}

/** UTF-8 unless a byte order mark says UTF-16, or text that is no UTF-8 says Latin-1. */
function textOfBytes(bytes: Buffer): string {
  const mark = bytes.length > 1 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff)
    return new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes);
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** Inside files a packet is followed by blanks for its growth, and by zeros. */
function withoutPadding(text: string): string {
  return text.replace(/\0[^]*$/, '').replace(/\s*<\?xpacket end=[^]*$/, '');
}

function factsOf(packet: Xmp): XmpFacts {
  const time =
    isoTime(textOf(packet, 'photoshop', 'DateCreated')) ??
    isoTime(textOf(packet, 'xmp', 'CreateDate')) ??
    isoTime(textOf(packet, 'exif', 'DateTimeOriginal'));
  return {
    time,
    rating: textOf(packet, 'xmp', 'Rating'),
    percent: textOf(packet, 'MicrosoftPhoto', 'Rating'),
    label: textOf(packet, 'xmp', 'Label'),
    labelColour: textOf(packet, 'photoshop', 'LabelColor'),
    flag: flagOf(packet),
    caption: readCaption(packet),
  };
}

/** Lightroom's flags. Lightroom Classic writes both since 13.2, the cloud Lightroom the second alone. */
export function flagOf(packet: Xmp): 'pick' | 'reject' | null {
  const pick = textOf(packet, 'xmpDM', 'pick');
  const good = textOf(packet, 'xmpDM', 'good')?.toLowerCase();
  if (pick === '1' || (pick === null && good === 'true')) return 'pick';
  return pick === '-1' || (pick === null && good === 'false') ? 'reject' : null;
}
