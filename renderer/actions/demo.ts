// The demo folder: made once, then opened like any other.

import { call, isCancelled, sentenceOf } from '../engine.ts';
import { set } from '../store.ts';
import { openFolders } from './open.ts';

let making: AbortController | null = null;

export async function openDemo(): Promise<void> {
  const stop = new AbortController();
  making = stop;
  set({ makingDemo: { done: 0, total: 0 }, openProblem: null });
  try {
    const onProgress = (makingDemo: { readonly done: number; readonly total: number }) =>
      set({ makingDemo });
    const { match } = await call('demo.make', {}, { signal: stop.signal, onProgress });
    set({ makingDemo: null });
    await openFolders([match]);
  } catch (error) {
    set({ makingDemo: null, openProblem: isCancelled(error) ? null : sentenceOf(error) });
  }
}

export function stopDemo(): void {
  making?.abort();
}
