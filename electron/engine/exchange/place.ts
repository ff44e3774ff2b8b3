// Where a photo lies, as it is now: its files, its sidecars, and whether anything may be written there.

import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { isOnCamera } from '../album/camera-card.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { Files } from '../cache/files.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { isRaw } from '../files/file-kind.ts';
import { sameName, sidecarNames, stemOf } from '../files/sidecar-names.ts';

export type SidecarFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
};

export type PhotoPlace = {
  /** The file that stands for the photo: what was decided is known by its picture. */
  readonly file: FileRow;
  /** Whether a RAW is among its files. */
  readonly hasRaw: boolean;
  /** Those that are there, that which outweighs the others first. */
  readonly sidecars: readonly SidecarFile[];
  /** The sidecar to be written: one that is there, else the one to be made. */
  readonly target: string;
};

/** Null where the file is no photo any more. Rejects as the file system does. */
export async function placeOf(files: Files, row: FileRow): Promise<PhotoPlace | null> {
  const folder = dirname(row.path);
  const key = stemOf(row);
  const stem = sameName(parse(row.path).name);
  // Of a whole shoot only those that begin as it does are looked at more closely.
  const names = (await readdir(folder)).filter((name) => sameName(name).startsWith(stem));
  const siblings = names
    .map((name) => join(folder, name))
    .filter((path) => path === row.path || stemOf({ path }) === key)
    .flatMap((path) => files.find(path) ?? []);
  const photos = files.photosOf(siblings);
  const photo = photos.find(({ file, others }) =>
    [file, ...others].some(({ id }) => id === row.id),
  );
  if (!photo) return null;
  const wanted = sidecarNames(photos).get(photo.file.id) ?? [];
  const found = names
    .map((name) => join(folder, name))
    .filter((path) => wanted.includes(sameName(path)))
    .sort((a, b) => wanted.indexOf(sameName(a)) - wanted.indexOf(sameName(b)) || (a < b ? -1 : 1));
  const sidecars = await Promise.all(found.map(sidecarFile));
  const target = sidecars[0]?.path ?? newSidecar(photo.file.path, wanted);
  const hasRaw = [photo.file, ...photo.others].some(({ kind }) => isRaw(kind));
  return { file: photo.file, hasRaw, sidecars, target };
}

/** `NAME.xmp`, or `NAME.EXT.xmp` where the other is another photo's. */
function newSidecar(path: string, wanted: readonly string[]): string {
  const plain = join(dirname(path), `${parse(path).name}.xmp`);
  return wanted.includes(sameName(plain)) ? plain : `${path}.xmp`;
}

async function sidecarFile(path: string): Promise<SidecarFile> {
  const { size, mtimeMs } = await stat(path);
  return { path, sizeBytes: size, modifiedMs: mtimeMs };
}

/** Why nothing is written in a folder, as a sentence that says where the decisions are; null where it may be. */
export async function refusalAt(folder: string): Promise<string | null> {
  const name = basename(folder) || folder;
  if (await isOnCamera(folder))
    return `${name} is on a camera card, where Podium writes nothing: what you decide stays in Podium.`;
  try {
    await access(folder, constants.W_OK);
    return null;
  } catch (error) {
    return `Nothing can be written in ${name}: ${reasonOf(error)}. What you decide stays in Podium.`;
  }
}
