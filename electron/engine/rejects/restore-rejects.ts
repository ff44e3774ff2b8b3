// Brings photos that were put aside back to where they came from, with all that belongs to them.

import { access, constants, readdir, rm, rmdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { CountProgress, ExportedFile, RejectsMoved } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { isInside } from '../../disk/inside.ts';
import { exportAlbum } from '../album/export.ts';
import { hasPhotoExtension } from '../files/file-kind.ts';
import { markerName } from '../files/own-folder.ts';
import type { FolderInput } from '../files/sync.ts';
import { readAside, tidyAside, type AsidePhoto } from './aside-list.ts';
import { placesOf, settleAside } from './move-rejects.ts';
import { movedPhoto, movedTo, type Parts } from './rejected.ts';

type Running = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CountProgress) => void;
};

type Place = { readonly folder: string; readonly photos: readonly AsidePhoto[] };

/** Photos of these folders that lie aside, by the folder where they lie. */
export async function asideOf(parts: Parts, input: FolderInput): Promise<Place[]> {
  const places: Place[] = [];
  for (const folder of await placesOf(parts, input)) {
    const photos = (await readAside(folder)).filter(({ home }) => isOf(input, home));
    if (photos.length > 0) places.push({ folder, photos });
  }
  return places;
}

function isOf({ folders, recursive }: FolderInput, home: string): boolean {
  return folders.some((folder) => {
    const outer = resolve(folder);
    return recursive ? isInside(outer, home) : outer === home;
  });
}

/**
 * Moves photos back, all of them or those of which one of `files` is a file, by its path now. A name that was taken since
 * gets a number. Throws EngineError with the sentence that says how far it came.
 */
export async function restoreRejects(
  parts: Parts,
  input: FolderInput,
  files: readonly string[] | null,
  { signal, onProgress }: Running,
): Promise<RejectsMoved> {
  await settleAside(parts, input);
  const chosen = new Set(parts.asidePlaces.list());
  const wanted = files && new Set(files);
  const places = (await asideOf(parts, input)).map(({ folder, photos }) => {
    const isWanted = ({ files: names }: AsidePhoto) =>
      wanted === null || names.some((name) => wanted.has(join(folder, name)));
    return { folder, photos: photos.filter(isWanted) };
  });
  const total = places.reduce((sum, { photos }) => sum + photos.length, 0);
  const restored: ExportedFile[] = [];
  let done = 0;
  try {
    for (const { folder, photos } of places) {
      for (const [home, some] of Map.groupBy(photos, (photo) => photo.home)) {
        const before = done;
        const onStep = (now: number) => {
          done = before + now;
          onProgress({ done, total });
        };
        restored.push(...(await bringBack(folder, home, some, signal, onStep)));
      }
      await tidyAside(folder);
      if (!chosen.has(folder)) await dropEmpty(folder);
      else if ((await readAside(folder)).length === 0) parts.asidePlaces.remove(folder);
    }
  } finally {
    await parts.sync(input, new AbortController().signal).catch(() => undefined); // the next call says what is wrong
  }
  return { photos: done, files: restored };
}

async function bringBack(
  folder: string,
  home: string,
  photos: readonly AsidePhoto[],
  signal: AbortSignal,
  onStep: (done: number) => void,
): Promise<ExportedFile[]> {
  await access(home, constants.W_OK).catch((cause: unknown) => {
    const message = `The photos from ${home} cannot be moved back, because ${reasonOf(cause)}. They stay in ${folder}.`;
    throw new EngineError('bad-input', message, { cause });
  });
  const items = photos.map(({ files }) => {
    const [first = '', ...others] = files.filter(hasPhotoExtension);
    return movedPhoto(
      join(folder, first),
      others.map((name) => join(folder, name)),
    );
  });
  const stems = new Map(items.map(({ path }, at) => [path, photos[at]?.stem ?? basename(path)]));
  return exportAlbum(items, {
    ...movedTo(home, { done: 'moved back', stems, hides: false, alone: false }),
    signal,
    onProgress: (progress) => {
      onStep(progress.done);
    },
  });
}

/** Removes a folder that Podium made and that holds nothing any more. */
async function dropEmpty(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length !== 1 || names[0] !== markerName) return;
  await rm(join(folder, markerName));
  await rmdir(folder);
}
