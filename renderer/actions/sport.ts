// Which sport a photo shows: one dropped onto the page, or one of the folder.

import type { SportGuess } from '../../shared/sport.ts';
import { call, isCancelled, native, sentenceOf } from '../engine.ts';
import { get, set, type DroppedPhoto } from '../store.ts';
import { findPerson } from './person.ts';

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
export function findDroppedPerson(path: string): void {
  closeDropped();
  void findPerson([{ path }], null);
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
