// The size of a RAW's finished picture as its own directories state it.

import type { RawKind } from '../../files/file-kind.ts';
import { readDirectories, valueOf, type Directory } from '../tiff.ts';

export type Size = { readonly widthPx: number; readonly heightPx: number };

/** Before turning upright; null where the file does not say. */
export function readRawSize(bytes: Buffer, kind: RawKind): Size | null {
  if (kind === 'raf') return rafSize(bytes);
  if (kind === 'cr3' || kind === 'x3f') return null; // Exif says it, or nothing does
  const directories = readDirectories(bytes);
  return directories.map(croppedSize).find(Boolean) ?? largestSize(directories);
}

/** Adobe DNG: the picture without the sensor's margin (DefaultCropSize). */
function croppedSize(directory: Directory): Size | null {
  const [widthPx, heightPx] = directory.get(0xc620)?.values ?? [];
  return widthPx && heightPx ? { widthPx, heightPx } : null;
}

function largestSize(directories: readonly Directory[]): Size | null {
  let largest: Size | null = null;
  for (const directory of directories) {
    const widthPx = valueOf(directory, 0x0100) ?? 0;
    const heightPx = valueOf(directory, 0x0101) ?? 0;
    const area = widthPx * heightPx;
    if (area > (largest ? largest.widthPx * largest.heightPx : 0)) largest = { widthPx, heightPx };
  }
  return largest;
}

/** Fujifilm: a list of records at the place the header names; 0x0111 is the cropped height and width. */
function rafSize(bytes: Buffer): Size | null {
  if (bytes.length < 96) return null;
  const directory = bytes.readUInt32BE(92);
  if (directory + 4 > bytes.length) return null;
  const records = Math.min(bytes.readUInt32BE(directory), 256);
  let at = directory + 4;
  for (let i = 0; i < records && at + 8 <= bytes.length; i += 1) {
    if (bytes.readUInt16BE(at) === 0x0111) {
      return { heightPx: bytes.readUInt16BE(at + 4), widthPx: bytes.readUInt16BE(at + 6) };
    }
    at += 4 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
