// Handlers of the album and of the pictures in a report.

import { basename } from 'node:path';
import type { AlbumItem } from '../../../shared/contract.ts';
import { isOwnAlbumPreset, ownAlbumPresets } from '../../../shared/album/album-presets.ts';
import { refuseForeign } from '../../disk/own-files.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { readCached } from '../cache/images.ts';
import { decodePhoto } from '../formats/decode.ts';
import { isOnCamera } from '../album/camera-card.ts';
import { templateProblem } from '../album/names.ts';
import { exportAlbum } from '../album/export.ts';
import { mappingOf } from '../exchange/described.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { writeWhole } from '../../disk/write-file.ts';
import type { AlbumPhoto } from '../album/options.ts';
import type { Area, EngineParts } from '../context.ts';
import { sendMade } from '../delivery/send-made.ts';
import { photoFile, pictureOf, type KnownFiles, readPhoto } from '../photo-source.ts';
import {
  checkEmptyFolder,
  freeIn,
  newFolderIn,
  writeGallery,
  type GallerySource,
} from '../report/gallery.ts';
import type { Tile } from '../report/contact-sheet.ts';
import { writeInsights } from '../report/insights.ts';
import { writeProof } from '../report/proof.ts';
import { writeContactSheet, writeHistograms } from '../report/report.ts';
import { withFile } from '../files/read-photo.ts';
import { unreadable } from '../files/unreadable.ts';

type Known = KnownFiles & Pick<EngineParts, 'captions'>;
type AlbumParts = Known & Pick<EngineParts, 'albumPresets' | 'settings' | 'sending'>;

export function albumHandlers(parts: AlbumParts): Area<'album'> {
  return {
    'album.presets': () => {
      const own = parts.albumPresets.list().map((preset) => ({ ...preset, own: true }));
      const brought = ownAlbumPresets.map((preset) => ({ ...preset, own: false }));
      return Promise.resolve({ presets: [...brought, ...own] });
    },
    'album.savePreset': (preset) => {
      if (isOwnAlbumPreset(preset.name))
        throw new EngineError(
          'bad-input',
          `"${preset.name}" is one of Podium's own album presets. Choose another name.`,
        );
      const problem = templateProblem(preset.template);
      if (problem !== null) throw new EngineError('bad-input', problem);
      parts.albumPresets.save(preset);
      return Promise.resolve({});
    },
    'album.removePreset': ({ name }) => {
      if (parts.albumPresets.remove(name)) return Promise.resolve({});
      throw new EngineError('not-found', `You have no album preset named "${name}".`);
    },
    'album.export': async ({ items, send, ...plan }, call) => {
      if (send !== null) parts.sending.destinations.named(send);
      const photos: AlbumPhoto[] = [];
      for (let start = 0; start < items.length; start += atOnce) {
        throwIfCancelled(call.signal);
        const some = items.slice(start, start + atOnce);
        photos.push(...(await Promise.all(some.map((item) => albumPhoto(parts, item)))));
      }
      const mapping = mappingOf(parts.settings());
      const files = await exportAlbum(photos, { ...plan, mapping, ...call });
      if (send !== null && !plan.dryRun) await sendMade(parts, send, files);
      return files;
    },
  };
}

/** Photos that are read side by side, where it is not known yet what they hold. */
const atOnce = 4;

/** Only what a scan has found is copied or moved, whatever the caller says. */
async function albumPhoto(
  known: Known,
  { id, otherPaths, copy, ...item }: AlbumItem,
): Promise<AlbumPhoto> {
  const isScanned = (other: string) => (known.files.find(other)?.kind ?? null) !== null;
  const { path } = photoFile(known, id);
  if (copy !== null && !isScanned(copy))
    throw new EngineError(
      'not-found',
      `There is no copy at ${copy} that Podium knows. Open its folder first.`,
    );
  const caption = known.captions.of(await pictureOf(known, id));
  return { ...item, path: copy ?? path, otherPaths: otherPaths.filter(isScanned), caption };
}

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'imagesFolder' | 'settings'>;

export function reportHandlers(parts: Parts): Area<'report'> {
  return {
    'report.contactSheet': async ({ to: asked, inside, title, tiles }, { signal }) => {
      const to = inside ? await freeFileIn(asked, 'Contact sheet', '.png') : asked;
      refuseForeign(to);
      if (inside) for (const { path } of tiles) refuseUnknown(parts, path);
      const pictures: Tile[] = [];
      // One at a time: a photo that has to be decoded takes hundreds of megabytes meanwhile.
      for (const { path, ...tile } of tiles) {
        throwIfCancelled(signal);
        pictures.push({ ...tile, jpeg: await previewOf(parts, path) });
      }
      throwIfCancelled(signal);
      return { files: await writeContactSheet(to, { title, tiles: pictures }) };
    },
    'report.table': async ({ to, text }) => {
      const file = await freeFileIn(to, 'Photos', '.csv');
      try {
        writeWhole(file, `\ufeff${text}`); // without the mark Excel takes "Zoë" for "ZoÃ«"
      } catch (error) {
        const message = `${file} could not be written: ${reasonOf(error)}.`;
        throw new EngineError('bad-input', message, { cause: error });
      }
      return { file };
    },
    'report.gallery': async ({ to, inside, title, photos }, call) => {
      const sources = photos.map(({ id, ...texts }): GallerySource => {
        const file = photoFile(parts, id);
        return {
          ...texts,
          name: basename(file.path),
          read: (work) => readPhoto(parts, file, (bytes) => work(bytes)),
        };
      });
      const folder = inside ? newFolderIn(to) : to;
      return { file: await writeGallery(folder, title, sources, call) };
    },
    'report.proof': async ({ to, inside, text }) => {
      const folder = inside ? freeIn(to, 'Proof', '') : to;
      await checkEmptyFolder(folder, 'a report');
      return { files: writeProof(folder, text) };
    },
    'report.insights': async ({ to, inside, title, charts }) => {
      const folder = inside ? freeIn(to, 'Insights', '') : to;
      await checkEmptyFolder(folder, 'a report');
      return { files: writeInsights(folder, title, charts) };
    },
    'report.histograms': async ({ to, ...plan }) => {
      await writeHistograms(to, plan);
      return { file: to };
    },
  };
}

async function freeFileIn(folder: string, stem: string, ending: string): Promise<string> {
  if (await isOnCamera(folder))
    throw new EngineError(
      'bad-input',
      `${folder} is on a camera card, where Podium writes nothing: choose a folder on a disk.`,
    );
  return freeIn(folder, stem, ending);
}

function refuseUnknown({ files }: Parts, path: string): void {
  if ((files.find(path)?.kind ?? null) !== null) return;
  throw new EngineError('not-found', `There is no photo at ${path} that Podium knows.`);
}

/** The cached preview; a photo that was never analysed, or whose preview was deleted, is decoded for it. */
async function previewOf(parts: Parts, path: string): Promise<Buffer> {
  const sha256 = parts.analyses.sha256Of(path);
  const cached = sha256 ? readCached(parts.imagesFolder, sha256, 'preview') : null;
  if (cached) return cached;
  const decoded = withFile(path, (bytes) => decodePhoto(bytes, basename(path), parts.settings()));
  const { preview } = await decoded.catch((cause: unknown) => {
    if (cause instanceof EngineError) throw cause;
    if (errorCode(cause) !== 'ENOENT') throw unreadable(path, reasonOf(cause), cause);
    throw new EngineError('not-found', `There is no photo at ${path} any more.`, { cause });
  });
  return preview;
}
