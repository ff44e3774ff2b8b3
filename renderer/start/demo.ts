// The demo folder: made once, then opened like any other.

import { call, isCancelled, sentenceOf } from '../page/engine.ts';
import { set, useStore } from '../page/store.ts';
import { openFolders } from './opening.ts';

/** One demo after the other: one that was stopped still writes its last photo. */
let lastMade: Promise<unknown> = Promise.resolve();

type Progress = { readonly done: number; readonly total: number };

/** Makes the demo and opens it, unless it is stopped or something else is opened before it is ready. */
export async function openDemo(): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  set({ makingDemo: { done: 0, total: 0 }, openProblem: null });
  const forget = useStore.subscribe(({ makingDemo }) => {
    if (makingDemo === null) stop.abort(); // whoever opens or closes folders begins with none
  });
  const onProgress = (makingDemo: Progress) => {
    if (!signal.aborted) set({ makingDemo });
  };
  try {
    const made = lastMade.then(() => call('demo.make', {}, { signal, onProgress }));
    lastMade = made.catch(() => undefined);
    const { match } = await made;
    if (!signal.aborted) await openFolders([match]);
  } catch (error) {
    if (signal.aborted) return;
    set({ makingDemo: null, openProblem: isCancelled(error) ? null : sentenceOf(error) });
  } finally {
    forget();
  }
}

export function stopDemo(): void {
  set({ makingDemo: null });
}
