// Which frames of a shoot are judged blind: some of every part of the order, more of where keepers are likely.

/** Parts of the order, best first, up to these shares of it. */
const upTo = [0.1, 0.25, 0.5, 1] as const;
/**
 * Frames of each part, `mostFrames` in all: those at the top are fewer photos and hold more keepers, so that each counts for less; those at the
 * bottom tell what an album loses (Neyman 1934, by the spread of keepers that simulated shoots have: test/golden/prove.ts).
 */
const framesOfPart: readonly number[] = [10, 13, 17, 20];

const mostFrames = framesOfPart.reduce((sum, frames) => sum + frames, 0);

/** Fewer photos are looked at one by one sooner than they are proved. */
export const fewestToProve = 20;

export type Stratum = {
  /** Places from 0, the first of the part and the first beyond it. */
  readonly from: number;
  readonly to: number;
  /** How many of its photos are judged. */
  readonly frames: number;
};

/** The parts of an order of so many photos, without empty ones. */
export function strataOf(photos: number): Stratum[] {
  let from = 0;
  const parts = upTo.flatMap((share, part) => {
    const to = Math.round(share * photos);
    const stratum = { from, to, frames: Math.min(framesOfPart[part] ?? 0, to - from) };
    from = to;
    return stratum.to > stratum.from ? [stratum] : [];
  });
  // Of a small shoot a part has fewer photos than frames are wanted: the parts below make up for it.
  let left = mostFrames - parts.reduce((sum, { frames }) => sum + frames, 0);
  return parts
    .toReversed()
    .map((part) => {
      const more = Math.min(left, part.to - part.from - part.frames);
      left -= more;
      return { ...part, frames: part.frames + more };
    })
    .reverse();
}

/**
 * Places of an order, from 0, drawn without replacement in every part and shuffled: neither what is shown nor when tells how a
 * photo was ranked.
 * @param random gives numbers from 0 to below 1
 */
export function drawFrames(photos: number, random: () => number): number[] {
  const drawn = strataOf(photos).flatMap(({ from, to, frames }) =>
    shuffled(
      Array.from({ length: to - from }, (_, i) => from + i),
      random,
    ).slice(0, frames),
  );
  return shuffled(drawn, random);
}

/** Fisher and Yates. */
function shuffled(values: readonly number[], random: () => number): number[] {
  const all = [...values];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = all[other] ?? 0;
    all[other] = all[last] ?? 0;
    all[last] = moved;
  }
  return all;
}
