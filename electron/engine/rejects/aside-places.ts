// Where rejected photos are put: a folder beside them, or one that the user chose; and the folders that hold some.

import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { lockedTransaction, type Database } from '../cache/database.ts';
import type { FolderInput } from '../files/sync.ts';
import { asideListName } from './aside-list.ts';

/** The folder beside rejected photos. */
const besideName = 'Rejected';

/** Where a photo is put that was rejected; null where it lies in such a folder already. */
export function placeFor(path: string, chosen: string | null): string | null {
  const folder = dirname(path);
  if (basename(folder).toLowerCase() === besideName.toLowerCase()) return null;
  if (chosen === null) return join(folder, besideName);
  return folder === resolve(chosen) ? null : resolve(chosen);
}

/** Folders that were chosen and may hold photos put aside: kept, since nothing near the photos says so. */
export type AsidePlaces = {
  list(): string[];
  add(folder: string): void;
  remove(folder: string): void;
};

export function openAsidePlaces(database: Database): AsidePlaces {
  const list = database.prepare<[], string>('SELECT path FROM aside_places ORDER BY path').pluck();
  const add = database.prepare<[string]>('INSERT OR REPLACE INTO aside_places (path) VALUES (?)');
  const remove = database.prepare<[string]>('DELETE FROM aside_places WHERE path = ?');
  return {
    list: () => list.all(),
    add: lockedTransaction(database, (folder: string) => {
      add.run(folder);
    }),
    remove: lockedTransaction(database, (folder: string) => {
      remove.run(folder);
    }),
  };
}

/** Folders at and under these that have a list of photos put aside; what cannot be read has none. */
export async function asideUnder({ folders, recursive }: FolderInput): Promise<string[]> {
  const found: string[] = [];
  const look = async (folder: string, depth: number) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    if (entries.some(({ name }) => name === asideListName)) found.push(folder);
    // Without subfolders, those beside the photos themselves all the same.
    if (depth > 0 && !recursive) return;
    for (const entry of entries)
      if (entry.isDirectory() && !entry.name.startsWith('.'))
        await look(join(folder, entry.name), depth + 1);
  };
  for (const folder of folders) await look(resolve(folder), 0);
  return [...new Set(found)];
}
