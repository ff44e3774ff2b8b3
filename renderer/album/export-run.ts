// The export that runs, or has ended, whether its window is there or not.

import type { AlbumItem, ExportProgress } from '../../shared/contract.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { call } from '../page/engine.ts';
import type { AlbumForm, ExportRun } from '../page/page.ts';
import { page, screen, setPage } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { strings } from '../strings.ts';

function become(exportRun: ExportRun): void {
  setPage({ exportRun });
}

/** Exports the photos; how it ended is said on the page when the window has been closed meanwhile. */
export async function startExport(form: AlbumForm, items: readonly AlbumItem[]): Promise<void> {
  const { to, template, copies, xmp } = form;
  if (to === null || page().exportRun.state === 'running') return;
  const stop = new AbortController();
  const onProgress = (progress: ExportProgress) => become({ state: 'running', progress, stop });
  onProgress({ done: 0, total: items.length });
  try {
    const plan = { items: [...items], to, template, copies, xmp };
    const files = await call('album.export', plan, { signal: stop.signal, onProgress });
    become({ state: 'done', files, photos: items.length, to });
    if (screen().dialog !== 'album') say(strings.album.done(items.length, to));
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
