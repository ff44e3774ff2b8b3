// Choosing a folder: the system's dialog in Electron, the page's own chooser in a plain browser.

import { native } from '../page/engine.ts';
import type { Dialog } from '../page/dialogs.ts';
import { openedNow, screen, setScreen } from '../page/store.ts';
import { openFolders } from './opening.ts';
import { askPurpose } from '../people/given-photos.ts';
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

/** A folder or a photo may be dropped anywhere on the window, whatever it shows; it lights up as long as one is held over it. */
export function listenToDrops(): void {
  let own = false; // a picture of the page itself is being dragged
  const held = (dragging: boolean) => {
    if (screen().dragging !== dragging) setScreen({ dragging });
  };
  window.addEventListener('dragstart', () => (own = true));
  window.addEventListener('dragend', () => (own = false));
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    const isFile = event.dataTransfer?.types.includes('Files') === true;
    held(isFile && !own && isFree(screen().dialog));
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) held(false); // it has left the window
  });
  // Before anybody on the page takes it for themselves.
  window.addEventListener('drop', () => held(false), { capture: true });
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
  const isFolder = Array.from(items, isFolderItem);
  const photos = Array.from(files);
  if (!isFolder.includes(true)) {
    if (openedNow() && screen().dialog === null) askPurpose(photos);
    else if (photos[0]) void askSport(photos[0]); // there is nobody to find, or it is the next of those asked about
    return;
  }
  if (!native) {
    say(strings.start.dropInBrowser);
    openChooser();
    return;
  }
  const paths = photos.map(native.pathOfDroppedFile);
  const folders = paths.filter((path, place) => path !== '' && isFolder[place]);
  if (folders.length > 0) void openFolders(folders);
}

/** Whether what is dropped is a folder, which the window opens. */
export function isFolderItem(item: DataTransferItem): boolean {
  return item.webkitGetAsEntry()?.isDirectory ?? false;
}
