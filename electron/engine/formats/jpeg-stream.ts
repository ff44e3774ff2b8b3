// A JPEG inside other bytes: its size in pixels and where it ends, without decoding it.

export type JpegFrame = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the compressed pixels start. */
  readonly scanAt: number;
};

/** Baseline, extended and progressive frames; lossless ones (RAW data) are no pictures. */
const pictureFrames = new Set([0xc0, 0xc1, 0xc2]);
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** The frame of a JPEG that starts at `start`; null where there is none that shows a picture. */
export function readJpegFrame(bytes: Buffer, start: number): JpegFrame | null {
  if (bytes[start] !== 0xff || bytes[start + 1] !== 0xd8) return null;
  let at = start + 2;
  let size: { widthPx: number; heightPx: number } | null = null;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === startOfScan) return size && { ...size, scanAt: next };
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (!pictureFrames.has(marker) || bytes[at + 4] !== 8) return null;
      size = { heightPx: bytes.readUInt16BE(at + 5), widthPx: bytes.readUInt16BE(at + 7) };
    }
    at = next;
  }
  return null;
}

/** The first byte after the JPEG whose compressed pixels start at `scanAt`; null where it is cut off. */
export function findJpegEnd(bytes: Buffer, scanAt: number): number | null {
  let at = bytes.indexOf(0xff, scanAt);
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return at + 2;
    const inPixels = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    if (!inPixels && at + 4 > bytes.length) return null;
    // Between the scans of a progressive JPEG lie segments, which may hold any bytes.
    const next = inPixels ? at + (marker === 0xff ? 1 : 2) : at + 2 + bytes.readUInt16BE(at + 2);
    at = bytes.indexOf(0xff, next);
  }
  return null;
}
