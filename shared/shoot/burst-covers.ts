// Which photo stands for its burst: the user's pick, or else the best; and what was decided inside the burst.

import { burstCount, noPhoto } from '../bursts.ts';
import { at } from '../vectors.ts';

/** One entry a burst in every array. */
export type BurstCovers = {
  /** Index of the photo that stands for the burst; `noPhoto` where the order has none of it. */
  readonly cover: Uint32Array;
  /** How many of the burst's photos in the order are picked, and how many rejected. */
  readonly picks: Uint32Array;
  readonly rejects: Uint32Array;
};

/**
 * The cover of every burst among the photos of `order`, which is best first: its best pick; of a burst without a pick
 * its best photo. A frame that the user chose is never hidden behind one that only scores higher.
 * @param pick of each photo of the columns: 1 pick, -1 reject, 0 neither
 */
export function burstCovers(bursts: Uint32Array, order: Uint32Array, pick: Int8Array): BurstCovers {
  const count = burstCount(bursts);
  const covers = {
    cover: new Uint32Array(count).fill(noPhoto),
    picks: new Uint32Array(count),
    rejects: new Uint32Array(count),
  };
  for (const photo of order) {
    const burst = at(bursts, photo);
    const decided = pick[photo] ?? 0; // photos that arrived after the decisions were read are undecided
    const isFirstPick = decided === 1 && covers.picks[burst] === 0;
    if (isFirstPick || covers.cover[burst] === noPhoto) covers.cover[burst] = photo;
    if (decided === 1) covers.picks[burst] = at(covers.picks, burst) + 1;
    if (decided === -1) covers.rejects[burst] = at(covers.rejects, burst) + 1;
  }
  return covers;
}

/**
 * The photos of `order` that stand for their burst, in that order: each cover keeps its own place. As `burstCovers` says,
 * in two plain passes: at 50,000 photos it is a part of every move of a slider.
 */
export function coversOf(order: Uint32Array, bursts: Uint32Array, pick: Int8Array): Uint32Array {
  /** Of each burst, one more than its cover; 0 where there is none yet. */
  const covers = new Uint32Array(bursts.length);
  for (let place = 0; place < order.length; place++) {
    const photo = order[place] ?? 0;
    const burst = bursts[photo] ?? 0;
    const cover = covers[burst] ?? 0;
    if (cover === 0 || (pick[photo] === 1 && pick[cover - 1] !== 1)) covers[burst] = photo + 1;
  }
  const shown = new Uint32Array(order.length);
  let count = 0;
  for (let place = 0; place < order.length; place++) {
    const photo = order[place] ?? 0;
    if (covers[bursts[photo] ?? 0] === photo + 1) shown[count++] = photo;
  }
  return shown.slice(0, count);
}

/** All photos of a photo's burst, itself included, in the order of the columns. */
export function burstMates(bursts: Uint32Array, photo: number): number[] {
  const burst = bursts[photo];
  return [...bursts.keys()].filter((other) => bursts[other] === burst);
}
