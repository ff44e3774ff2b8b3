// CLIP's embeddings out of the cache, small enough for the page: see shared/bursts/likeness.ts.

import {
  quantised,
  unknownEmbeddings,
  type PhotoEmbeddings,
} from '../../../shared/bursts/likeness.ts';

import type { ClipSpace } from '../stages/clip/clip-models.ts';
import type { KeptEmbeddings } from '../stages/clip/kept-embeddings.ts';

/** Rows read at once: a few milliseconds. */
const rowsAtOnce = 500;

/** The embeddings in `space` of files by id, in steps; to be run by `runInSlices`. */
export function* embeddingRows(
  cache: KeptEmbeddings,
  ids: Float64Array,
  { space, dimensions }: ClipSpace,
): Generator<undefined, PhotoEmbeddings> {
  const known = new Uint8Array(ids.length);
  let rows = new Int8Array(); // not made where no photo has been seen
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    cache.each(ids.subarray(start, start + rowsAtOnce), space, (place, embedding) => {
      if (rows.length === 0) rows = new Int8Array(ids.length * dimensions);
      const photo = start + place;
      quantised(embedding, rows.subarray(photo * dimensions, (photo + 1) * dimensions));
      known[photo] = 1;
    });
    yield;
  }
  return rows.length > 0 ? { ids, known, rows, dimensions, space } : unknownEmbeddings(ids);
}
