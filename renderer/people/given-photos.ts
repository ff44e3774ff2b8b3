// Photos of somebody to be found that the user gives: chosen as files, pasted, or dropped with a word about what for.

import { askSport } from '../sport/sport-acts.ts';
import { openedNow, screen, setScreen } from '../page/store.ts';
import { findDropped } from './dropped-person.ts';

/** Lets the user choose photos of somebody, by the system's own dialog in every host, and finds them. */
export function choosePerson(): void {
  const input = document.createElement('input');
  input.type = 'file'; // of every kind: a browser does not count RAW files among pictures
  input.multiple = true;
  input.addEventListener('change', () => void findDropped(Array.from(input.files ?? [])));
  input.click();
}

/** A picture that is pasted shows somebody to be found. Text stays with the field that it is pasted into. */
export function listenToPaste(): void {
  window.addEventListener('paste', (event) => {
    const { clipboardData } = event;
    if (!clipboardData || !openedNow() || screen().dialog !== null) return;
    const isWritten =
      event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (isWritten && clipboardData.types.includes('text/plain')) return;
    const files = Array.from(clipboardData.files);
    if (files.length === 0) return;
    event.preventDefault();
    void findDropped(files);
  });
}

/** Asks what dropped photos are for: to find somebody, or to be told their sport. */
export function askPurpose(handed: readonly File[]): void {
  setScreen({ handed, dialog: 'handed' });
}

export function closePurpose(): void {
  setScreen({ handed: [], dialog: null });
}

export function findHanded(): void {
  const { handed } = screen();
  closePurpose();
  void findDropped(handed);
}

/** One at a time: what a second one shows is asked by dropping it onto the answer. */
export function askSportOfHanded(): void {
  const [photo] = screen().handed;
  closePurpose();
  if (photo) void askSport(photo);
}
