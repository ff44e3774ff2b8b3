// The export that runs, or has ended, whether its window is there or not.

import type { AlbumItem, ExportProgress } from '../../shared/contract.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import type { AlbumForm, ExportRun } from '../page/page.ts';
import { page, screen, setPage } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { makeAlbum } from './album-makes.ts';

function become(exportRun: ExportRun): void {
  setPage({ exportRun });
}

/** Makes what was chosen; how it ended is said on the page when the window has been closed meanwhile. */
export async function startExport(form: AlbumForm, items: readonly AlbumItem[]): Promise<void> {
  const { to } = form;
  if (to === null || page().exportRun.state === 'running') return;
  const stop = new AbortController();
  const onProgress = (progress: ExportProgress) => become({ state: 'running', progress, stop });
  onProgress({ done: 0, total: items.length });
  try {
    const made = await makeAlbum(form, to, items, { signal: stop.signal, onProgress });
    become({ state: 'done', ...made });
    if (screen().dialog !== 'album') say(made.said);
  } catch (error) {
    become({ state: 'none', problem: isCancelled(error) ? null : sentenceOf(error) });
    if (screen().dialog !== 'album' && !isCancelled(error)) sayProblem(error);
  }
}

export function stopExport(): void {
  const { exportRun } = page();
  if (exportRun.state === 'running') exportRun.stop.abort();
}

/** What came of an export has been seen; one that runs goes on. */
export function leaveExport(): void {
  if (page().exportRun.state !== 'running') become({ state: 'none', problem: null });
}
