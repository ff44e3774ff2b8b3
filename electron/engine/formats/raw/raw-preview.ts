// The pictures a camera stores inside its RAW files: where each one lies, the largest first.

import type { RawKind } from '../../files/file-kind.ts';
import { findJpegEnd, readJpegFrame } from '../jpeg-stream.ts';
import { plainPreviews } from './raw-pixels.ts';
import { cr3Spans, rafSpans, tiffSpans, x3fSpans, type Span } from './raw-spans.ts';

export type RawPreview = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly kind: 'jpeg' | 'tiff';
  /** The picture as a file of its own. */
  readonly file: () => Buffer;
};

export type RawPreviews = {
  /** Largest first; empty where the file holds none. */
  readonly previews: readonly RawPreview[];
  /** Whether the file names a picture that lies beyond its end: it is truncated. */
  readonly cutOff: boolean;
};

/** Previews smaller than this, on the longest side, are thumbnails: too coarse to judge a photo by. */
export const smallestPreviewPx = 512;

/** Older Olympus, Nikon and Pentax files name their preview only in the maker's own notes. */
const searched: ReadonlySet<RawKind> = new Set([
  'orf',
  'nef',
  'nrw',
  'pef',
  'srw',
  'arw',
  'rw2',
  'cr2',
]);

/** Finds the embedded pictures of a RAW file. */
export function findRawPreviews(bytes: Buffer, kind: RawKind): RawPreviews {
  const spans = spansOf(bytes, kind);
  const named = [...spans.flatMap((span) => previewAt(bytes, span)), ...uncompressed(bytes, kind)];
  const enough = named.some((preview) => longest(preview) >= smallestPreviewPx);
  const found = enough || !searched.has(kind) ? named : [...named, ...searchPreviews(bytes)];
  const previews = found.sort((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx);
  return { previews, cutOff: spans.some(({ start, end }) => end > bytes.length && start > 0) };
}

const longest = (preview: RawPreview) => Math.max(preview.widthPx, preview.heightPx);

function spansOf(bytes: Buffer, kind: RawKind): Span[] {
  if (kind === 'cr3') return cr3Spans(bytes);
  if (kind === 'raf') return rafSpans(bytes);
  if (kind === 'x3f') return x3fSpans(bytes);
  return tiffSpans(bytes);
}

function previewAt(bytes: Buffer, { start, end }: Span): RawPreview[] {
  if (end > bytes.length) return [];
  const frame = readJpegFrame(bytes, start);
  if (!frame || frame.scanAt >= end) return [];
  const { widthPx, heightPx } = frame;
  return [{ widthPx, heightPx, kind: 'jpeg', file: () => bytes.subarray(start, end) }];
}

function uncompressed(bytes: Buffer, kind: RawKind): RawPreview[] {
  if (kind === 'cr3' || kind === 'raf' || kind === 'x3f') return []; // no TIFF
  return plainPreviews(bytes).map(({ tiff, ...size }) => ({ ...size, kind: 'tiff', file: tiff }));
}

/** Complete JPEGs anywhere in the file; a thumbnail inside a preview's metadata is passed over. */
function searchPreviews(bytes: Buffer): RawPreview[] {
  const startOfJpeg = Buffer.from([0xff, 0xd8, 0xff]);
  const previews: RawPreview[] = [];
  let at = bytes.indexOf(startOfJpeg);
  while (at >= 0) {
    const frame = readJpegFrame(bytes, at);
    const end = frame && findJpegEnd(bytes, frame.scanAt);
    if (end) previews.push(...previewAt(bytes, { start: at, end }));
    at = bytes.indexOf(startOfJpeg, end ?? at + 3);
  }
  return previews;
}
