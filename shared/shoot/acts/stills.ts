// Stills of the videos in the open folders: taken, and shown as soon as they are there.

import type { StillsProgress, StillsTaken } from '../../contract-stills.ts';
import { foldersOf } from './answers.ts';
import type { OpenShoot } from './open.ts';
import { takeFolders } from './watching.ts';

/**
 * Rejects as cancelled when it is stopped or the folders are left, with a sentence when nothing can be taken. Those that
 * were taken by then are shown all the same, and the next time it goes on behind them.
 */
export async function takeStills(
  open: OpenShoot,
  stop: AbortController,
  onProgress: (progress: StillsProgress) => void,
): Promise<StillsTaken> {
  open.signal.addEventListener('abort', () => {
    stop.abort();
  });
  try {
    return await open.ask('stills.take', foldersOf(open), { signal: stop.signal, onProgress });
  } finally {
    if (!open.signal.aborted) await show(open);
  }
}

async function show(open: OpenShoot): Promise<void> {
  const summary = await open.ask('folder.sync', foldersOf(open));
  await takeFolders(open, { ...summary, away: open.get().known.away, growing: 0 });
}
