// What follows by itself when something else changes: the aesthetic its preset and prompts, a person the known faces.

import { call, sentenceOf } from '../page/engine.ts';
import { get, useStore, type State } from '../page/store.ts';
import { refresh } from '../start/opening.ts';
import { sayProblem } from '../page/toast.ts';

/** Fetches the aesthetic anew when another preset is used: each is measured by its own prompts. */
export function followPreset(): () => void {
  return useStore.subscribe((now, before) => {
    if (now.aestheticBy === before.aestheticBy || now.photos === null || before.photos === null)
      return;
    const { aesthetic } = now.photos.columns.signals;
    const fetchAnew = async () => {
      // Without a single number the prompts may have been at fault; without CLIP there is nothing to wait for.
      if (aesthetic.every(Number.isNaN) && !(await readsWords())) return;
      if (get().aestheticBy === now.aestheticBy && get().folders === now.folders) await refresh();
    };
    fetchAnew().catch(sayProblem);
  });
}

async function readsWords(): Promise<boolean> {
  const models = await call('models.list', {});
  return models.some(({ role, chosen }) => role === 'clip-text' && chosen);
}

/** Fetches results anew when the user comes back to the page and prompt files are others than they were. */
export function followPrompts(): () => void {
  let known: Promise<string> | null = null;
  const look = () => {
    if (get().photos === null) return;
    const before = known;
    const now = promptsNow();
    known = now;
    const compare = async () => {
      if ((await before) !== (await now)) await refresh();
    };
    compare().catch(sayProblem);
  };
  const unsubscribe = useStore.subscribe((now, before) => {
    if (now.folders !== before.folders) known = promptsNow();
  });
  window.addEventListener('focus', look);
  return () => {
    unsubscribe();
    window.removeEventListener('focus', look);
  };
}

/** A file at fault is in no list: its set is missing then. */
async function promptsNow(): Promise<string> {
  try {
    const { vectors } = await call('vector.list', {});
    return JSON.stringify(vectors.filter(({ own }) => !own));
  } catch (error) {
    return sentenceOf(error);
  }
}

/** So long between two looks for faces that the page does not know yet, milliseconds. */
const againMs = 1000;

/**
 * A person that was looked for among other faces than the page knows waits for those. While photos are analysed results
 * bring them; otherwise, as when the analysis is paused, they are fetched.
 */
export function followPerson(): () => void {
  let fetching = false;
  const waits = ({ person, photos, analysis }: State) =>
    photos !== null && person?.match === null && analysis.state !== 'running';
  const fetchFaces = async () => {
    if (fetching) return;
    fetching = true;
    try {
      while (waits(get())) {
        await refresh();
        if (waits(get())) await new Promise((rested) => setTimeout(rested, againMs));
      }
    } catch (error) {
      sayProblem(error);
    } finally {
      fetching = false;
    }
  };
  return useStore.subscribe((now) => {
    if (waits(now)) void fetchFaces();
  });
}
