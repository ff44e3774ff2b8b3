// Colours as light: linear red, green and blue, 0 black to 1 the white of the picture.

export type Light = readonly [red: number, green: number, blue: number];

/** sRGB's transfer function (IEC 61966-2-1), 0..1 to linear light. */
export function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

export function fromLinear(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The light of a colour written as #rrggbb. */
export function light(hex: string): Light {
  const part = (from: number) => toLinear(parseInt(hex.slice(from, from + 2), 16) / 255);
  return [part(1), part(3), part(5)];
}

export const mixed = (a: Light, b: Light, share: number): Light => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
