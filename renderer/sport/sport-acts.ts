// Which sport a photo shows: one dropped onto the page, or one of the folder.

import type { SportPrediction } from '../../shared/sport/sport.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { askedWhile } from '../../shared/shoot/acts/open.ts';
import * as own from '../../shared/shoot/acts/own-weights.ts';
import { sourceOf } from '../page/dropped-bytes.ts';
import { call } from '../page/engine.ts';
import type { DroppedPhoto } from '../page/page.ts';
import { opened, screen, setScreen } from '../page/store.ts';
import { findDropped } from '../people/dropped-person.ts';
import { strings } from '../strings.ts';

/** Asks what sport a dropped photo shows, in a window of its own. */
export async function askSport(file: File): Promise<void> {
  const life = new AbortController();
  const dropped: DroppedPhoto = {
    file,
    prediction: null,
    problem: null,
    life,
  };
  screen().dropped?.life.abort();
  setScreen({ dropped, dialog: 'dropped' });
  try {
    setScreen({ dropped: { ...dropped, prediction: await predict(dropped) } });
  } catch (error) {
    if (!isCancelled(error)) setScreen({ dropped: { ...dropped, problem: sentenceOf(error) } });
  }
}

async function predict({ file, life }: DroppedPhoto): Promise<SportPrediction | null> {
  const source = await sourceOf(file);
  const ask = askedWhile(life.signal, call);
  const { predictions } = await ask('sport.predict', { photos: [source] });
  return predictions[0] ?? null;
}

export function closeDropped(): void {
  screen().dropped?.life.abort();
  setScreen({ dropped: null, dialog: null });
}

/** Ranks the photos of whoever the dropped photo shows. */
export function findDroppedPerson(file: File): void {
  closeDropped();
  void findDropped([file]);
}

/** Ranks photos of a sport higher, or with an empty name those of none. */
export function countSport(sport: string): void {
  void own.countSport(opened(), sport, strings.sport.counted(sport));
}
