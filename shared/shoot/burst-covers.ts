// Which photo stands for its burst: the user's pick, or else the best; and which bursts hold a pick.

import { indicesWhere } from '../arithmetic/choosing.ts';
import { burstBest, type CopyColumns } from '../bursts/burst-best.ts';
import { at } from '../arithmetic/vectors.ts';

export type InBursts = {
  /** Burst of each photo. */
  readonly bursts: Uint32Array;
  /** The ranked photos, the frames of each burst in the order in which one would keep them. */
  readonly kept: Uint32Array;
  readonly columns: CopyColumns;
};

/**
 * The photos of `order` that stand for their burst, in that order: each cover keeps its own place. The cover is the best pick in
 * the order; of a burst without a pick the frame that one would keep. A frame that the user chose is never hidden behind another.
 * @param pick of each photo of the columns: 1 pick, -1 reject, 0 neither
 */
export function coversOf(
  order: Uint32Array,
  { bursts, kept, columns }: InBursts,
  pick: Int8Array,
): Uint32Array {
  // Plain passes over arrays: at 50,000 photos this is a part of every move of a slider.
  const isIn = new Uint8Array(bursts.length);
  for (let place = 0; place < order.length; place++) isIn[order[place] ?? 0] = 1;
  const covers = burstBest(
    bursts,
    indicesWhere(kept, (photo) => isIn[photo] === 1),
    columns,
  );
  const isPicked = new Uint8Array(covers.length);
  for (let place = 0; place < order.length; place++) {
    const photo = order[place] ?? 0;
    const burst = bursts[photo] ?? 0;
    if (pick[photo] !== 1 || isPicked[burst] === 1) continue;
    isPicked[burst] = 1;
    covers[burst] = photo;
  }
  return indicesWhere(order, (photo) => covers[bursts[photo] ?? 0] === photo);
}

/**
 * `shown` with a burst open: where its cover stood come all its frames that pass the filters, as they were taken. Where none is
 * shown nothing changes.
 * @param passed the photos that pass the filters, in any order
 * @param ties the order in which photos were taken
 */
export function withBurstOpen(
  shown: Uint32Array,
  passed: Uint32Array,
  burst: number,
  { bursts, ties }: { readonly bursts: Uint32Array; readonly ties: Uint32Array },
): Uint32Array {
  const isOf = (photo: number) => bursts[photo] === burst;
  const place = shown.findIndex(isOf);
  if (place < 0) return shown;
  const frames = new Set(indicesWhere(passed, isOf));
  const asTaken = indicesWhere(ties, (photo) => frames.has(photo));
  const others = indicesWhere(shown.subarray(place), (photo) => !frames.has(photo));
  return Uint32Array.from([...shown.subarray(0, place), ...asTaken, ...others]);
}

/** All frames of a burst, as they were taken: `ties` has all photos in that order. */
export function framesAsTaken(
  burst: number | undefined,
  bursts: Uint32Array,
  ties: Uint32Array,
): Uint32Array {
  return indicesWhere(ties, (photo) => bursts[photo] === burst);
}

/** How many photos of each burst are picked. */
export function picksOf(bursts: Uint32Array, pick: Int8Array): Uint32Array {
  const picks = new Uint32Array(bursts.length);
  bursts.forEach((burst, photo) => {
    if (pick[photo] === 1) picks[burst] = at(picks, burst) + 1;
  });
  return picks;
}

/** All photos of a photo's burst, itself included, in the order of the columns. */
export function burstMates(bursts: Uint32Array, photo: number): number[] {
  const burst = bursts[photo];
  return [...bursts.keys()].filter((other) => bursts[other] === burst);
}
