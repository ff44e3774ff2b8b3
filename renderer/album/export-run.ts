// The export that runs, or has ended: kept while the page is open, whether its window is there or not.

import { create } from 'zustand';
import type { AlbumItem, ExportedFile, ExportProgress } from '../../shared/contract.ts';
import { say, sayProblem } from '../page/toast.ts';
import { call, isCancelled, sentenceOf } from '../page/engine.ts';
import { get } from '../page/store.ts';
import { strings } from '../strings.ts';
import { longEdges, type AlbumForm } from './album-form.ts';

export type ExportRun =
  | { readonly state: 'none'; readonly problem: string | null }
  | { readonly state: 'running'; readonly progress: ExportProgress }
  | {
      readonly state: 'done';
      readonly files: readonly ExportedFile[];
      readonly photos: number;
      readonly to: string;
    };

const none: ExportRun = { state: 'none', problem: null };

export const useExportRun = create<ExportRun>()(() => none);

const become = (run: ExportRun): void => useExportRun.setState(run, true);

let running: AbortController | null = null;

/** Exports the photos; how it ended is said on the page when the window has been closed meanwhile. */
export async function startExport(form: AlbumForm, items: readonly AlbumItem[]): Promise<void> {
  const { to, template, size, xmp } = form;
  if (to === null || useExportRun.getState().state === 'running') return;
  const stop = new AbortController();
  running = stop;
  const onProgress = (progress: ExportProgress) => become({ state: 'running', progress });
  onProgress({ done: 0, total: items.length });
  try {
    const plan = { items: [...items], to, template, longEdgePx: longEdges[size], xmp };
    const files = await call('album.export', plan, { signal: stop.signal, onProgress });
    become({ state: 'done', files, photos: items.length, to });
    if (get().dialog !== 'album') say(strings.album.done(items.length, to));
  } catch (error) {
    become({ state: 'none', problem: isCancelled(error) ? null : sentenceOf(error) });
    if (get().dialog !== 'album' && !isCancelled(error)) sayProblem(error);
  }
}

export function stopExport(): void {
  running?.abort();
}

/** What came of an export has been seen; one that runs goes on. */
export function leaveExport(): void {
  if (useExportRun.getState().state !== 'running') become(none);
}
