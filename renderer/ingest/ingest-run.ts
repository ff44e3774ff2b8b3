// The copy from a card that runs, or has ended, whether its window is there or not.

import { ingestSentences } from '../../shared/ingest.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { call } from '../page/engine.ts';
import type { IngestForm, IngestRun } from '../page/page.ts';
import { page, screen, setPage, setScreen } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { openFolders } from '../start/opening.ts';
import { ingestStrings } from '../strings/ingest.ts';

/** What a copy needs to begin. */
export type IngestPlaces = Pick<IngestForm, 'also' | 'template'> & {
  readonly from: string;
  readonly to: string;
};

type IngestInput = { readonly from: string; readonly to: string[]; readonly template: string };

/** As the engine wants it. */
export function ingestInput({ from, to, also, template }: IngestPlaces): IngestInput {
  return { from, to: also === null ? [to] : [to, also], template };
}

export function openIngest(): void {
  setScreen({ dialog: 'ingest' });
}

export function setIngest(change: Partial<IngestForm>): void {
  setPage({ ingest: { ...page().ingest, ...change } });
}

function become(ingestRun: IngestRun): void {
  setPage({ ingestRun });
}

/** Copies what is missing; how it ended is said on the page when the window has been closed meanwhile. */
export async function startIngest(places: IngestPlaces): Promise<void> {
  if (page().ingestRun.state === 'running') return;
  const { to } = places;
  const stop = new AbortController();
  become({ state: 'running', progress: null, to, stop });
  try {
    const summary = await call('ingest.copy', ingestInput(places), {
      signal: stop.signal,
      onProgress: (progress) => become({ state: 'running', progress, to, stop }),
    });
    become({ state: 'done', summary, to });
    if (screen().dialog !== 'ingest') say(ingestSentences(summary).join(' '));
  } catch (error) {
    become({ state: 'none', said: endOf(error, page().ingestRun) });
    if (screen().dialog !== 'ingest' && !isCancelled(error)) sayProblem(error);
  }
}

/** The engine tells how many are there, once it has begun to copy. */
function endOf(error: unknown, before: IngestRun): string {
  const hasBegun = before.state === 'running' && before.progress !== null;
  return isCancelled(error) && !hasBegun ? ingestStrings.stoppedEarly : sentenceOf(error);
}

export function stopIngest(): void {
  const { ingestRun } = page();
  if (ingestRun.state === 'running') ingestRun.stop.abort();
}

/** What came of a copy has been seen; one that runs goes on. */
export function leaveIngest(): void {
  if (page().ingestRun.state !== 'running') become({ state: 'none', said: null });
}

export function closeIngest(): void {
  setScreen({ dialog: null });
  leaveIngest();
}

/** Shows the place that was copied to; of a copy that runs the rest comes into it as into any folder that is open. */
export function showIngested(to: string): void {
  closeIngest();
  void openFolders([to]);
}
