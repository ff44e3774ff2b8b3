// Colours as CIELab: equal steps in it look about equal, and lightness is apart from the colour itself.

import { decodeSrgb } from '../../formats/colour/srgb.ts';

export type Lab = readonly [lightness: number, a: number, b: number];

/** Linear light of each of 256 levels. */
const linear = Float64Array.from({ length: 256 }, (_, level) => decodeSrgb(level / 255));

/** sRGB's primaries (IEC 61966-2-1), each row over what white (D65) has of it. */
const toXyz = [
  [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
  [0.2126, 0.7152, 0.0722],
  [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
] as const;

/** CIE 15: the cube root, and a straight line near black. */
function response(value: number): number {
  return value > (6 / 29) ** 3 ? Math.cbrt(value) : (value * (29 / 6) ** 2) / 3 + 4 / 29;
}

/** Of 8-bit sRGB: lightness 0 to 100, a and b about -110 to 110. */
export function labOf(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear[red] ?? NaN, linear[green] ?? NaN, linear[blue] ?? NaN];
  const [x, y, z] = toXyz.map(([fromR, fromG, fromB]) =>
    response(fromR * r + fromG * g + fromB * b),
  );
  if (x === undefined || y === undefined || z === undefined) throw new Error('No such colour.');
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
