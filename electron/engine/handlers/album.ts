// Handlers of the album and of the pictures in a report.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EngineError } from '../../../shared/rpc.ts';
import { imagePath } from '../cache/images.ts';
import { decodePhoto } from '../decode.ts';
import { exportAlbum } from '../export.ts';
import type { Area, OpenCache } from '../open-cache.ts';
import { writeContactSheet, writeHistograms } from '../report.ts';

export function albumHandlers(): Area<'album'> {
  return {
    'album.export': ({ items, ...plan }, call) => exportAlbum(items, { ...plan, ...call }),
  };
}

export function reportHandlers(open: OpenCache): Area<'report'> {
  return {
    'report.contactSheet': async ({ to, title, tiles }) => {
      const pictures = tiles.map(async ({ path, ...tile }) => ({
        ...tile,
        jpeg: await previewOf(open, path),
      }));
      return { files: await writeContactSheet(to, { title, tiles: await Promise.all(pictures) }) };
    },
    'report.histograms': async ({ to, ...plan }) => {
      await writeHistograms(to, plan);
      return { file: to };
    },
  };
}

/** The cached preview; a photo that was never analysed is decoded for it. */
async function previewOf(open: OpenCache, path: string): Promise<Buffer> {
  const sha256 = open.analyses.sha256Of(path);
  if (sha256) return readFile(imagePath(open.imagesFolder, sha256, 'preview'));
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new EngineError('not-found', `There is no photo at ${path} any more.`, { cause });
  });
  return (await decodePhoto(bytes, basename(path), open.settings())).preview;
}
