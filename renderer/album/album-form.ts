// What is chosen for an album, as the export wants it.

import type { AlbumForm, AlbumSize } from '../page/page.ts';
import { page, setPage } from '../page/store.ts';

/** Longest side of the exported JPEG; null leaves the file as it is. */
export const longEdges: Readonly<Record<AlbumSize, number | null>> = {
  original: null,
  px4096: 4096,
  px2048: 2048,
  px1600: 1600,
};

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
