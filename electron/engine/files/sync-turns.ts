// One scan of the same folders after the other: what the slower of two has not seen yet would count as gone.

import { resolve } from 'node:path';
import type { Files } from '../cache/files.ts';
import type { KnownSidecars } from '../cache/sidecars.ts';
import { createTurns, type Turns } from '../turns.ts';
import { syncFolders, type FolderInput, type Synced, type SyncOptions } from './sync.ts';

export type Sync = (
  input: FolderInput,
  signal: AbortSignal,
  options?: SyncOptions,
) => Promise<Synced>;

export function syncInTurn(files: Files, sidecars: KnownSidecars): Sync {
  const lines = new Map<string, Turns>();
  return (input, signal, options) => {
    const key = JSON.stringify(input.folders.map((folder) => resolve(folder)).sort());
    const line = lines.get(key) ?? createTurns();
    lines.set(key, line);
    return line.inTurn(() => syncFolders(files, sidecars, input, signal, options));
  };
}
