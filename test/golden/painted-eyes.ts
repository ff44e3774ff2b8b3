// Paints over the eyes of a portrait: lids shut, or dark glasses; by the points of the face mesh.

import { lumaOf } from '../../electron/engine/stages/pixels/luma.ts';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import type { FaceMesh } from '../../electron/engine/stages/faces/networks/face-mesh.ts';
import type { Raster } from '../../shared/photo.ts';

/** Upper and lower lid of each eye from corner to corner, by MediaPipe's numbers. */
const EYES = [
  {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  },
  {
    upper: [263, 466, 388, 387, 386, 385, 384, 398, 362],
    lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
  },
] as const;

// How much higher and wider than the eye's outline the paint is: lashes and the crease of the lid lie outside of it.
const OVER = { upper: 2, lower: 1.6, wide: 1.2 } as const;
const LASHES = 0.06; // thickness by the width of the eye

function pointsOf({ points }: FaceMesh, numbers: readonly number[]): readonly Point[] {
  return numbers.flatMap((number) => points[number] ?? []);
}

function copy({ data, widthPx, heightPx }: Raster): Raster {
  return { data: data.slice(), widthPx, heightPx };
}

/** Calls `paint` with every run of pixels in a column whose middles lie in the polygon. */
function columnsIn(
  { widthPx, heightPx }: Raster,
  polygon: readonly Point[],
  paint: (x: number, top: number, bottom: number) => void,
): void {
  const xs = polygon.map(({ x }) => x);
  const [first, last] = [Math.max(Math.floor(Math.min(...xs)), 1), Math.max(...xs)];
  for (let x = first; x <= Math.min(last, widthPx - 2); x++) {
    const crossings = polygon
      .flatMap((a, i) => {
        const b = polygon[(i + 1) % polygon.length] ?? a;
        const at = x + 0.5;
        return a.x > at === b.x > at ? [] : [a.y + ((at - a.x) / (b.x - a.x)) * (b.y - a.y)];
      })
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const top = Math.max(Math.ceil((crossings[i] ?? 0) - 0.5), 1);
      const bottom = Math.min(Math.ceil((crossings[i + 1] ?? 0) - 0.5), heightPx - 1) - 1;
      if (bottom >= top) paint(x, top, bottom);
    }
  }
}

/** The points moved away from the middle of the line between the first and the last, along it and across it. */
function grown(points: readonly Point[], along: number, across: number): readonly Point[] {
  const [from, to] = [points[0], points.at(-1)];
  if (!from || !to) return points;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return points.map(({ x, y }) => {
    const u = (x - middle.x) * unit.x + (y - middle.y) * unit.y;
    const v = (y - middle.y) * unit.x - (x - middle.x) * unit.y;
    const [a, b] = [along * u, across * v];
    return { x: middle.x + a * unit.x - b * unit.y, y: middle.y + a * unit.y + b * unit.x };
  });
}

/** Both lids shut: skin from above the eye to below it, and the lashes where the lower lid was. */
export function shut(raster: Raster, mesh: FaceMesh): Raster {
  const painted = copy(raster);
  const row = 3 * raster.widthPx;
  for (const { upper, lower } of EYES) {
    const above = grown(pointsOf(mesh, upper), OVER.wide, OVER.upper);
    const below = grown(pointsOf(mesh, lower), OVER.wide, OVER.lower);
    columnsIn(raster, [...above, ...below.toReversed()], (x, top, bottom) => {
      for (let y = top; y <= bottom; y++) {
        const share = (y - top + 1) / (bottom - top + 2);
        for (let c = 0; c < 3; c++) {
          // Three pixels beside each other of the rim, so that no single one makes a stripe.
          const mean = (at: number) =>
            [-3, 0, 3].reduce((sum, by) => sum + (raster.data[at + by + c] ?? 0), 0) / 3;
          const [from, to] = [mean(row * (top - 1) + 3 * x), mean(row * (bottom + 1) + 3 * x)];
          painted.data[row * y + 3 * x + c] = Math.round(from + share * (to - from));
        }
      }
    });
    const lid = pointsOf(mesh, lower);
    const [from, to] = [lid[0], lid.at(-1)];
    const widthPx = from && to ? Math.hypot(to.x - from.x, to.y - from.y) : 0;
    const edge = lid.map(({ x, y }) => ({ x, y: y + Math.max(LASHES * widthPx, 1.2) }));
    columnsIn(raster, [...lid, ...edge.toReversed()], (x, top, bottom) => {
      for (let y = top; y <= bottom; y++) {
        const at = row * y + 3 * x;
        for (let c = 0; c < 3; c++) painted.data[at + c] = (painted.data[at + c] ?? 0) * 0.5;
      }
    });
  }
  return painted;
}

/** Dark glasses: an oval over each eye that lets through an eighth of the light. */
export function shaded(raster: Raster, mesh: FaceMesh): Raster {
  const painted = copy(raster);
  for (const { upper } of EYES) {
    const [from, to] = pointsOf(mesh, [upper[0], upper[8]]);
    if (!from || !to) continue;
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const half = 0.95 * Math.hypot(to.x - from.x, to.y - from.y);
    const oval = Array.from({ length: 40 }, (_, i) => {
      const turn = (i * Math.PI) / 20;
      return { x: middle.x + half * Math.cos(turn), y: middle.y + 0.8 * half * Math.sin(turn) };
    });
    columnsIn(raster, oval, (x, top, bottom) => {
      for (let y = top; y <= bottom; y++) {
        const at = 3 * (y * raster.widthPx + x);
        const [red = 0, green = 0, blue = 0] = raster.data.subarray(at, at + 3);
        painted.data.fill(Math.round(10 + lumaOf(red, green, blue) / 8), at, at + 3);
      }
    });
  }
  return painted;
}
