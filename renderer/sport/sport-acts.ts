// Which sport a photo shows: one dropped onto the page, or one of the folder.

import type { SportGuess } from '../../shared/sport.ts';
import { call, isCancelled, native, sentenceOf } from '../page/engine.ts';
import { get, set, type DroppedPhoto, type State } from '../page/store.ts';
import { strings } from '../strings.ts';
import { findDropped } from '../people/dropped-person.ts';
import { refresh } from '../start/opening.ts';
import { rerank } from '../weights/ranking.ts';
import { didUndoable, sayProblem } from '../page/toast.ts';
import { whileOpen } from '../page/while-open.ts';

/** Asks what sport a dropped photo shows, in a window of its own. Only Electron tells where the photo is. */
export async function askSport(file: File): Promise<void> {
  const path = native?.pathOfDroppedFile(file) ?? '';
  const dropped: DroppedPhoto = {
    file,
    path: path === '' ? null : path,
    prediction: null,
    problem: null,
  };
  set({ dropped, dialog: 'dropped' });
  const answer = await predict(dropped).catch((error: unknown) => ({
    prediction: null,
    problem: sentenceOf(error),
  }));
  if (get().dropped === dropped) set({ dropped: { ...dropped, ...answer } });
}

async function predict({ file, path }: DroppedPhoto) {
  const source =
    path === null ? { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name } : { path };
  const { predictions } = await call('sport.predict', { photos: [source] });
  return { prediction: predictions[0] ?? null, problem: null };
}

export function closeDropped(): void {
  set({ dropped: null, dialog: null });
}

/** Ranks the photos of whoever the dropped photo shows. */
export function findDroppedPerson(file: File): void {
  closeDropped();
  void findDropped([file]);
}

/** The likeliest sports of a photo of the folder, or a sentence about why not; null when it is wanted no more. */
export async function sportsOfPhoto(
  id: number,
  signal: AbortSignal,
): Promise<readonly SportGuess[] | string | null> {
  try {
    const { predictions } = await call('sport.predict', { photos: [{ id }] }, { signal });
    return predictions[0]?.top3 ?? null;
  } catch (error) {
    if (isCancelled(error) || signal.aborted) return null;
    return sentenceOf(error);
  }
}

/** What a sport counts at first: as much as exposure in the preset for sports. */
const firstWeight = 0.2;

/** Ranks photos of a sport higher, or with an empty name those of none. */
export async function countSport(sport: string): Promise<void> {
  const { settings, weights, presetName } = get();
  const still = whileOpen();
  const write = async (chosen: string, change: Pick<State, 'weights' | 'presetName'>) => {
    const written = await call('settings.write', { values: { 'sport.chosen': chosen } });
    if (!still()) return;
    set({ settings: written });
    await refresh();
    if (still()) rerank(change);
  };
  try {
    const counts = sport === '' ? 0 : Math.max(weights.sport ?? 0, firstWeight);
    await write(sport, { weights: { ...weights, sport: counts }, presetName: null });
    if (!still()) return;
    didUndoable({
      text: strings.sport.counted(sport),
      undo: () => write(settings['sport.chosen'], { weights, presetName }),
    });
  } catch (error) {
    if (still()) sayProblem(error);
  }
}
