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
  readonly count: number;
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
  variety: 0.3, // the default of the setting ranking.variety
  picksOnly: false,
  to: null,
  template: '{rank:3}_{name}',
  size: 'original',
  xmp: false,
}));

export const setAlbum = (change: Partial<AlbumForm>): void => useAlbum.setState(change);
