// Finds the nearest of many 64-bit hashes within a few bits, exactly and without comparing all of them.

import { at, hammingAt, popcount32 } from '../arithmetic/vectors.ts';

const bands = 4; // of 16 bits
const bandSize = 65536;
const none = -1;
/** Looking at a hash in passing costs about a third of looking up a bucket (measured). */
const scanAdvantage = 3;

export type HashIndex = {
  /** Adds a hash by its index in the words; one that is already there under another index is not added again. */
  readonly add: (index: number) => void;
  /** The nearest added hash within the limit, the first added of equals; undefined when there is none. */
  readonly nearest: (index: number) => number | undefined;
};

/**
 * Multi-index hashing (Norouzi, Punjani, Fleet 2012): hashes within d bits agree to within floor(d / 4) bits in
 * at least one of four 16-bit bands, so looking up the neighbours of each band misses nothing.
 * `words` are the hashes as `hashWords` gives them, `maxBits` is d.
 */
export function hashIndex(words: Uint32Array, maxBits: number): HashIndex {
  const flips = flipsWithin(Math.floor(maxBits / bands));
  const heads = new Int32Array(bands * bandSize).fill(none);
  const tails = new Int32Array(bands * bandSize).fill(none);
  const next = new Int32Array((words.length / 2) * bands).fill(none);
  const added: number[] = [];
  const order = new Int32Array(words.length / 2).fill(none);

  const add = (index: number) => {
    if (hasEqual(index)) return;
    order[index] = added.length;
    added.push(index);
    for (let band = 0; band < bands; band++) {
      const bucket = band * bandSize + bandOf(words, index, band);
      const tail = at(tails, bucket);
      if (tail === none) heads[bucket] = index;
      else next[tail * bands + band] = index;
      tails[bucket] = index;
    }
  };

  const hasEqual = (index: number) => {
    let other = at(heads, bandOf(words, index, 0));
    while (other !== none && hammingAt(words, index, other) > 0) other = at(next, other * bands);
    return other !== none;
  };

  const nearest = (index: number) => {
    let best: number | undefined;
    let bestBits = maxBits + 1;
    const consider = (other: number) => {
      const bits = hammingAt(words, index, other);
      const earlier = best === undefined || at(order, other) < at(order, best);
      if (bits < bestBits || (bits === bestBits && bits <= maxBits && earlier)) {
        best = other;
        bestBits = bits;
      }
    };
    if (flips.length * bands * scanAdvantage >= added.length) {
      added.forEach(consider); // few hashes or a wide search: looking at all is quicker and as exact
      return best;
    }
    for (let band = 0; band < bands; band++) {
      const value = bandOf(words, index, band);
      for (const flip of flips) {
        let other = at(heads, band * bandSize + (value ^ flip));
        for (; other !== none; other = at(next, other * bands + band)) consider(other);
      }
    }
    return best;
  };
  return { add, nearest };
}

function bandOf(words: Uint32Array, index: number, band: number): number {
  return (at(words, 2 * index + (band >> 1)) >>> (16 * (band & 1))) & 0xffff;
}

/** Every 16-bit pattern of at most that many ones. */
function flipsWithin(ones: number): readonly number[] {
  const all = Array.from({ length: bandSize }, (_, pattern) => pattern);
  return all.filter((pattern) => popcount32(pattern) <= ones);
}
