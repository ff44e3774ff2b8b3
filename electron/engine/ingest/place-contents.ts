// What a place that is copied to holds already, under whatever name: found by size and beginning, and sure by the whole hash.

import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile, readHead } from '../../disk/read-file.ts';

export type PlaceContents = {
  /** Every folder in it, itself first. */
  readonly folders: readonly string[];
  /** Whether a file of the card is there, to the byte. */
  holds(path: string, sizeBytes: number): Promise<boolean>;
  /** A copy that has just been placed. */
  add(path: string, sizeBytes: number): void;
};

/** RAW files of one camera may all have one size; what a photo says of itself lies at its start. */
const headBytes = 64 * 1024;

export async function readContents(place: string): Promise<PlaceContents> {
  const bySize = new Map<number, string[]>();
  const folders = [place];
  const add = (path: string, sizeBytes: number) => {
    bySize.set(sizeBytes, [...(bySize.get(sizeBytes) ?? []), path]);
  };
  // The list grows while it is walked.
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      if (!entry.isFile()) continue;
      const found = await stat(path).catch(() => null);
      if (found) add(path, found.size);
    }
  }
  return {
    folders,
    add,
    async holds(path, sizeBytes) {
      const others = bySize.get(sizeBytes) ?? [];
      if (others.length === 0) return false;
      const head = await headOf(path);
      for (const other of others)
        if ((await headOf(other).catch(() => '')) === head && (await isSame(path, other)))
          return true;
      return false;
    },
  };
}

async function headOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readHead(path, headBytes))
    .digest('hex');
}

async function isSame(path: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([hashFile(path), hashFile(other).catch(() => null)]);
  return one === two;
}
