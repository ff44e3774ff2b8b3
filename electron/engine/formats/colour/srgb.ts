// The transfer of sRGB (IEC 61966-2-1).

/** Linear light 0..1 to 0..255; what lies outside is cut off. */
export function encodeSrgb(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}

/** 0..1 to linear light. */
export function decodeSrgb(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
