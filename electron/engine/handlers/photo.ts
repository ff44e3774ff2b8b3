// Handlers of single photos: their pictures in the image cache, which are made again where they are lost or damaged.

import { basename } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { tonesOf } from '../../../shared/tones.ts';
import {
  hasImage,
  keepNewestImages,
  quickName,
  readCached,
  saveImage,
  type ImageSize,
} from '../cache/images.ts';
import type { FileRow } from '../cache/file-row.ts';
import { decodePhoto, fullJpeg } from '../formats/decode.ts';
import { quickThumbnails } from '../formats/quick-thumbnail.ts';
import { jpegRaster } from '../formats/rasters.ts';
import type { Area, EngineParts } from '../context.ts';
import { photoFile, readPhoto } from '../photo-source.ts';
import { aboutPhoto, type AboutParts } from './photo-about.ts';
import { createShare } from '../running/memory.ts';

/** Full-size images kept for zooming: at 5 to 15 MB each about 2 GB. */
const fullSizeImages = 200;
/** Photos decoded at once for lost pictures: a grid asks for all of its tiles. */
const madeAtOnce = 2;

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'imagesFolder' | 'settings'>;

export function photoHandlers(parts: AboutParts): Area<'photo'> {
  const { imagesFolder, ...known } = parts;
  const lanes = createShare(madeAtOnce);
  const making = new Map<string, Promise<void>>();
  /** Thumbnail and preview come from one decode: whoever asks for the second waits for the first. */
  const once = (key: string, make: () => Promise<void>) => {
    const running =
      making.get(key) ??
      lanes.hold(1, make).finally(() => {
        making.delete(key);
      });
    making.set(key, running);
    return running;
  };
  const haveImage = async (size: ImageSize, contentHex: string) => {
    const name = Buffer.from(contentHex, 'hex');
    if (hasImage(imagesFolder, name, size)) return;
    await once(`${size === 'preview' ? 'thumbnail' : size} ${contentHex}`, () =>
      size === 'quick' ? makeQuick(parts, name) : makeAgain(parts, name, size),
    );
    if (!hasImage(imagesFolder, name, size)) throw gone();
  };
  return {
    'photo.about': ({ photo }, { signal }) => aboutPhoto(parts, photo, signal),
    'photo.full': async ({ id }) => {
      const file = photoFile(known, id);
      const content = known.analyses.sha256Of(file.path);
      if (content && hasImage(imagesFolder, content, 'full'))
        return { contentHex: content.toString('hex') };
      return { contentHex: (await makeFull(parts, file)).toString('hex') };
    },
    'photo.image': async ({ size, contentHex }) => {
      await haveImage(size, contentHex);
      return {};
    },
    'photo.tones': async ({ contentHex }) => {
      await haveImage('preview', contentHex);
      const jpeg = readCached(imagesFolder, Buffer.from(contentHex, 'hex'), 'preview');
      if (jpeg === null) throw gone();
      return tonesOf((await jpegRaster(jpeg)).data);
    },
  };
}

function gone(): EngineError {
  return new EngineError('not-found', 'The photo of this picture is no longer there.');
}

function makeFull(parts: Parts, file: FileRow): Promise<Buffer> {
  return readPhoto(parts, file, async (bytes, { sha256 }) => {
    await saveFull(parts, file, bytes, sha256);
    return sha256;
  });
}

async function saveFull(
  parts: Parts,
  file: FileRow,
  bytes: Buffer,
  content: Buffer,
): Promise<void> {
  saveImage(parts.imagesFolder, content, 'full', await fullJpeg(bytes, basename(file.path)));
  keepNewestImages(parts.imagesFolder, 'full', fullSizeImages);
}

/** From the first file that still holds the content; of one that has changed meanwhile nothing is made. */
async function makeAgain(parts: Parts, content: Buffer, size: ImageSize): Promise<void> {
  for (const file of parts.files.holding(content)) {
    const isMade = await readPhoto(parts, file, async (bytes, { sha256 }) => {
      if (!sha256.equals(content)) return false;
      const { imagesFolder } = parts;
      if (size === 'full') {
        await saveFull(parts, file, bytes, content);
        return true;
      }
      const photo = await decodePhoto(bytes, basename(file.path), parts.settings());
      saveImage(imagesFolder, content, 'thumbnail', photo.thumbnail);
      saveImage(imagesFolder, content, 'preview', photo.preview);
      return true;
    }).catch(() => false); // gone or unreadable: another file may hold the same
    if (isMade) return;
  }
}

async function makeQuick(parts: Parts, name: Buffer): Promise<void> {
  const file = parts.files.all().find((one) => quickName(one).equals(name));
  // Several may wait for it: it is not cancelled when one of them has gone.
  const { signal } = new AbortController();
  if (file) await quickThumbnails([file], parts.imagesFolder, parts.settings(), signal);
}
