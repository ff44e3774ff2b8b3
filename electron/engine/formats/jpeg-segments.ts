// The segments of a JPEG before its pixels: the Exif, XMP and IPTC that cameras and programs put there.

import { readDirectories } from './tiff.ts';

const app1 = 0xe1;
const startOfScan = 0xda;
const exifStart = 'Exif\0\0';

/** The contents of the segments with this marker that begin with `start`, without it. */
function segments(jpeg: Buffer, marker: number, start: string): Buffer[] {
  const found: Buffer[] = [];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const now = jpeg[at + 1] ?? 0;
    if (now === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (now === startOfScan) break;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    const begins = at + 4 + start.length;
    if (now === marker && jpeg.toString('latin1', at + 4, begins) === start)
      found.push(jpeg.subarray(begins, end));
    at = end;
  }
  return found;
}

/**
 * The TIFF inside a JPEG's Exif segment; null where there is none. Some programs write a second one: then it is the one
 * that says most.
 */
export function exifBlock(jpeg: Buffer): Buffer | null {
  const blocks = segments(jpeg, app1, exifStart);
  if (blocks.length < 2) return blocks[0] ?? null;
  const said = (tiff: Buffer) => readDirectories(tiff).reduce((sum, { size }) => sum + size, 0);
  return blocks.toSorted((a, b) => said(b) - said(a))[0] ?? null;
}
