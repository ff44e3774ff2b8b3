// The demo folder: made once, then opened like any other.

import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { askedWhile } from '../../shared/shoot/acts/open.ts';
import { call } from '../page/engine.ts';
import { page, setScreen } from '../page/store.ts';
import { beginOpening, openFolders } from './opening.ts';

/** Makes the demo and opens it, unless it is stopped or something else is opened before it is ready. */
export async function openDemo(): Promise<void> {
  const life = new AbortController();
  const ask = askedWhile(life.signal, call);
  const onProgress = (progress: { readonly done: number; readonly total: number }) => {
    setScreen({ opening: { kind: 'demo', life, ...progress } });
  };
  beginOpening({ kind: 'demo', life, done: 0, total: 0 });
  try {
    const { match } = await page().demos(() => ask('demo.make', {}, { onProgress }));
    await openFolders([match]);
  } catch (error) {
    if (!isCancelled(error)) beginOpening(null, sentenceOf(error));
  }
}
