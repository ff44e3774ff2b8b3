// The coded picture of files made of chunks: PNG and WebP, without their text, Exif, XMP and profiles.

import type { Span } from '../raw/raw-spans.ts';
import { addSpan } from './spans.ts';

const pngPicture = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT']);
/** Not VP8X: its flags say which metadata there is. */
const webpPicture = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANMF']);

/** Type and data of each chunk, without its checksum. Empty where there are no pixels. */
export function pngSpans(bytes: Buffer): Span[] {
  const spans: Span[] = [];
  let hasPixels = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') break;
    if (pngPicture.has(type)) addSpan(spans, { start: at + 4, end });
    hasPixels ||= type === 'IDAT';
    at = end + 4;
  }
  return hasPixels ? spans : [];
}

/** Name, length and data of each chunk. */
export function webpSpans(bytes: Buffer): Span[] {
  const spans: Span[] = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32LE(at + 4);
    if (webpPicture.has(bytes.toString('latin1', at, at + 4))) addSpan(spans, { start: at, end });
    at = end + (end % 2); // chunks begin at even places
  }
  return spans;
}
