// Choosing a folder: the system's dialog in Electron, the page's own chooser in a plain browser.

import { native } from '../engine.ts';
import { get, set } from '../store.ts';
import { openFolders } from './open.ts';
import { sayProblem } from './toast.ts';

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
  set({ choosing: { use, before: get().dialog }, dialog: 'folders' });
}

/** The page's chooser is done: with a folder, or with none. */
export function chose(folder: string | null): void {
  const { choosing } = get();
  set({ dialog: choosing?.before ?? null, choosing: null });
  if (folder !== null) choosing?.use(folder);
}
