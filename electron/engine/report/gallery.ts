// A gallery in a folder of its own: its page, thumbnails and pictures, made from photos; all of it or nothing.

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { firstForm } from '../../../shared/album/copies.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { isOnCamera } from '../album/camera-card.ts';
import { nameKey, numberedName, safeStem } from '../album/names.ts';
import { makeOwnFolder, markerName } from '../files/own-folder.ts';
import { copyPhoto } from '../formats/copied/copy-photo.ts';
import { jpegRaster, rasterToJpeg, reduceRaster } from '../formats/rasters.ts';
import { galleryPage, type GalleryPhoto } from './gallery-page.ts';

export type GallerySource = {
  /** Of its file. */
  readonly name: string;
  readonly caption: string;
  readonly alt: string;
  /** Works with the file's bytes. */
  readonly read: <T>(work: (bytes: Buffer) => Promise<T>) => Promise<T>;
};

/** Fills a screen of today, and says whose it is but not where it was taken: galleries are given away. */
const pictureForm = {
  ...firstForm,
  size: { by: 'long-edge', px: 2048 },
  quality: 85,
  sharpen: 'screen',
  metadata: 'copyright',
} as const;
/** Twice as high as the page shows them, for fine screens. */
const thumbnailPx = 720;

type Progress = { readonly done: number; readonly total: number };

/**
 * Returns the path of the page. Throws EngineError with the reason where the folder holds anything, or a photo cannot be
 * read; then, and when it is stopped, nothing of the gallery stays.
 */
export async function writeGallery(
  folder: string,
  title: string,
  sources: readonly GallerySource[],
  call: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<string> {
  const to = resolve(folder);
  await checkEmptyFolder(to, 'a gallery');
  try {
    makeOwnFolder(to);
    for (const part of ['thumbs', 'pictures']) mkdirSync(join(to, part));
    const photos: GalleryPhoto[] = [];
    for (const [index, source] of sources.entries()) {
      throwIfCancelled(call.signal);
      photos.push(await writePhoto(to, source, index + 1, sources.length));
      call.onProgress({ done: index + 1, total: sources.length });
    }
    const page = join(to, 'index.html');
    writeWhole(page, galleryPage(title, photos));
    return page;
  } catch (error) {
    for (const part of ['thumbs', 'pictures', 'index.html'])
      rmSync(join(to, part), { recursive: true, force: true });
    if (error instanceof EngineError) throw error;
    const message = `The gallery in ${to} could not be written, because ${reasonOf(error)}.`;
    throw new EngineError('internal', message, { cause: error });
  }
}

/** The first free name of a gallery in a folder. */
export function newFolderIn(folder: string): string {
  return freeIn(folder, 'Gallery', '');
}

/** `Gallery`, else `Gallery (2)` and so on: whatever is there stays. */
export function freeIn(folder: string, stem: string, ending: string): string {
  const taken = new Set(namesIn(folder).map(nameKey));
  for (let count = 1; ; count += 1) {
    const name = numberedName(stem, count, ending, ending);
    if (!taken.has(nameKey(name))) return join(folder, name);
  }
}

/** Throws EngineError `bad-input` where a folder is not empty, or lies on a camera card. @param what such as "a gallery" */
export async function checkEmptyFolder(to: string, what: string): Promise<void> {
  if (await isOnCamera(to)) {
    const message = `${to} is on a camera card, where Podium writes nothing: choose a folder on a disk.`;
    throw new EngineError('bad-input', message);
  }
  const names = namesIn(to).filter((name) => name !== markerName);
  if (names.length === 0) return;
  const message = `${to} is not empty, and ${what} takes the place of nothing: choose a new folder.`;
  throw new EngineError('bad-input', message);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    const message = `Nothing can be written into ${folder}, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

async function writePhoto(
  to: string,
  { name, caption, alt, read }: GallerySource,
  place: number,
  total: number,
): Promise<GalleryPhoto> {
  const { bytes } = await read((file) => copyPhoto(file, name, { form: pictureForm }));
  const small = await reduceRaster(await jpegRaster(bytes), thumbnailPx);
  // Numbered, so that no two photos share a name; safe on every system, since galleries travel.
  const number = String(place).padStart(String(total).length, '0');
  const file = numberedName(`${number}_${safeStem(parse(name).name)}`, 1, '.jpg', '.jpg');
  const [picture, thumbnail] = [`pictures/${file}`, `thumbs/${file}`];
  writeWhole(join(to, picture), bytes);
  writeWhole(join(to, thumbnail), await rasterToJpeg(small, 80));
  const { widthPx, heightPx } = small;
  return { picture, thumbnail, widthPx, heightPx, caption, alt };
}
