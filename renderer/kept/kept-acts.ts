// What can be done about what is kept: looking whether it is whole, bringing a copy back, forgetting.

import { EngineError, sentenceOf } from '../../shared/calls/rpc.ts';
import { call } from '../page/engine.ts';
import type { Forget } from '../page/page.ts';
import { page, setPage, setScreen } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { loadRecent } from '../start/opening.ts';
import { keptStrings } from '../strings/kept.ts';

/** At the start of the page. An engine that cannot be reached is said where folders are opened. */
export async function checkKept(): Promise<void> {
  try {
    const { folder, lost, notes } = await call('kept.check', {});
    setPage({ dataFolder: folder, lost });
    if (notes.length > 0) sayProblem(new EngineError('unreadable', notes.join(' ')));
  } catch (error) {
    setScreen({ openProblem: sentenceOf(error) });
  }
}

/** Then the page begins anew. Rejects with the reason where it cannot be done. */
export async function endLoss(what: 'copy' | 'nothing'): Promise<void> {
  await call('kept.restore', { what });
  location.reload();
}

export function askForget(forget: Forget): void {
  setScreen({ dialog: 'forget', forget });
}

export function closeForget(): void {
  setScreen({ dialog: null, forget: null });
}

/** Rejects with the reason where it cannot be done. */
export async function forgetNow(forget: Forget): Promise<void> {
  await page().leavings.last(); // how the folders were left is written first, and is forgotten with them
  const forgotten = await askEngine(forget);
  closeForget();
  say(keptStrings.forget.done(forgotten));
  if (forget.kind !== 'person') await loadRecent();
}

function askEngine(forget: Forget): ReturnType<typeof call<'forget.person'>> {
  switch (forget.kind) {
    case 'person':
      return call('forget.person', { name: forget.name });
    case 'folder':
      return call('forget.folder', { folder: forget.folder });
    case 'everything':
      return call('forget.everything', {});
  }
}
