// What was put aside into a folder and where it came from: a hidden list in it, so that it goes wherever the photos go.

import { open, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../../disk/file-errors.ts';
import { isInside } from '../../disk/inside.ts';
import { hasPhotoExtension } from '../files/file-kind.ts';
import { syncFolder, writeWhole } from '../../disk/write-file.ts';

export const asideListName = '.podium-rejected';

const fileName = z.string().refine((name) => name !== '' && basename(name) === name);

const line = z.object({
  /** All of the photo's files here, that of its picture first. */
  files: z.array(fileName).min(1),
  /** Where it lay: from here where this folder lies in that one, else absolute. */
  home: z.string().min(1),
  /** What its files were called there, before their endings. */
  stem: fileName,
});

export type AsidePhoto = {
  /** Names of its files that are here, that of its picture first. */
  readonly files: readonly string[];
  /** Absolute path of the folder that it came from. */
  readonly home: string;
  readonly stem: string;
};

/** Photos in the folder that were put aside there and whose picture is there still; none where there is no list or no folder. */
export async function readAside(folder: string): Promise<AsidePhoto[]> {
  const lines = await linesOf(folder);
  if (lines.length === 0) return [];
  const here = new Set(await readdir(folder));
  // Of two lines with one name the later holds: the name was free again when it was written.
  const photos = new Map<string, AsidePhoto>();
  for (const { files, home, stem } of lines) {
    const left = files.filter((name) => here.has(name));
    const first = left.find(hasPhotoExtension);
    if (first === undefined) continue;
    photos.delete(first);
    photos.set(first, { files: left, home: resolve(folder, home), stem });
  }
  return [...photos.values()];
}

/** Absolute paths of the folders that photos came from, also of those that are not here any more. */
export async function homesOf(folder: string): Promise<string[]> {
  return [...new Set((await linesOf(folder)).map(({ home }) => resolve(folder, home)))];
}

async function linesOf(folder: string): Promise<z.output<typeof line>[]> {
  const text = await readFile(join(folder, asideListName), 'utf8').catch(nothingWhereNone);
  return text.split('\n').flatMap(lineOf);
}

/** Notes photos that are about to arrive; outlives a power cut. */
export async function addAside(folder: string, photos: readonly AsidePhoto[]): Promise<void> {
  const file = await open(join(folder, asideListName), 'a', 0o600);
  try {
    // After what a power cut left of a line the next one begins anew.
    await file.appendFile(`\n${photos.map((photo) => textOf(folder, photo)).join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}

/** Forgets photos that are not here any more; an empty list goes. */
export async function tidyAside(folder: string): Promise<void> {
  const left = await readAside(folder);
  if (left.length === 0) await rm(join(folder, asideListName), { force: true });
  else
    writeWhole(
      join(folder, asideListName),
      left.map((photo) => `${textOf(folder, photo)}\n`).join(''),
    );
}

function textOf(folder: string, { files, home, stem }: AsidePhoto): string {
  const goesAlong = folder !== home && isInside(home, folder);
  return JSON.stringify({ files, home: goesAlong ? relative(folder, home) : home, stem });
}

function lineOf(text: string): z.output<typeof line>[] {
  try {
    return [line.parse(JSON.parse(text))];
  } catch {
    return []; // cut off by a power cut, or not ours
  }
}

function nothingWhereNone(error: unknown): string {
  if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return '';
  throw error;
}
