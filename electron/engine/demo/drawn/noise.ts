// Chance that is the same every time: numbers from a seed, and smooth noise over a plane.

/** Numbers 0..1 from a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** 0..1 for whole numbers, without any likeness between neighbours. */
export function speck(x: number, y: number, seed = 0): number {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** 0..1, smooth, a hill or a dale about every unit. */
export function hills(x: number, y: number, seed = 0): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const [sx, sy] = [right * right * (3 - 2 * right), down * down * (3 - 2 * down)];
  const above = speck(left, top, seed) * (1 - sx) + speck(left + 1, top, seed) * sx;
  const below = speck(left, top + 1, seed) * (1 - sx) + speck(left + 1, top + 1, seed) * sx;
  return above * (1 - sy) + below * sy;
}
