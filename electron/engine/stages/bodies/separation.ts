// Whether the subject is sharper than what surrounds it: what a photographer opens the aperture and pans for.

import type { Box, Raster } from '../../../../shared/photo.ts';
import { lumaOfRaster } from '../pixels/luma.ts';
import { ramp } from './places.ts';

/** Sums of squared Laplacians of luma, so that the detail of any rectangle costs four look-ups. */
export type Detail = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** (widthPx + 1) x (heightPx + 1) sums of all above and to the left. */
  readonly sums: Float64Array;
};

/** The box is a body's: its sides show background too, so detail is taken from its middle, and a rim is left out around. */
const INNER_ACROSS = 0.15;
const INNER_DOWN = 0.05;
const RIM = 0.1;

/** From as much detail as 0.6 of the surroundings' (a panned camera, a sharp crowd behind) to over three times. */
const SOFTER = -0.5;
const SHARPER = 1.2;

export function detailOf(raster: Raster): Detail {
  const { widthPx, heightPx } = raster;
  const luma = lumaOfRaster(raster);
  const sums = new Float64Array((widthPx + 1) * (heightPx + 1));
  for (let y = 0; y < heightPx; y++) {
    let row = 0;
    for (let x = 0; x < widthPx; x++) {
      const response = laplacian(luma, widthPx, heightPx, x, y);
      row += response * response;
      const below = (y + 1) * (widthPx + 1) + x + 1;
      sums[below] = (sums[below - widthPx - 1] ?? 0) + row;
    }
  }
  return { widthPx, heightPx, sums };
}

/** Zero at the edge of the picture, which is no detail of it. */
function laplacian(luma: Uint8Array, width: number, height: number, x: number, y: number): number {
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return 0;
  const at = y * width + x;
  const around =
    (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - width] ?? 0) + (luma[at + width] ?? 0);
  return 4 * (luma[at] ?? 0) - around;
}

type Sum = { readonly energy: number; readonly pixels: number };

function sumIn({ widthPx, heightPx, sums }: Detail, box: Box): Sum {
  const edge = (share: number, sidePx: number) =>
    Math.min(Math.max(Math.round(share * sidePx), 0), sidePx);
  const [left, right] = [edge(box.x, widthPx), edge(box.x + box.width, widthPx)];
  const [top, bottom] = [edge(box.y, heightPx), edge(box.y + box.height, heightPx)];
  const at = (x: number, y: number) => sums[y * (widthPx + 1) + x] ?? 0;
  const energy = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
  return { energy, pixels: Math.max(right - left, 0) * Math.max(bottom - top, 0) };
}

function grown({ x, y, width, height }: Box, across: number, down: number): Box {
  return {
    x: x - across * width,
    y: y - down * height,
    width: width * (1 + 2 * across),
    height: height * (1 + 2 * down),
  };
}

/**
 * 0 (softer than the rest) to 1 (clearly sharper); null where nothing surrounds the box or there is no detail to compare.
 */
export function separation(detail: Detail, box: Box): number | null {
  const inner = sumIn(detail, grown(box, -INNER_ACROSS, -INNER_DOWN));
  const all = sumIn(detail, { x: 0, y: 0, width: 1, height: 1 });
  const kept = sumIn(detail, grown(box, RIM, RIM));
  const outer = { energy: all.energy - kept.energy, pixels: all.pixels - kept.pixels };
  if (inner.pixels === 0 || outer.pixels <= 0) return null;
  const inside = inner.energy / inner.pixels;
  const outside = outer.energy / outer.pixels;
  if (!(inside > 0) && !(outside > 0)) return null;
  return ramp(Math.log(inside / outside), SOFTER, SHARPER);
}
