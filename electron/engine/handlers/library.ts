// Handlers of the folders opened last, and of how the page was left.

import { resolve } from 'node:path';
import type { FolderNow, LibraryChanges, LibraryRevisions } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { isRaw } from '../files/file-kind.ts';
import type { Area, EngineParts } from '../context.ts';
import type { FolderInput } from '../files/sync.ts';
import { watchFolders } from '../live/live-folders.ts';

type Parts = Pick<
  EngineParts,
  'library' | 'overview' | 'files' | 'changes' | 'sync' | 'settings' | 'livePace'
>;

export function libraryHandlers(parts: Parts): Area<'library'> {
  const { library, overview, files } = parts;
  return {
    'library.changes': (input, call) => listenAndWatch(parts, input, call),
    'library.recent': () => {
      const folders = library.recent().map(({ path, openedMs }) => {
        const { contents, pictures, kinds, cover } = overview(files.placesOf(path));
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

type Listening = {
  readonly signal: AbortSignal;
  readonly onProgress: (now: LibraryChanges) => void;
};

/** One call for both: a page in a browser has few connections. Rejects as the first of the two does, and the other ends. */
async function listenAndWatch(
  { changes, sync, settings, livePace: pace }: Parts,
  input: FolderInput,
  { signal, onProgress }: Listening,
): Promise<never> {
  if (input.folders.length === 0) return changes.listen(signal, onProgress);
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  let revisions: LibraryRevisions | null = null;
  let folders: FolderNow | null = null;
  const tell = () => {
    if (revisions) onProgress({ ...revisions, ...(folders && { folders }) });
  };
  const listening = changes.listen(both, (now) => {
    revisions = now;
    tell();
  });
  const isOn = () => settings()['engine.live'] === 'on';
  const watching = watchFolders({ sync, isOn, pace }, input, both, (now) => {
    folders = now;
    tell();
  });
  try {
    return await Promise.race([listening, watching]);
  } finally {
    over.abort();
    await Promise.allSettled([listening, watching]);
  }
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
