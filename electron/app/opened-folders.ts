// Which folders a command line or an "open with" names.

import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Absolute folders among the arguments; a photo stands for its folder. Options and what is not there are left out: the system
 * and Chromium add arguments of their own.
 */
export function openedFolders(args: readonly string[], from: string): string[] {
  const folders = args
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => folderOf(resolve(from, argument)))
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)];
}

function folderOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isDirectory() ? path : dirname(path);
}
