// Arithmetic on vectors and hashes: dot products, cosines, Hamming distances, percentiles.

type Numbers = ArrayLike<number>;

/**
 * The number at an index; NaN outside the array, so that a wrong index shows instead of passing as zero. Loops over
 * pixels write `values[index] ?? NaN` themselves: what has read every kind of array reads 4 to 14 times slower there.
 */
export function at(values: Numbers, index: number): number {
  return values[index] ?? Number.NaN;
}

/** Dot product of two vectors of one length; throws when the lengths differ. */
export function dot(a: Numbers, b: Numbers): number {
  if (a.length !== b.length) {
    throw new RangeError(`Vectors of ${a.length} and ${b.length} numbers cannot be compared.`);
  }
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

/**
 * Dot product of `length` numbers from two places. Four sums at once: the processor adds them side by side. Indexed directly:
 * `at`, which meets every kind of array, is five times slower here (measured).
 */
export function dotAt(
  a: Float32Array,
  fromA: number,
  b: Float32Array,
  fromB: number,
  length: number,
): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = length - (length % 4);
  let i = fromA;
  let j = fromB;
  for (const end = fromA + whole; i < end; i += 4, j += 4) {
    s0 += (a[i] ?? NaN) * (b[j] ?? NaN);
    s1 += (a[i + 1] ?? NaN) * (b[j + 1] ?? NaN);
    s2 += (a[i + 2] ?? NaN) * (b[j + 2] ?? NaN);
    s3 += (a[i + 3] ?? NaN) * (b[j + 3] ?? NaN);
  }
  for (const end = fromA + length; i < end; i++, j++) s0 += (a[i] ?? NaN) * (b[j] ?? NaN);
  return s0 + s1 + (s2 + s3);
}

/**
 * Dot products of `length` numbers from one place with each of the rows that lie one after the other: to the bit what `dotAt`
 * gives, in two thirds of the time (measured), because two rows share each number that is read.
 */
export function dotsAt(
  a: Float32Array,
  fromA: number,
  rows: Float32Array,
  length: number,
  into: Float64Array,
): void {
  const paired = into.length - (into.length % 2);
  for (let row = 0; row < paired; row += 2) twoDots(a, fromA, rows, row, length, into);
  if (paired < into.length) into[paired] = dotAt(a, fromA, rows, paired * length, length);
}

/** As `dotAt`, with the row of a number and the one after it. */
function twoDots(
  a: Float32Array,
  fromA: number,
  rows: Float32Array,
  row: number,
  length: number,
  into: Float64Array,
): void {
  let [s0, s1, s2, s3, t0, t1, t2, t3] = [0, 0, 0, 0, 0, 0, 0, 0];
  const whole = length - (length % 4);
  let i = fromA;
  let j = row * length;
  let k = j + length;
  for (const end = fromA + whole; i < end; i += 4, j += 4, k += 4) {
    const v0 = a[i] ?? NaN;
    const v1 = a[i + 1] ?? NaN;
    const v2 = a[i + 2] ?? NaN;
    const v3 = a[i + 3] ?? NaN;
    s0 += v0 * (rows[j] ?? NaN);
    s1 += v1 * (rows[j + 1] ?? NaN);
    s2 += v2 * (rows[j + 2] ?? NaN);
    s3 += v3 * (rows[j + 3] ?? NaN);
    t0 += v0 * (rows[k] ?? NaN);
    t1 += v1 * (rows[k + 1] ?? NaN);
    t2 += v2 * (rows[k + 2] ?? NaN);
    t3 += v3 * (rows[k + 3] ?? NaN);
  }
  for (const end = fromA + length; i < end; i++, j++, k++) {
    s0 += (a[i] ?? NaN) * (rows[j] ?? NaN);
    t0 += (a[i] ?? NaN) * (rows[k] ?? NaN);
  }
  into[row] = s0 + s1 + (s2 + s3);
  into[row + 1] = t0 + t1 + (t2 + t3);
}

/** Cosine similarity, -1 to 1; 0 when either vector has no length. */
export function cosine(a: Numbers, b: Numbers): number {
  const length = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  if (length === 0) return 0;
  return Math.max(-1, Math.min(1, dot(a, b) / length));
}

/** A copy of length 1; a vector of zeros stays zeros. */
export function l2Normalise(vector: Numbers): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  const unit = Float32Array.from(vector);
  if (length === 0) return unit;
  for (let i = 0; i < unit.length; i++) unit[i] = at(vector, i) / length;
  return unit;
}

/** Probabilities, sum 1, of scores that are logarithms of odds; also of scores of hundreds. All NaN where one is. */
export function softmax(scores: Numbers): Float64Array {
  const all = Float64Array.from(scores);
  const highest = all.reduce((most, score) => (score > most ? score : most), -Infinity);
  const powers = all.map((score) => Math.exp(score - highest)); // large scores would overflow
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Number of ones in the lowest 32 bits. */
export function popcount32(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Number of differing bits, 0 to 64. For many pairs use `hashWords` and `hammingAt`: no big integers. */
export function hammingDistance(a: bigint, b: bigint): number {
  const difference = BigInt.asUintN(64, a ^ b);
  return (
    popcount32(Number(difference & 0xffff_ffffn) | 0) + popcount32(Number(difference >> 32n) | 0)
  );
}

/** The same hashes as pairs of 32-bit words, without copying. */
export function hashWords(hashes: BigUint64Array): Uint32Array {
  return new Uint32Array(hashes.buffer, hashes.byteOffset, hashes.length * 2);
}

/** Hamming distance of two entries of `hashWords`, 0 to 64. */
export function hammingAt(words: Uint32Array, i: number, j: number): number {
  return (
    popcount32(at(words, 2 * i) ^ at(words, 2 * j)) +
    popcount32(at(words, 2 * i + 1) ^ at(words, 2 * j + 1))
  );
}

/** The finite values, smallest first. */
export function sortedKnown(values: Numbers): Float64Array {
  const known = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = at(values, i);
    if (Number.isFinite(value)) known[count++] = value;
  }
  return known.subarray(0, count).sort();
}

/**
 * A percentile (0 to 100) of values sorted ascending, interpolated between neighbours
 * (position percent / 100 * (n - 1), as NumPy's default); NaN of no values.
 */
export function percentile(sorted: Numbers, percent: number): number {
  const position = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const low = at(sorted, below);
  const high = at(sorted, Math.min(below + 1, sorted.length - 1));
  // Weighting both ends keeps huge spans finite; the clamp undoes the last digit's rounding.
  const mixed = low * (1 - (position - below)) + high * (position - below);
  return Math.max(low, Math.min(high, mixed));
}
