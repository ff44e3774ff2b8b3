// The demo folder: opened as soon as its first photos are drawn; the others come into it as into any folder that is open.

import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import type { DemoProgress } from '../../shared/demo.ts';
import { askedWhile } from '../../shared/shoot/acts/open.ts';
import { call } from '../page/engine.ts';
import { openedNow, page, screen, setScreen } from '../page/store.ts';
import { beginOpening, openFolders } from './opening.ts';

/** So many photos are drawn before the folder opens: few enough to see them at once. */
const FIRST = 2;

/** Makes the demo and opens it, unless it is stopped or something else is opened before it is ready. */
export async function openDemo(): Promise<void> {
  const life = new AbortController();
  const ask = askedWhile(life.signal, call);
  const state = { isOpen: false };
  const onProgress = ({ match, ...progress }: DemoProgress) => {
    if (state.isOpen) return;
    if (progress.done < FIRST) setScreen({ opening: { kind: 'demo', life, ...progress } });
    else {
      state.isOpen = true;
      void openEarly(life, match);
    }
  };
  beginOpening({ kind: 'demo', life, done: 0, total: 0 });
  try {
    const { match } = await page().demos(() => ask('demo.make', { looking: true }, { onProgress }));
    if (!state.isOpen) await openFolders([match]);
  } catch (error) {
    if (!isCancelled(error)) beginOpening(null, sentenceOf(error));
  }
}

/** Opens the folder while the rest of it is drawn; the drawing ends when the folder is left. */
async function openEarly(life: AbortController, match: string): Promise<void> {
  if (screen().opening?.life !== life) return;
  setScreen({ opening: null }); // what is opened next must not end the drawing
  await openFolders([match]);
  const open = openedNow();
  if (open?.get().folders[0] !== match) {
    life.abort();
    return;
  }
  open.signal.addEventListener('abort', () => {
    life.abort();
  });
}
