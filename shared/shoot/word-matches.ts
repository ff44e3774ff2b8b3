// The photos likest to some words, for the command line and the HTTP API.

import { photosWithNumber } from '../numbers.ts';
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

/**
 * The `top` photos likest to the words, likest first; those that no CLIP has seen are left out, and those without the number
 * where one is asked for.
 */
export function likestPhotos(
  columns: PhotoColumns,
  similarity: Float32Array,
  top: number,
  number: string | null = null,
): LikePhoto[] {
  const likeness = Float64Array.from(similarity);
  const shown = number === null ? null : photosWithNumber(columns.numbers, number);
  const isFound = (photo: number) =>
    !Number.isNaN(at(likeness, photo)) && shown?.has(photo) !== false;
  const seen = rankPhotos(likeness, columns).filter(isFound);
  return [...seen.slice(0, top)].map((photo, place) => ({
    rank: place + 1,
    similarity: at(likeness, photo),
    path: columns.paths[photo] ?? '',
  }));
}
