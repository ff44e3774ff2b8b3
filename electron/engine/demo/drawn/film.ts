// From light to the pixels of a file: exposure, the curve of a camera, a darker rim, and grain.

import type { Raster } from '../../../../shared/photo.ts';
import type { Canvas } from './canvas.ts';
import { fromLinear } from './colours.ts';
import { speck } from './noise.ts';

const LEVELS = 4096;
/** Light beyond which everything is white. */
const WHITE = 4;

/** A camera's curve: straight in the shadows, softly bent towards white. */
function curve(value: number): number {
  const bent = value < 0.5 ? value : 0.5 + 0.5 * (1 - Math.exp(-(value - 0.5) / 0.5));
  return fromLinear(Math.min(1, bent * 1.04));
}

const toneCurve: Float32Array = Float32Array.from(
  { length: LEVELS + 1 },
  (_, i) => 255 * curve((i / LEVELS) * WHITE),
);

/** @param stops more or less light than is right */
export function developed({ widthPx, heightPx, data }: Canvas, stops: number): Raster {
  const pixels = new Uint8Array(data.length);
  const gain = (2 ** stops * LEVELS) / WHITE;
  for (let y = 0; y < heightPx; y += 1) {
    const dy = (y / heightPx - 0.5) * 1.1;
    for (let x = 0; x < widthPx; x += 1) {
      const dx = (x / widthPx - 0.5) * 1.3;
      const fall = gain * (1 - 0.22 * (dx * dx + dy * dy));
      const at = 3 * (y * widthPx + x);
      for (let i = at; i < at + 3; i += 1) {
        const level = Math.min(LEVELS, (data[i] ?? 0) * fall);
        pixels[i] = (toneCurve[level | 0] ?? 0) + 0.5;
      }
    }
  }
  return { widthPx, heightPx, data: pixels };
}

/** As a camera sharpens its JPEGs: of what a pixel differs from its four neighbours, so much more. */
const SHARPENED = 0.55;

/** The picture a little crisper; its rim stays. */
export function sharpened({ widthPx, heightPx, data }: Raster): Raster {
  const crisp = new Uint8ClampedArray(data);
  const row = 3 * widthPx;
  for (let y = 1; y < heightPx - 1; y += 1) {
    for (let i = y * row + 3; i < (y + 1) * row - 3; i += 1) {
      const own = data[i] ?? 0;
      const beside = (data[i - 3] ?? 0) + (data[i + 3] ?? 0);
      const mean = (beside + (data[i - row] ?? 0) + (data[i + row] ?? 0)) / 4;
      crisp[i] = own + SHARPENED * (own - mean);
    }
  }
  return { widthPx, heightPx, data: new Uint8Array(crisp.buffer) };
}

const TILE = 256;
const grainTile: Float32Array = Float32Array.from({ length: TILE * TILE }, (_, i) => {
  const [x, y] = [i % TILE, Math.floor(i / TILE)];
  return speck(x, y, 11) + speck(x, y, 12) + speck(x, y, 13) - 1.5;
});

/** Noise of a sensor, in levels (about its standard deviation times 2); the same for the same seed. */
export function grained(raster: Raster, levels: number, seed: number): Raster {
  const { widthPx, heightPx, data } = raster;
  const [shiftX, shiftY] = [Math.floor(speck(seed, 1) * TILE), Math.floor(speck(seed, 2) * TILE)];
  for (let y = 0; y < heightPx; y += 1) {
    const row = ((y + shiftY) & (TILE - 1)) * TILE;
    for (let x = 0; x < widthPx; x += 1) {
      const noise = (grainTile[row + ((x + shiftX) & (TILE - 1))] ?? 0) * levels;
      const at = 3 * (y * widthPx + x);
      for (let i = at; i < at + 3; i += 1) {
        const value = (data[i] ?? 0) + noise;
        data[i] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
      }
    }
  }
  return raster;
}
