// What tells whether a RAW and a finished picture of one name are one photo: when each was taken, and how it looks.

import { readHead } from '../../../disk/read-file.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { FileRow } from '../../cache/file-row.ts';
import { fileKind } from '../../files/file-kind.ts';
import { perceptualHash } from '../../stages/pixels/perceptual-hash.ts';
import { lumaOfRaster } from '../../stages/pixels/luma.ts';
import { jpegRaster } from '../rasters.ts';
import { readFacts } from './exif.ts';
import { headBytes, lookAt } from '../quick-thumbnail.ts';
import { rafSpans } from '../raw/raw-spans.ts';

/** When a photo was taken, from the start of its file; null where that does not say. Never rejects. */
export async function readTakenTime({ path }: Pick<FileRow, 'path'>): Promise<number | null> {
  try {
    const head = await readHead(path, headBytes.jpeg);
    const kind = fileKind(head.subarray(0, 64), path);
    if (kind === null) return null;
    const own = readFacts(head, kind).photo.takenMs;
    // Fujifilm keeps it in the JPEG at the start of its RAW.
    const [jpeg] = kind === 'raf' ? rafSpans(head) : [];
    return own ?? (jpeg ? readFacts(head.subarray(jpeg.start), 'jpeg').photo.takenMs : null);
  } catch {
    return null; // its analysis will say why it cannot be read
  }
}

/** The perceptual hash of how a photo looks at first sight, 8 bytes; null where it cannot be shown. Never rejects. */
export async function readLikeness(file: FileRow, settings: Settings): Promise<Buffer | null> {
  try {
    const { jpeg } = await lookAt(file, settings);
    const raster = await jpegRaster(jpeg);
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(perceptualHash(lumaOfRaster(raster), raster.widthPx, raster.heightPx));
    return bytes;
  } catch {
    return null; // its analysis will say why it cannot be read
  }
}
