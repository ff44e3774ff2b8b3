// Floats of 16 bits (IEEE 754 binary16), in which the packages keep most weights.

const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/** The number that 16 bits stand for. */
export function floatOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Bits of the nearest smaller 16-bit float: exact where there is one for the number. */
function halfOf(value: number): number {
  floats[0] = value;
  const [whole = 0] = bits;
  const sign = (whole >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (size < 2 ** -14) return sign | Math.floor(size * 2 ** 24);
  const exponent = ((whole >>> 23) & 0xff) - 112;
  return sign | (exponent << 10) | ((whole >>> 13) & 0x3ff);
}

/** The numbers in 16 bits each, or null where those do not hold one of them exactly. */
export function halvesOf(values: Float32Array): Uint16Array | null {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!(Math.abs(value) < 65_536)) return null;
    const half = halfOf(value);
    if (!Object.is(floatOf(half), value)) return null;
    halves[i] = half;
  }
  return halves;
}
