// The coded picture of a JPEG: its frame, tables and scans, without what programs write about it (APPn, comments).

import type { Span } from '../raw/raw-spans.ts';
import { addSpan } from './spans.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * The segments and scans of the JPEG that starts at `start`, each from its marker on; what follows its end mark (a film, a
 * second picture) is not part of it, nor is the mark itself, which some programs forget. Empty where it has no frame or no
 * scan.
 */
export function jpegSpans(bytes: Buffer, start = 0, end = bytes.length): Span[] {
  if (bytes[start] !== 0xff || bytes[start + 1] !== 0xd8) return [];
  const spans: Span[] = [];
  let hasFrame = false;
  let hasScan = false;
  let at = start + 2;
  while (at + 4 <= end && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === endOfImage) break;
    const segment = { start: at, end: at + 2 + bytes.readUInt16BE(at + 2) };
    const isScan = marker === startOfScan;
    const next = isScan ? scanEnd(bytes, segment.end, end) : segment.end;
    if (!isMetadata(marker)) addSpan(spans, { start: at, end: Math.min(next, end) });
    hasFrame ||= isFrame(marker);
    hasScan ||= isScan && next > segment.end;
    at = next;
  }
  return hasFrame && hasScan ? spans : [];
}

/** Application segments and comments. */
function isMetadata(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Where the compressed pixels end that start at `from`: at the next marker that does not belong to them. */
function scanEnd(bytes: Buffer, from: number, end: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < end) {
    const marker = bytes[at + 1] ?? 0;
    const isPixels = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (!isPixels && marker !== 0xff) return at;
    at = bytes.indexOf(0xff, at + (isPixels ? 2 : 1));
  }
  return end;
}
