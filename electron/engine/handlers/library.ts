// Handlers of the folders opened last, and of how the page was left.

import { resolve } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { isRaw } from '../files/file-kind.ts';
import type { Area, EngineParts } from '../context.ts';

type Parts = Pick<EngineParts, 'library' | 'overview' | 'files' | 'changes'>;

export function libraryHandlers({ library, overview, files, changes }: Parts): Area<'library'> {
  return {
    'library.changes': (_input, { signal, onProgress }) => changes.listen(signal, onProgress),
    'library.recent': () => {
      const folders = library.recent().map(({ path, openedMs }) => {
        const { contents, pictures, kinds, cover } = overview(path);
        // Whether a RAW beside a JPEG, or a copy that was described, is a photo of its own needs a look at the files.
        const needsLook = kinds.some(isRaw) || pictures < contents;
        const photos = needsLook ? files.photosOf(files.under(path)).length : contents;
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

/** Characters of JSON: hundreds of times what the page needs, and too little to fill a disk with. */
const largestState = 65_536;

export function pageHandlers({ library }: Pick<EngineParts, 'library'>): Area<'page'> {
  return {
    'page.read': ({ name }) => {
      const json = library.pageState(name);
      return Promise.resolve({ value: json === null ? null : (JSON.parse(json) as object) });
    },
    'page.write': ({ name, value }) => {
      const json = JSON.stringify(value);
      if (json.length > largestState)
        throw new EngineError('bad-input', 'What the page wants to keep is larger than 64 KiB.');
      library.savePageState(name, json);
      return Promise.resolve({});
    },
  };
}
