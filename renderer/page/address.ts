// The page's address names the folders that are open, so that loading the page again comes back to them.

import { folderParameter } from '../../shared/calls/host.ts';

/** The folders that the address names; none on the start screen. */
export function foldersInAddress(): string[] {
  return new URLSearchParams(location.search).getAll(folderParameter);
}

export function putFoldersInAddress(folders: readonly string[]): void {
  const query = new URLSearchParams(folders.map((folder) => [folderParameter, folder]));
  history.replaceState(null, '', query.size > 0 ? `/?${query.toString()}` : '/');
}
