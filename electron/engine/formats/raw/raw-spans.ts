// Where each maker's RAW format says that its embedded pictures lie.

import { readBoxes, type BoxSpan } from '../boxes.ts';
import { readDirectories, valueOf, type Directory } from '../tiff.ts';

/** Bytes from `start` up to `end`, as the file states them; they may lie beyond a truncated file. */
export type Span = { readonly start: number; readonly end: number };

const span = (start: number, length: number): Span[] =>
  start > 0 && length > 0 ? [{ start, end: start + length }] : [];

/** Canon CR2, Nikon, Sony, Olympus, Panasonic, Adobe, Pentax, Samsung, Hasselblad, Phase One. */
export function tiffSpans(bytes: Buffer): Span[] {
  return readDirectories(bytes).flatMap((directory) => [
    ...interchangeSpans(directory),
    ...stripSpans(directory),
    ...panasonicSpans(directory),
  ]);
}

/** JPEGInterchangeFormat and its length. */
function interchangeSpans(directory: Directory): Span[] {
  return span(valueOf(directory, 0x0201) ?? 0, valueOf(directory, 0x0202) ?? 0);
}

/** A picture in one strip compressed as JPEG (6 old, 7 new): CR2's preview and DNG's. */
function stripSpans(directory: Directory): Span[] {
  const compression = valueOf(directory, 0x0103);
  const isJpeg = compression === 6 || compression === 7;
  if (!isJpeg || directory.get(0x0111)?.count !== 1) return [];
  return span(valueOf(directory, 0x0111) ?? 0, valueOf(directory, 0x0117) ?? 0);
}

/** Panasonic's JpgFromRaw: the tag's bytes are the JPEG. */
function panasonicSpans(directory: Directory): Span[] {
  const entry = directory.get(0x002e);
  return entry?.type === 7 ? span(entry.offset, entry.count) : [];
}

/** Canon CR3: a reduced JPEG in a box of its own (PRVW), the full-sized one as a track's only sample. */
export function cr3Spans(bytes: Buffer): Span[] {
  const top = readBoxes(bytes);
  const previews = top
    .filter((box) => box.uuid === 'eaf42b5e1c984b88b9fbb7dc406e4d16')
    .flatMap((box) => readBoxes(bytes, box.start + 8, box.end)) // 8 bytes of version and count
    .filter((box) => box.type === 'PRVW')
    .flatMap((box) => previewSpans(bytes, box));
  const tracks = childrenOf(bytes, top, ['moov', 'trak', 'mdia', 'minf', 'stbl']);
  return [...previews, ...tracks.flatMap((table) => sampleSpans(bytes, table))];
}

function previewSpans(bytes: Buffer, box: BoxSpan): Span[] {
  // 4 bytes, 2 bytes, width, height, 2 bytes, then the JPEG's length and the JPEG.
  return box.start + 16 > bytes.length
    ? []
    : span(box.start + 16, bytes.readUInt32BE(box.start + 12));
}

/** The boxes at the end of a path of types, such as every sample table of every track. */
function childrenOf(bytes: Buffer, boxes: readonly BoxSpan[], path: readonly string[]): BoxSpan[] {
  const [type, ...rest] = path;
  const here = boxes.filter((box) => box.type === type);
  if (rest.length === 0) return here;
  return here.flatMap((box) => childrenOf(bytes, readBoxes(bytes, box.start, box.end), rest));
}

/** The first sample of a track: its size (stsz) and its place (co64 or stco). */
function sampleSpans(bytes: Buffer, table: BoxSpan): Span[] {
  const boxes = readBoxes(bytes, table.start, table.end);
  const sizes = boxes.find((box) => box.type === 'stsz');
  const places = boxes.find((box) => box.type === 'co64' || box.type === 'stco');
  if (!sizes || !places) return [];
  if (sizes.start + 16 > bytes.length || places.start + 16 > bytes.length) return [];
  const all = bytes.readUInt32BE(sizes.start + 4);
  const size = all === 0 ? bytes.readUInt32BE(sizes.start + 12) : all;
  const wide = places.type === 'co64';
  const place = wide
    ? Number(bytes.readBigUInt64BE(places.start + 8))
    : bytes.readUInt32BE(places.start + 8);
  return span(place, size);
}

/** Fujifilm RAF: the header names the place and the length of the JPEG. */
export function rafSpans(bytes: Buffer): Span[] {
  return bytes.length < 92 ? [] : span(bytes.readUInt32BE(84), bytes.readUInt32BE(88));
}

/** Sigma X3F: a directory at the end names the sections; pictures of format 18 are JPEGs. */
export function x3fSpans(bytes: Buffer): Span[] {
  if (bytes.length < 12) return [];
  const directory = bytes.readUInt32LE(bytes.length - 4);
  if (bytes.toString('latin1', directory, directory + 4) !== 'SECd') return [];
  const spans: Span[] = [];
  const sections = bytes.readUInt32LE(directory + 8);
  for (let i = 0; i < sections && directory + 24 + i * 12 <= bytes.length; i += 1) {
    const at = directory + 12 + i * 12;
    const start = bytes.readUInt32LE(at);
    const isPicture = /^IMA[G2]$/.test(bytes.toString('latin1', at + 8, at + 12));
    if (!isPicture || start + 28 > bytes.length) continue;
    const jpegFormat = 18;
    if (bytes.readUInt32LE(start + 12) !== jpegFormat) continue;
    spans.push(...span(start + 28, bytes.readUInt32LE(at + 4) - 28)); // 28: the section's header
  }
  return spans;
}
