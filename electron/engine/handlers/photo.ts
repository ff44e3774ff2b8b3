// Handlers of single photos.

import { basename } from 'node:path';
import { hasImage, keepNewestImages, saveImage } from '../cache/images.ts';
import { fullJpeg } from '../formats/decode.ts';
import type { Area, EngineParts } from '../context.ts';
import { photoFile, readPhoto } from '../photo-source.ts';

/** Full-size images kept for zooming: at 5 to 15 MB each about 2 GB. */
const fullSizeImages = 200;

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'imagesFolder'>;

export function photoHandlers({ imagesFolder, ...known }: Parts): Area<'photo'> {
  return {
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
