// Sorting of photos by a number, fast enough for every move of a slider.

// Read in place, not by a shared function: one that meets every kind of array is several times slower.

/** From so many values on, few passes over many buckets beat many passes over few (measured). */
const wideFrom = 16384;

/**
 * Sorts indices by their value, highest first. Stable: equal values keep the order in which `indices`
 * gives them, so breaking ties costs nothing. NaN counts as the lowest. Neither input is changed.
 */
export function sortDescending(values: Float64Array, indices: Uint32Array): Uint32Array {
  const bytes = sortKeys(values);
  const keys = indices.length < wideFrom ? bytes : new Uint16Array(bytes.buffer);
  const digits = 8 / keys.BYTES_PER_ELEMENT;
  let from: Uint32Array = indices.slice();
  let to: Uint32Array = new Uint32Array(indices.length);
  const starts = new Uint32Array(256 ** keys.BYTES_PER_ELEMENT);
  for (let digit = 0; digit < digits; digit++) {
    if (!countDigits(keys, digits, digit, from, starts)) continue;
    for (let i = 0; i < from.length; i++) {
      const index = from[i] ?? 0;
      const bucket = keys[digits * index + digit] ?? 0;
      const place = starts[bucket] ?? 0;
      to[place] = index;
      starts[bucket] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Fills in where each bucket starts; false when all fall into one and the pass would change nothing. */
function countDigits(
  keys: Uint8Array | Uint16Array,
  digits: number,
  digit: number,
  indices: Uint32Array,
  starts: Uint32Array,
): boolean {
  starts.fill(0);
  for (let i = 0; i < indices.length; i++) {
    const bucket = keys[digits * (indices[i] ?? 0) + digit] ?? 0;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  }
  let start = 0;
  for (let bucket = 0; bucket < starts.length; bucket++) {
    const size = starts[bucket] ?? 0;
    if (size === indices.length) return false;
    starts[bucket] = start;
    start += size;
  }
  return true;
}

/**
 * Eight bytes a value, lowest first, whose order as whole numbers is the values' order reversed:
 * the bits of a positive double grow with it, those of a negative one against it.
 * Relies on little-endian memory, as every platform with the product's native packages is.
 */
function sortKeys(values: Float64Array): Uint8Array<ArrayBuffer> {
  const copy = values.map((value) => (Number.isNaN(value) ? -Infinity : value + 0)); // -0 becomes 0
  const words = new Uint32Array(copy.buffer);
  for (let high = 1; high < words.length; high += 2) {
    const bits = words[high] ?? 0;
    if (bits >= 0x80000000) continue;
    words[high] = ~bits & 0x7fffffff;
    words[high - 1] = ~(words[high - 1] ?? 0);
  }
  return new Uint8Array(copy.buffer);
}
