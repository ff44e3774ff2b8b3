// What is chosen for an album, as the export wants it.

import type { AlbumForm } from '../page/page.ts';
import { page, setPage } from '../page/store.ts';

export function setAlbum(change: Partial<AlbumForm>): void {
  setPage({ album: { ...page().album, ...change } });
}

/** How many photos the album may have, out of those it is chosen from. */
export function albumCount(
  { count, pickCount, picksOnly }: Pick<AlbumForm, 'count' | 'pickCount' | 'picksOnly'>,
  candidates: Uint32Array,
): number {
  return picksOnly ? (pickCount ?? candidates.length) : count;
}
