// Owns the perceptual hash: 64 bits that stay nearly the same when a photo is resized, re-saved or brightened.

// A frequency hash: the photo shrunk to 32x32, its 64 lowest frequencies (without the mean, which is only brightness),
// one bit each for lying above their median. Two choices were made by measurement (test/golden/duplicates.ts): the 64
// with the lowest sum of both frequencies change less between neighbouring frames than the usual 8x8 square, and the
// square root of luma keeps one bright sky or lamp from deciding, so that unrelated photos lie further apart. Gradient
// hashes did worse on both.

const SIDE = 32;
const BITS = 64;

/** Coefficients are whole multiples of this, so that rounding errors of a flat or mirrored photo are no detail. */
const RESOLUTION = 1 / 1024;

/** The (across, down) frequencies in the order of their bits: by their sum, then across. */
const frequencies = lowestFrequencies();
const highestFrequency = Math.max(...frequencies.flat());
const cosines = cosineTable(highestFrequency + 1);

/**
 * 64-bit perceptual hash; photos alike differ in few bits, unrelated ones in about 32.
 * @param luma 8-bit luma, row by row, `widthPx * heightPx` long, any size from 1x1
 */
export function perceptualHash(luma: Uint8Array, widthPx: number, heightPx: number): bigint {
  const coefficients = transform(shrink(luma, widthPx, heightPx));
  const threshold = median(coefficients);
  let hash = 0n;
  for (const coefficient of coefficients) {
    hash = (hash << 1n) | (coefficient > threshold ? 1n : 0n);
  }
  return hash;
}

function lowestFrequencies(): (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  for (let across = 0; across < SIDE; across++) {
    for (let down = 0; down < SIDE; down++) all.push([across, down]);
  }
  all.sort(([a, b], [c, d]) => a + b - (c + d) || a - c);
  return all.slice(1, BITS + 1);
}

/** Row `f` holds the f-th orthonormal cosine (DCT-II) at the 32 positions. */
function cosineTable(rows: number): Float64Array {
  const table = new Float64Array(rows * SIDE);
  for (let f = 0; f < rows; f++) {
    const scale = Math.sqrt((f === 0 ? 1 : 2) / SIDE);
    for (let i = 0; i < SIDE; i++) {
      table[f * SIDE + i] = scale * Math.cos((Math.PI * f * (2 * i + 1)) / (2 * SIDE));
    }
  }
  return table;
}

/** Square root of the mean of the exact area each of 32x32 cells covers, pixels at its edge counting in part. */
function shrink(luma: Uint8Array, widthPx: number, heightPx: number): Float64Array {
  const rows = new Float64Array(SIDE * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let cell = 0; cell < SIDE; cell++) {
      rows[y * SIDE + cell] = cellMean(luma, y * widthPx, 1, widthPx, cell);
    }
  }
  const cells = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < cells.length; i++) {
    cells[i] = Math.sqrt(cellMean(rows, i % SIDE, SIDE, heightPx, Math.floor(i / SIDE)));
  }
  return cells;
}

/** Mean of the `cell`-th 32nd of a line of `length` values that starts at `start`, `step` apart. */
function cellMean(
  values: Uint8Array | Float64Array,
  start: number,
  step: number,
  length: number,
  cell: number,
): number {
  const from = (cell * length) / SIDE;
  const to = ((cell + 1) * length) / SIDE;
  let sum = 0;
  for (let i = Math.floor(from); i < to; i++) {
    const share = Math.min(i + 1, to) - Math.max(i, from);
    sum += share * (values[start + i * step] ?? 0);
  }
  return sum / (to - from);
}

function transform(cells: Float64Array): Float64Array {
  const across = new Float64Array((highestFrequency + 1) * SIDE);
  for (let f = 0; f <= highestFrequency; f++) {
    for (let y = 0; y < SIDE; y++) across[f * SIDE + y] = dot(cells, y * SIDE, cosines, f * SIDE);
  }
  return Float64Array.from(frequencies, ([u, v]) => {
    const coefficient = dot(across, u * SIDE, cosines, v * SIDE);
    return Math.round(coefficient / RESOLUTION) * RESOLUTION;
  });
}

function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number): number {
  let sum = 0;
  for (let i = 0; i < SIDE; i++) sum += (a[fromA + i] ?? 0) * (b[fromB + i] ?? 0);
  return sum;
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  return ((sorted[BITS / 2 - 1] ?? 0) + (sorted[BITS / 2] ?? 0)) / 2;
}
