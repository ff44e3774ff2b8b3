// Handlers of what goes to other programs and comes from them: sidecars written on demand, what differs, what could not be written.

import { resolve } from 'node:path';
import type { Area, EngineParts } from '../context.ts';
import { filesIn } from '../files/sync.ts';

type Parts = Pick<EngineParts, 'files' | 'exchange' | 'exchanging'>;

export function sidecarHandlers({ files, exchange, exchanging }: Parts): Area<'sidecar'> {
  return {
    'sidecar.state': (input) => {
      const ids = new Map(filesIn(files, input).map(({ path, id }) => [path, id]));
      const folders = input.folders.map((folder) => resolve(folder));
      const conflicts = folders
        .flatMap((folder) => exchange.conflictsUnder(folder))
        .flatMap(({ path, field, ours, theirs, kept }) => {
          const id = ids.get(path);
          return id === undefined ? [] : [{ id, path, field, ours, theirs, kept }];
        });
      const unwritten = folders
        .flatMap((folder) => exchange.unwrittenUnder(folder))
        .filter(({ path }) => ids.has(path))
        .map(({ path, why }) => ({ path, why }));
      return Promise.resolve({ conflicts, unwritten });
    },
    'sidecar.write': (input, { signal, onProgress }) =>
      exchanging.writeAll(input, signal, onProgress),
  };
}
