// Random choices that are the same on every machine: each input of a run follows from its name alone.

export type Random = {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
};

/** Mulberry32, begun with FNV-1a of the name. */
export function randomOf(name: string): Random {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(name)) state = Math.imul(state ^ byte, 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (below) => Math.floor(next() * below),
    pick(list) {
      const [first] = list;
      if (first === undefined) throw new Error('There is nothing to pick from.');
      return list[Math.floor(next() * list.length)] ?? first;
    },
    chance: (share) => next() < share,
  };
}
