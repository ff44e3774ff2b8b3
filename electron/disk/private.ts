// Who may read what Podium keeps: the user alone, whatever the umask says.

import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** Of files: read and written by the user alone. */
export const privateFile = 0o600;
const privateFolder = 0o700;

/** Takes a file or folder from everybody else; where the disk has no permissions (FAT, exFAT) nobody can. */
export function makePrivate(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return;
  const wanted = found.isDirectory() ? privateFolder : privateFile;
  if ((found.mode & 0o777) === wanted) return;
  try {
    chmodSync(path, wanted);
  } catch {
    // Of another user, or on a disk without permissions: it is as private as it can be.
  }
}

/** Makes a folder, with those above it, for the user alone. Throws the file system's error. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  makePrivate(folder);
}
