// Handlers of single photos.

import { basename } from 'node:path';
import { hasImage, keepNewestImages, saveImage } from '../cache/images.ts';
import { fullJpeg } from '../formats/decode.ts';
import type { Area } from '../context.ts';
import { photoFile, readPhoto } from '../photo-source.ts';
import { aboutPhoto, type AboutParts } from './photo-about.ts';

/** Full-size images kept for zooming: at 5 to 15 MB each about 2 GB. */
const fullSizeImages = 200;

export function photoHandlers(parts: AboutParts): Area<'photo'> {
  const { imagesFolder, ...known } = parts;
  return {
    'photo.about': ({ photo }, { signal }) => aboutPhoto(parts, photo, signal),
    'photo.full': async ({ id }) => {
      const file = photoFile(known, id);
      const content = known.analyses.sha256Of(file.path);
      if (content && hasImage(imagesFolder, content, 'full'))
        return { contentHex: content.toString('hex') };
      const { bytes, sha256 } = await readPhoto(known, file);
      saveImage(imagesFolder, sha256, 'full', await fullJpeg(bytes, basename(file.path)));
      keepNewestImages(imagesFolder, 'full', fullSizeImages);
      return { contentHex: sha256.toString('hex') };
    },
  };
}
