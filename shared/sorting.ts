// Sorting of photos by a number, fast enough for every move of a slider.

import { at } from './vectors.ts';

const digits = 4; // of 16 bits: a double
const buckets = 65536;

/**
 * Sorts indices by their value, highest first. Stable: equal values keep the order in which `indices`
 * gives them, so breaking ties costs nothing. NaN counts as the lowest. Neither input is changed.
 */
export function sortDescending(values: Float64Array, indices: Uint32Array): Uint32Array {
  const keys = sortKeys(values);
  let from: Uint32Array = indices.slice();
  let to: Uint32Array = new Uint32Array(indices.length);
  const starts = new Uint32Array(buckets);
  for (let digit = 0; digit < digits; digit++) {
    if (!countDigits(keys, from, digit, starts)) continue;
    for (let i = 0; i < from.length; i++) {
      const index = at(from, i);
      const bucket = at(keys, digits * index + digit);
      const place = at(starts, bucket);
      to[place] = index;
      starts[bucket] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Fills in where each bucket starts; false when all fall into one and the pass would change nothing. */
function countDigits(
  keys: Uint16Array,
  indices: Uint32Array,
  digit: number,
  starts: Uint32Array,
): boolean {
  starts.fill(0);
  for (let i = 0; i < indices.length; i++) {
    const bucket = at(keys, digits * at(indices, i) + digit);
    starts[bucket] = at(starts, bucket) + 1;
  }
  let start = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const size = at(starts, bucket);
    if (size === indices.length) return false;
    starts[bucket] = start;
    start += size;
  }
  return true;
}

/**
 * Four 16-bit digits a value, lowest digit first, whose order as whole numbers is the values' order reversed:
 * the bits of a positive double grow with it, those of a negative one against it.
 * Relies on little-endian memory, as every platform with the product's native packages is.
 */
function sortKeys(values: Float64Array): Uint16Array {
  const copy = values.map((value) => (Number.isNaN(value) ? -Infinity : value + 0)); // -0 becomes 0
  const words = new Uint32Array(copy.buffer);
  for (let high = 1; high < words.length; high += 2) {
    const bits = at(words, high);
    if (bits >= 0x80000000) continue;
    words[high] = ~bits & 0x7fffffff;
    words[high - 1] = ~at(words, high - 1);
  }
  return new Uint16Array(copy.buffer);
}
