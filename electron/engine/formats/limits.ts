// How large a picture may be: its sides, its pixels, and the memory that its format takes to be decoded.

import { largestDecodeBytes, largestFileBytes } from '../running/memory.ts';
import type { FileKind } from '../files/file-kind.ts';
import type { Size } from './raw/raw-size.ts';
import { readDirectories, valueOf } from './tiff.ts';

/** What the image library says of a picture that it has not decoded. */
export type Header = {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Of a sample, such as uchar. */
  readonly depth: string;
  readonly isProgressive: boolean;
  readonly chromaSubsampling?: string | undefined;
  readonly bitsPerSample?: number | undefined;
};

/** What a JPEG can have; beyond it memory goes by the width of a row, and a file of 200 bytes takes gigabytes. */
const longestSidePx = 65_535;
/** A row of that length has 0.5 MB at four samples of 16 bits; only files with dozens of samples a pixel have more. */
const longestRowBytes = 2 ** 20;

/** The end of "could not be read: ..." for a picture that is too large; null for one that is not. */
export function tooLarge(
  { widthPx, heightPx }: Size,
  header: Header,
  maxMegapixels: number,
): string | null {
  const megapixels = (widthPx * heightPx) / 1e6;
  if (megapixels > maxMegapixels)
    return `it has ${Math.round(megapixels)} megapixels, more than the limit of ${maxMegapixels}`;
  const longest = Math.max(widthPx, heightPx);
  if (longest > longestSidePx)
    return `one of its sides has ${longest} pixels, more than the limit of ${longestSidePx}`;
  const rowBytes = header.width * header.channels * sampleBytes(header);
  return rowBytes > longestRowBytes ? 'its pixels hold more samples than a photo has' : null;
}

/** The same for one whose format wants more memory than it gets. */
export function wantsTooMuch(bytes: number): string | null {
  if (bytes <= largestDecodeBytes) return null;
  return `it would take ${gigabytes(bytes)} GB of memory to open, more than the limit of ${gigabytes(largestDecodeBytes)}`;
}

/** The same for a whole file. */
export function fileTooLarge(bytes: number): string | null {
  if (bytes <= largestFileBytes) return null;
  return `it has ${gigabytes(bytes)} GB, more than the limit of ${gigabytes(largestFileBytes)}`;
}

const gigabytes = (bytes: number) => (Math.ceil((bytes / 1e9) * 100) / 100).toFixed(2);

const bytesOfDepth: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2 };

function sampleBytes({ depth }: Header): number {
  return bytesOfDepth[depth] ?? 4;
}

/**
 * Bytes that decoding holds at once beside the file and the pixels that come out: most formats are read row by row, some only
 * as a whole. `kind` is that of `bytes`: for a RAW that of the preview in it.
 */
export function decodeBytes(bytes: Buffer, kind: FileKind, header: Header): number {
  const pixels = header.width * header.height;
  const row = header.width * header.channels * sampleBytes(header);
  if (kind === 'tiff') return tiffBytes(bytes, header);
  if (kind === 'webp' || kind === 'gif') return pixels * 8;
  // Planes, reference frames, RGB and the copy that leaves the decoder: measured with AVIF at 24 megapixels.
  const isDeep = (header.bitsPerSample ?? 8) > 8;
  if (kind === 'avif') return pixels * (isDeep ? 26 : 13);
  if (kind !== 'jpeg' && kind !== 'png') return pixels * (isDeep ? 13 : 10);
  if (!header.isProgressive) return row * 64;
  // An interlaced PNG is read as a whole, and copied once.
  if (kind === 'png') return 2 * row * header.height;
  // A progressive JPEG keeps all its coefficients, 2 bytes each and some for the rows in work; 4:2:0 has half of them.
  return pixels * header.channels * (header.chromaSubsampling === '4:2:0' ? 1.5 : 2.75);
}

/** A TIFF is read strip by strip, or a row of tiles at a time, in which all is held compressed and uncompressed. */
function tiffBytes(bytes: Buffer, header: Header): number {
  const [first] = readDirectories(bytes);
  const tile = first && valueOf(first, 323);
  const strip = (first && valueOf(first, 278)) ?? header.height;
  const rows = Math.min(tile ?? strip, header.height);
  return (
    2 *
    rows *
    (header.width + (first && tile ? (valueOf(first, 322) ?? 0) : 0)) *
    header.channels *
    sampleBytes(header)
  );
}

/** The same for a TIFF in CIELab: the file's copy with another header, its samples and what is made of them. */
export function labBytes(bytes: Buffer, { widthPx, heightPx }: Size): number {
  return bytes.length + widthPx * heightPx * 6;
}

/** The pixels that come out, with the copies in which they are turned upright or get another colour space. */
export function rasterBytes(
  { width, height }: Header,
  limitPx: number,
  isFinished: boolean,
): number {
  const scale = Math.min(1, limitPx / Math.max(width, height));
  return width * height * scale ** 2 * 3 * (isFinished ? 1 : 3);
}

/** Bytes of the largest JPEG that is shown as it is: those with more carry something else behind their pixels. */
export const largestAsIs = 64 * 2 ** 20;
/** Pixels of the largest picture to zoom into: more than screens and browsers show at once. */
const largestView = 64e6;

/** The longest side of a picture to zoom into, pixels. */
export function viewEdge({ width, height }: Header): number {
  const scale = Math.min(1, Math.sqrt(largestView / (width * height)));
  return Math.floor(Math.max(width, height) * scale);
}
