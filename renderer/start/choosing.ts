// Choosing a folder: the system's dialog in Electron, the page's own chooser in a plain browser.

import { native } from '../page/engine.ts';
import type { Dialog } from '../page/page.ts';
import { screen, setScreen } from '../page/store.ts';
import { openFolders } from './opening.ts';
import { strings } from '../strings.ts';
import { askSport } from '../sport/sport-acts.ts';
import { say, sayProblem } from '../page/toast.ts';

/** Lets the user choose a folder and opens it. */
export function openChooser(): void {
  chooseFolder((folder) => void openFolders([folder]));
}

/** Lets the user choose a folder for something else; nothing happens when they change their mind. */
export function chooseFolder(use: (folder: string) => void): void {
  if (native) {
    native.chooseFolder().then((folder) => {
      if (folder !== null) use(folder);
    }, sayProblem);
    return;
  }
  setScreen({ choosing: { use, before: screen().dialog }, dialog: 'folders' });
}

/** The page's chooser is done: with a folder, or with none. */
export function chose(folder: string | null): void {
  const { choosing } = screen();
  setScreen({ dialog: choosing?.before ?? null, choosing: null });
  if (folder !== null) choosing?.use(folder);
}

/** A folder or a photo may be dropped anywhere on the window, whatever it shows. */
export function listenToDrops(): void {
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer && isFree(screen().dialog)) openDropped(event.dataTransfer);
  });
}

/** The next photo may be dropped onto the answer about the last. */
function isFree(dialog: Dialog): boolean {
  return dialog === null || dialog === 'dropped';
}

function openDropped({ items, files }: DataTransfer): void {
  if (files.length === 0) return; // text, or a picture of the page itself
  const isFolder = Array.from(items, (item) => item.webkitGetAsEntry()?.isDirectory ?? false);
  const photo = Array.from(files).find((_, place) => !isFolder[place]);
  if (photo && !isFolder.includes(true)) {
    void askSport(photo);
    return;
  }
  if (!native) {
    say(strings.start.dropInBrowser);
    openChooser();
    return;
  }
  const paths = Array.from(files, native.pathOfDroppedFile);
  const folders = paths.filter((path, place) => path !== '' && isFolder[place]);
  if (folders.length > 0) void openFolders(folders);
}
