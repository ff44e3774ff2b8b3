// A first look at a photo that has not been analysed: the thumbnail its camera stored, else a fast decode.

import { basename } from 'node:path';
import type { QuickThumbnail } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { readHead } from '../../disk/read-file.ts';
import type { FileRow } from '../cache/file-row.ts';
import { keepNewestImages, quickName, saveImage } from '../cache/images.ts';
import { shrinkPhoto, uprightThumbnail } from './decode.ts';
import { exifParts, rawExifParts, type ExifParts } from './facts/exif-parts.ts';
import { readFacts } from './facts/exif.ts';
import { isRaw, type RawKind } from '../files/file-kind.ts';
import { withFile } from '../files/read-photo.ts';
import { exifBlock } from './jpeg-segments.ts';
import { readJpegFrame } from './jpeg-stream.ts';
import { findRawPreviews } from './raw/raw-preview.ts';
import type { Size } from './raw/raw-size.ts';
import { readDirectories, valueOf } from './tiff.ts';

/** Enough for the metadata of a JPEG, and for the small preview at the start of most RAW files. */
export const headBytes = { jpeg: 192 * 1024, raw: 1024 * 1024 } as const;
/** Smaller stored pictures are icons. */
const leastPx = 120;

type Look = Omit<QuickThumbnail, 'id' | 'image'> & { readonly jpeg: Uint8Array };
const nothing = { image: null, takenMs: NaN, widthPx: 0, heightPx: 0 } as const;

/** Files read at once: some must be read whole, and a RAW is 50 MB. */
const filesAtOnce = 8;

/** About 10 kB each: as many as somebody scrolls through while nothing is analysed. */
const quickImages = 5000;

/** Removes the quick images that were made longest ago; some have been made before. */
export function keepNewestQuickThumbnails(imagesFolder: string): void {
  keepNewestImages(imagesFolder, 'quick', quickImages);
}

/** The looks of files, in their order; their pictures are in the image cache. Rejects only when cancelled. */
export async function quickThumbnails(
  files: readonly FileRow[],
  imagesFolder: string,
  settings: Settings,
  signal: AbortSignal,
): Promise<QuickThumbnail[]> {
  const looks: QuickThumbnail[] = [];
  const waiting = files.entries();
  const work = async () => {
    for (const [place, file] of waiting) {
      throwIfCancelled(signal);
      looks[place] = await quickThumbnail(file, imagesFolder, settings);
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  return looks;
}

/** Never rejects: a photo that cannot be shown now has no picture, and its analysis will say why. */
async function quickThumbnail(
  file: FileRow,
  imagesFolder: string,
  settings: Settings,
): Promise<QuickThumbnail> {
  const { id } = file;
  try {
    const { jpeg, ...facts } = await lookAt(file, settings);
    const name = quickName(file);
    saveImage(imagesFolder, name, 'quick', jpeg);
    return { id, image: name.toString('hex'), ...facts };
  } catch {
    return { id, ...nothing };
  }
}

/** Rejects where the photo cannot be shown. */
export async function lookAt({ path, kind }: FileRow, settings: Settings): Promise<Look> {
  return (await storedLook(path, kind)) ?? (await decodedLook(path, settings));
}

/** What the camera stored; null where that is nothing, or the format keeps it elsewhere. */
async function storedLook(path: string, kind: string | null): Promise<Look | null> {
  if (kind === 'jpeg') return jpegLook(await readHead(path, headBytes.jpeg));
  return isRaw(kind) ? rawLook(await readHead(path, headBytes.raw), kind) : null;
}

async function jpegLook(head: Buffer): Promise<Look | null> {
  const frame = readJpegFrame(head, 0);
  const exif = exifBlock(head);
  if (!frame || !exif) return null;
  const stored = readDirectories(exif).flatMap((directory) => {
    const start = valueOf(directory, 0x0201) ?? 0;
    const end = start + (valueOf(directory, 0x0202) ?? 0);
    return start > 0 && end > start && end <= exif.length ? [exif.subarray(start, end)] : [];
  })[0];
  if (!stored || !isLargeEnough(readJpegFrame(stored, 0))) return null;
  return turnedLook(stored, frame, head, 'jpeg', exifParts(exif));
}

/** The smallest stored preview that is no icon: the least to decode. */
async function rawLook(head: Buffer, kind: RawKind): Promise<Look | null> {
  const { previews } = findRawPreviews(head, kind);
  const stored = previews.filter((one) => one.kind === 'jpeg' && isLargeEnough(one)).at(-1);
  const largest = stored && (readFacts(head, kind).size ?? stored);
  if (!largest) return null;
  const jpeg = stored.file();
  const preview = exifParts(exifBlock(jpeg) ?? Buffer.alloc(0));
  return turnedLook(jpeg, largest, head, kind, rawExifParts(head, kind, preview));
}

async function turnedLook(
  stored: Buffer,
  size: Size,
  head: Buffer,
  kind: RawKind | 'jpeg',
  exif: ExifParts,
): Promise<Look | null> {
  const { photo, orientation } = readFacts(head, kind);
  const jpeg = await uprightThumbnail(stored, orientation ?? 1, size, exif);
  if (!jpeg) return null;
  const [widthPx, heightPx] =
    (orientation ?? 1) >= 5 ? [size.heightPx, size.widthPx] : [size.widthPx, size.heightPx];
  return { jpeg, takenMs: photo.takenMs ?? NaN, widthPx, heightPx };
}

async function decodedLook(path: string, settings: Settings): Promise<Look> {
  const look = await withFile(path, (bytes) => shrinkPhoto(bytes, basename(path), settings));
  return { ...look, takenMs: look.takenMs ?? NaN };
}

function isLargeEnough(size: Size | null): boolean {
  return size !== null && Math.max(size.widthPx, size.heightPx) >= leastPx;
}
