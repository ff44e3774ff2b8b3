// Which photo of a moment stands for it: the first in the order, or the fullest copy of that same picture.

import { burstCount } from './bursts.ts';
import type { PhotoColumns } from '../photo.ts';
import { at, hammingAt, hashWords } from '../arithmetic/vectors.ts';

export type CopyColumns = Pick<
  PhotoColumns,
  'takenMs' | 'perceptualHash' | 'hashKnown' | 'widthPx' | 'heightPx' | 'sizeBytes'
>;

/** In `burstBest`: no photo of that burst was ranked. */
export const noPhoto = 0xffff_ffff;

/** Resized and saved again, a picture keeps its hash within this many of 64 bits (docs/accuracy.md). */
const copyBits = 4;
/** Rounding to whole pixels bends the shape of a 250 px copy by up to this share. */
const sameShape = 0.02;
/**
 * Of two files of equal size in pixels one was compressed further when it has this much fewer bytes: frames of one burst,
 * whose clock tells only seconds, differ by less.
 */
const furtherCompressed = 1.25;

/**
 * The best photo of every burst: the score chooses the moment, so it is the first of the burst in the order; where the
 * order holds other copies of that same picture, it is the largest of them, and among the largest the least compressed.
 * A burst of which the order (of one person's photos, say) has no photo has `noPhoto`.
 */
export function burstBest(
  bursts: Uint32Array,
  order: Uint32Array,
  columns: CopyColumns,
): Uint32Array {
  const words = hashWords(columns.perceptualHash);
  const best = new Uint32Array(burstCount(bursts)).fill(noPhoto);
  const first = best.slice();
  for (let place = 0; place < order.length; place++) {
    const photo = order[place] ?? 0; // in place: see sorting.ts
    const burst = bursts[photo] ?? 0;
    if (first[burst] === noPhoto) first[burst] = best[burst] = photo;
    else if (
      isFuller(columns, photo, at(best, burst)) &&
      areCopies(columns, words, photo, at(first, burst))
    ) {
      best[burst] = photo;
    }
  }
  return best;
}

/** One picture in two files: alike to the hash, of one shape, and not taken at two different times. */
function areCopies(columns: CopyColumns, words: Uint32Array, a: number, b: number): boolean {
  const { hashKnown, takenMs, widthPx, heightPx } = columns;
  if (hashKnown[a] !== 1 || hashKnown[b] !== 1) return false;
  if (hammingAt(words, a, b) > copyBits) return false;
  if (Math.abs(at(takenMs, a) - at(takenMs, b)) > 0) return false; // NaN where either is unknown
  const shape = (photo: number) => at(widthPx, photo) / at(heightPx, photo);
  return Math.abs(shape(a) / shape(b) - 1) <= sameShape;
}

/** Whether the first file holds more of the picture: more pixels, or as many that were compressed less. */
function isFuller({ widthPx, heightPx, sizeBytes }: CopyColumns, a: number, b: number): boolean {
  const pixels = (photo: number) => at(widthPx, photo) * at(heightPx, photo);
  if (pixels(a) !== pixels(b)) return pixels(a) > pixels(b);
  return at(sizeBytes, a) >= furtherCompressed * at(sizeBytes, b);
}
