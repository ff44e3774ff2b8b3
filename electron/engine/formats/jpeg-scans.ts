// Whether a JPEG without an end mark holds every scan: one that was cut between two looks whole to a decoder, only coarser.

const progressiveFrame = 0xc2;
const startOfScan = 0xda;
const coefficients = 64;

/** True for every JPEG that is not progressive: there the decoder itself misses what is missing. */
export function holdsAllScans(bytes: Buffer): boolean {
  let left: Map<number, Set<number>> | null = null;
  for (const { marker, start } of segments(bytes)) {
    if (marker === progressiveFrame) left = componentsOf(bytes, start);
    if (marker === startOfScan && left) takeScan(bytes, start, left);
  }
  return left === null || [...left.values()].every((waiting) => waiting.size === 0);
}

/** Closed by an end mark, which the decoder meets too early where pixels are missing as well. */
export function withEnd(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from([0xff, 0xd9])]);
}

/** Of each component the coefficients that have not come in full precision. */
function componentsOf(bytes: Buffer, start: number): Map<number, Set<number>> {
  const count = bytes[start + 5] ?? 0;
  const all = () => new Set(Array.from({ length: coefficients }, (_, i) => i));
  return new Map(Array.from({ length: count }, (_, i) => [bytes[start + 6 + 3 * i] ?? 0, all()]));
}

function takeScan(bytes: Buffer, start: number, left: Map<number, Set<number>>): void {
  const count = bytes[start] ?? 0;
  const [first = 0, last = 0, bits = 0] = bytes.subarray(start + 1 + 2 * count);
  const missingBits = bits & 15;
  if (missingBits > 0) return; // later scans refine it
  for (let i = 0; i < count; i += 1) {
    const waiting = left.get(bytes[start + 1 + 2 * i] ?? 0);
    for (let one = first; one <= last; one += 1) waiting?.delete(one);
  }
}

/** The segments outside the compressed pixels; `start` is where a segment's content begins. */
function* segments(bytes: Buffer): Generator<{ readonly marker: number; readonly start: number }> {
  let at = 2;
  while (at >= 0 && at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    const isPixels = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd9);
    if (bytes[at] !== 0xff || isPixels) {
      at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
      continue;
    }
    yield { marker, start: at + 4 };
    at = bytes.indexOf(0xff, at + 2 + bytes.readUInt16BE(at + 2));
  }
}
