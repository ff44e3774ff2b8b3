// The transfer of sRGB (IEC 61966-2-1).

/** Linear light 0..1 to 0..255; what lies outside is cut off. */
export function encodeSrgb(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}
