// Owns the formula images of the OpenCV comparison: the same whole-number arithmetic as in opencv.py, so equal bytes.

import type { Raster } from '../../shared/photo.ts';

type Formula = (x: number, y: number, channel: number) => number;

function scrambled(x: number, y: number, channel: number): number {
  let h =
    (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(channel, 2246822519)) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 1274126177) >>> 0;
  return (h ^ (h >>> 16)) & 255;
}

function triangle(value: number, period: number): number {
  return Math.floor((Math.abs((value % period) * 2 - period) * 255) / period);
}

const formulas: Readonly<Record<string, Formula>> = {
  flat: (_x, _y, c) => 90 + 30 * c,
  noise: scrambled,
  ramp: (x, y, c) => (3 * x + 2 * y + 40 * c) & 255,
  checks: (x, y, c) => (((x >> 3) + (y >> 3)) & 1 ? 230 - 20 * c : 20 + 10 * c),
  stripes: (x, y, c) => ((2 * x + 3 * y + c) % 24 < 12 ? 200 : 60),
  soft: (x, y, c) =>
    Math.floor((3 * triangle(x + 2 * y, 128) + triangle(3 * y - x + 64 * c + 1024, 96)) / 4),
  subject: (x, y, c) => (x < 40 && y < 30 ? scrambled(x, y, c) : 120 + (x >> 4) + 5 * c),
  clipped: (x, y, c) => triangle(x + y + 10 * c, 80) * 2 - 128 + (scrambled(x, y, c) >> 4),
};

/** The image of a formula; values outside 0..255 are clamped. Throws on an unknown name. */
export function formulaImage(name: string, widthPx: number, heightPx: number): Raster {
  const formula = formulas[name];
  if (!formula) throw new RangeError(`There is no formula named ${name}.`);
  const data = Uint8Array.from({ length: 3 * widthPx * heightPx }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const value = formula(pixel % widthPx, Math.floor(pixel / widthPx), i % 3);
    return Math.max(0, Math.min(255, value));
  });
  return { widthPx, heightPx, data };
}
