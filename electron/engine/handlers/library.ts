// Handlers of the folders opened last.

import { resolve } from 'node:path';
import type { Area, OpenCache } from '../open-cache.ts';

export function libraryHandlers({ library, analyses }: OpenCache): Area<'library'> {
  return {
    'library.recent': () => {
      const folders = library.recent().map(({ path, openedMs }) => {
        const { photos, cover } = analyses.overview(path);
        return { path, openedMs, photos, coverHex: cover?.toString('hex') ?? null };
      });
      return Promise.resolve({ folders });
    },
    'library.opened': ({ folders }) => {
      library.opened(
        folders.map((folder) => resolve(folder)),
        Date.now(),
      );
      return Promise.resolve({});
    },
  };
}
