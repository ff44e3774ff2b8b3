// What was last chosen for an album: kept while the page is open, so that a second album starts where the first ended.

import { create } from 'zustand';

export const sizes = ['original', 'px4096', 'px2048', 'px1600'] as const;
export type AlbumSize = (typeof sizes)[number];

/** Longest side of the exported JPEG; null leaves the file as it is. */
export const longEdges: Readonly<Record<AlbumSize, number | null>> = {
  original: null,
  px4096: 4096,
  px2048: 2048,
  px1600: 1600,
};

export type AlbumForm = {
  /** How many of what is shown. */
  readonly count: number;
  /** How many of the picks; null is every one of them. */
  readonly pickCount: number | null;
  readonly variety: number;
  readonly picksOnly: boolean;
  /** Absolute path of the album folder. */
  readonly to: string | null;
  readonly template: string;
  readonly size: AlbumSize;
  readonly xmp: boolean;
};

export const useAlbum = create<AlbumForm>()(() => ({
  count: 10,
  pickCount: null,
  variety: 0.3, // the default of the setting ranking.variety
  picksOnly: false,
  to: null,
  template: '{rank:3}_{name}',
  size: 'original',
  xmp: false,
}));

export const setAlbum = (change: Partial<AlbumForm>): void => useAlbum.setState(change);

/** How many photos the album may have, out of those it is chosen from. */
export function albumCount(
  { count, pickCount, picksOnly }: Pick<AlbumForm, 'count' | 'pickCount' | 'picksOnly'>,
  candidates: Uint32Array,
): number {
  return picksOnly ? (pickCount ?? candidates.length) : count;
}
