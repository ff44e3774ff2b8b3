// Hints of the system that something in some folders has changed: never what, and never relied on.

import { watch, type FSWatcher } from 'node:fs';
import type { ScannedFolder } from '../files/scan.ts';

export type Hints = {
  /** Listens in these folders from now on, and in no others. */
  follow(folders: readonly ScannedFolder[]): void;
  /** How many watchers of the system are in use. */
  count(): number;
  close(): void;
};

/**
 * Systems that watch a whole tree at the price of one folder do so; on Linux each folder has a watcher of its own, since
 * Node's for a tree opens one for every file. Where the system has none to give, as on a network disk or when
 * its watchers are used up, whoever asks looks by itself.
 */
const watchesTrees = process.platform === 'darwin' || process.platform === 'win32';

export function openHints(roots: readonly string[], onHint: () => void): Hints {
  /** By which folder it is, too: another one may have come to its place. */
  const watchers = new Map<string, FSWatcher>();
  const drop = (key: string) => {
    watchers.get(key)?.close();
    watchers.delete(key);
  };
  const add = (key: string, folder: string) => {
    try {
      const watcher = watch(folder, { persistent: false, recursive: watchesTrees }, onHint);
      watchers.set(key, watcher);
      watcher.on('error', () => {
        drop(key);
        onHint();
      });
    } catch {
      // It is looked at now and then all the same.
    }
  };
  return {
    follow(folders) {
      const some = watchesTrees ? folders.filter(({ path }) => roots.includes(path)) : folders;
      const wanted = new Map(some.map(({ path, identity }) => [`${identity} ${path}`, path]));
      for (const key of [...watchers.keys()]) if (!wanted.has(key)) drop(key);
      for (const [key, folder] of wanted) if (!watchers.has(key)) add(key, folder);
    },
    count: () => watchers.size,
    close() {
      for (const key of [...watchers.keys()]) drop(key);
    },
  };
}
