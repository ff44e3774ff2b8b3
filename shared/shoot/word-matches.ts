// The photos likest to some words, for the command line and the HTTP API.

import type { PhotoColumns } from '../photo.ts';
import { rankPhotos } from '../ranking/ranking.ts';
import { at } from '../arithmetic/vectors.ts';

export type LikePhoto = {
  /** 1 first. */
  readonly rank: number;
  /** Cosine of photo and words, -1 to 1. */
  readonly similarity: number;
  readonly path: string;
};

/** The `top` photos likest to the words, likest first; those that no CLIP has seen are left out. */
export function likestPhotos(
  columns: PhotoColumns,
  similarity: Float32Array,
  top: number,
): LikePhoto[] {
  const likeness = Float64Array.from(similarity);
  const seen = rankPhotos(likeness, columns).filter((photo) => !Number.isNaN(at(likeness, photo)));
  return [...seen.slice(0, top)].map((photo, place) => ({
    rank: place + 1,
    similarity: at(likeness, photo),
    path: columns.paths[photo] ?? '',
  }));
}
