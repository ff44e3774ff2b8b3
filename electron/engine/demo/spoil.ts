// What happens to a photo when the camera moves while the shutter is open.

import type { Raster } from '../../../shared/photo.ts';

/** Motion blur: every pixel becomes the mean of the pixels up to `reachPx` away, both ways along a step that is not negative. */
export function moved(raster: Raster, stepX: number, stepY: number, reachPx: number): Raster {
  const reach = Math.round(reachPx / Math.hypot(stepX, stepY));
  return alongLine(raster, stepX, stepY, reach);
}

/**
 * Means along a line through each pixel, of those pixels that are in the frame. Differences of running sums:
 * the reach costs nothing. The step goes down, or to the right.
 */
function alongLine(raster: Raster, stepX: number, stepY: number, reach: number): Raster {
  const { widthPx, heightPx, data } = raster;
  const sums = sumsAlong(raster, stepX, stepY);
  const mean = new Uint8Array(data.length);
  const stride = 3 * (stepY * widthPx + stepX);
  const columns = roomAlong(widthPx, stepX);
  const rows = roomAlong(heightPx, stepY);
  for (let y = 0; y < heightPx; y += 1) {
    const above = rows.back[y] ?? 0;
    const below = rows.on[y] ?? 0;
    for (let x = 0; x < widthPx; x += 1) {
      const ahead = Math.min(reach, columns.on[x] ?? 0, below);
      const room = Math.min(columns.back[x] ?? 0, above);
      const behind = Math.min(reach, room);
      // Where the frame begins within reach, there is no sum before the window to take off.
      const before = room > behind ? (behind + 1) * stride : 0;
      const pixel = 3 * (y * widthPx + x);
      for (let i = pixel; i < pixel + 3; i += 1) {
        const less = before > 0 ? (sums[i - before] ?? 0) : 0;
        mean[i] = Math.round(((sums[i + ahead * stride] ?? 0) - less) / (ahead + behind + 1));
      }
    }
  }
  return { widthPx, heightPx, data: mean };
}

/** For each place along a side, how many steps back and on stay in the frame; no limit to steps of 0. */
function roomAlong(sidePx: number, step: number): { back: Int32Array; on: Int32Array } {
  const steps = (px: number) => (step === 0 ? 0x7fff_ffff : Math.floor(px / step));
  const back = Int32Array.from({ length: sidePx }, (_, at) => steps(at));
  return { back, on: back.toReversed() };
}

/** For every value the sum of all values up to it along the line; at most 255 x the longest side. */
function sumsAlong({ widthPx, heightPx, data }: Raster, stepX: number, stepY: number): Int32Array {
  const sums = Int32Array.from(data);
  const stride = 3 * (stepY * widthPx + stepX);
  for (let y = stepY; y < heightPx; y += 1) {
    for (let i = 3 * (y * widthPx + stepX); i < 3 * (y + 1) * widthPx; i += 1) {
      sums[i] = (sums[i] ?? 0) + (sums[i - stride] ?? 0);
    }
  }
  return sums;
}
