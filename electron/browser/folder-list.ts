// The browser host's own folder chooser: a page cannot see paths, so it picks one from these lists.

import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join, normalize, parse } from 'node:path';
import type { FolderList } from '../../shared/calls/host.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { hasPhotoExtension } from '../engine/engine.ts';

/** Folders looked into for their counts; opening thousands would keep the user waiting. */
const mostCounted = 500;

/**
 * The folders in `path`, which is absolute and without `..`; the user's pictures or home when it is null.
 * Hidden folders are left out. Throws EngineError `bad-input` or `not-found`.
 */
export async function listFolders(path: string | null): Promise<FolderList> {
  const places = await knownPlaces();
  const shown = path ?? places[0]?.path ?? homedir();
  if (!isAbsolute(shown) || normalize(shown) !== shown || shown.includes('\0'))
    throw new EngineError('bad-input', 'A folder must be given by its whole path.');
  const entries = await readdir(shown, { withFileTypes: true }).catch((cause: unknown) => {
    throw new EngineError('not-found', `The folder ${shown} is not there or may not be read.`, {
      cause,
    });
  });
  const names = (await Promise.all(entries.map((entry) => folderName(shown, entry))))
    .filter((name) => name !== undefined)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const folders = names.map(async (name, index) => {
    const inside = join(shown, name);
    return { name, path: inside, photos: index < mostCounted ? await countPhotos(inside) : null };
  });
  const { root } = parse(shown);
  return {
    path: shown,
    parent: shown === root ? null : dirname(shown),
    photos: photosAmong(entries),
    folders: await Promise.all(folders),
    places,
  };
}

async function folderName(parent: string, entry: Dirent): Promise<string | undefined> {
  if (entry.name.startsWith('.')) return undefined;
  if (entry.isDirectory()) return entry.name;
  if (!entry.isSymbolicLink()) return undefined;
  return (await isFolder(join(parent, entry.name))) ? entry.name : undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function countPhotos(path: string): Promise<number | null> {
  return readdir(path, { withFileTypes: true }).then(photosAmong, () => null);
}

/** By their names only: the engine looks into every file. */
function photosAmong(entries: readonly Dirent[]): number {
  const isPhoto = (name: string) => !name.startsWith('.') && hasPhotoExtension(name);
  return entries.filter((entry) => !entry.isDirectory() && isPhoto(entry.name)).length;
}

async function knownPlaces(): Promise<FolderList['places']> {
  const home = homedir();
  const { username } = userInfo();
  const wanted = ['Pictures', 'Desktop', 'Downloads'].map((name) => join(home, name));
  const drives = [join('/media', username), join('/run/media', username), '/Volumes'];
  const mounted = await Promise.all(drives.map(subfolders));
  const letters = process.platform === 'win32' ? Array.from('CDEFGHIJKLMNOPQRSTUVWXYZ') : [];
  const all = [...wanted, home, ...mounted.flat(), ...letters.map((letter) => `${letter}:\\`)];
  const found = await Promise.all(all.map(isFolder));
  return all
    .filter((_, index) => found[index] === true)
    .map((path) => ({ name: path === home ? 'Home' : basename(path) || path, path }));
}

async function subfolders(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => []);
  return names.map((name) => join(path, name));
}
