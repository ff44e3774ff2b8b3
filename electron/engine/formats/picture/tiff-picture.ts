// The coded picture of a TIFF and of the RAW formats built on it: strips or tiles, else the picture stored in it.

import { isRaw, type FileKind } from '../../files/file-kind.ts';
import { tiffSpans, type Span } from '../raw/raw-spans.ts';
import { readDirectories, type Directory, type Entry } from '../tiff.ts';
import { jpegSpans } from './jpeg-picture.ts';
import { mostSpans } from './spans.ts';

/** Places and lengths: of strips, and of tiles. */
const pixelTags = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
] as const;

/**
 * Of a TIFF the pixels of its first picture; of a RAW those of its largest, which are the sensor's: programs replace the
 * smaller ones when they describe a photo. A RAW that names no strips is known by the largest JPEG in it.
 */
export function tiffPictureSpans(bytes: Buffer, kind: FileKind): Span[] {
  const pictures = readDirectories(bytes)
    .map((directory) => pixelSpans(bytes, directory))
    .filter((spans) => spans.length > 0);
  if (!isRaw(kind)) return pictures[0] ?? [];
  return largest(pictures) ?? storedPicture(bytes, tiffSpans(bytes));
}

/** The coded bytes of the largest JPEG that lies at one of `places`. */
export function storedPicture(bytes: Buffer, places: readonly Span[]): Span[] {
  const inside = places.filter(({ end }) => end <= bytes.length);
  return largest(inside.map(({ start, end }) => jpegSpans(bytes, start, end))) ?? [];
}

/** The first of those with the most bytes. */
function largest(pictures: readonly (readonly Span[])[]): Span[] | undefined {
  const found = pictures.filter((spans) => spans.length > 0);
  const [first] = found.toSorted((a, b) => length(b) - length(a));
  return first && [...first];
}

function length(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

function pixelSpans(bytes: Buffer, directory: Directory): Span[] {
  const little = bytes[0] === 0x49;
  return pixelTags.flatMap(([placeTag, lengthTag]) => {
    const places = allValues(bytes, directory.get(placeTag), little);
    const lengths = allValues(bytes, directory.get(lengthTag), little);
    if (places.length !== lengths.length) return [];
    return places.map((start, i) => ({ start, end: start + (lengths[i] ?? 0) }));
  });
}

/** Every value of an entry: a large picture has thousands of strips. Throws RangeError where they lie outside the file. */
function allValues(bytes: Buffer, entry: Entry | undefined, little: boolean): number[] {
  const width = entry?.type === 3 ? 2 : entry?.type === 4 ? 4 : 0;
  if (!entry || width === 0 || entry.count > mostSpans) return [];
  const read = (at: number) => {
    if (width === 2) return little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
    return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  };
  return Array.from({ length: entry.count }, (_, i) => read(entry.offset + i * width));
}
