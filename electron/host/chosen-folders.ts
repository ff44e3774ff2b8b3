// The folders that the user chose in this session, in a dialog of the host: a page may have files written there only.

import { resolve } from 'node:path';
import { isInside } from '../disk/inside.ts';

export type ChosenFolders = {
  add(folder: string): void;
  /** Whether it is one of them, or lies in one. */
  holds(folder: string): boolean;
};

export function createChosenFolders(): ChosenFolders {
  const chosen = new Set<string>();
  return {
    add: (folder) => void chosen.add(resolve(folder)),
    holds: (folder) => [...chosen].some((one) => isInside(one, resolve(folder))),
  };
}
