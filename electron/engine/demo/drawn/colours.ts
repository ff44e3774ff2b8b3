// Colours as light: linear red, green and blue, 0 black to 1 the white of the picture.

import { decodeSrgb } from '../../formats/colour/srgb.ts';

export type Light = readonly [red: number, green: number, blue: number];

/** Linear light to sRGB, neither cut off nor rounded. */
export function fromLinear(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The light of a colour written as #rrggbb. */
export function light(hex: string): Light {
  const part = (from: number) => decodeSrgb(parseInt(hex.slice(from, from + 2), 16) / 255);
  return [part(1), part(3), part(5)];
}

export const mixed = (a: Light, b: Light, share: number): Light => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
