// The shadow that a body or ball casts on the grass.

import type { Sprite } from './sprite.ts';
import type { Part, View } from './surface.ts';
import { unit, type Vec } from './vectors.ts';

/** How much flatter the ground is seen than it is: the sine of the angle at which the camera looks down. */
const FLAT = 0.13;

/** @param parts in the world's directions, the ground at y = 0; dark, to be laid under what casts it */
export function castShadow(
  parts: readonly Part[],
  { scale, x, y }: View,
  from: Vec,
  depth: number,
): Sprite {
  const sun = unit(from);
  const fallen = ([px, py, pz]: Vec) => {
    const back = Math.max(0, py) / Math.max(sun[1], 0.2);
    return [x + (px - sun[0] * back) * scale, y + (pz - sun[2] * back) * scale * FLAT] as const;
  };
  const strokes = parts.map(({ from: a, to: b, widths }) => {
    const mean = widths.reduce((all, width) => all + width, 0) / widths.length;
    return { a: fallen(a), b: fallen(b), radius: mean * scale };
  });
  const xs = strokes.flatMap(({ a, b, radius }) => [
    a[0] - radius,
    b[0] + radius,
    b[0] - radius,
    a[0] + radius,
  ]);
  const ys = strokes.flatMap(({ a, b, radius }) =>
    [a[1], b[1]].flatMap((v) => [v - radius * 0.5, v + radius * 0.5]),
  );
  const [left, top] = [Math.floor(Math.min(...xs)) - 2, Math.floor(Math.min(...ys)) - 2];
  const [widthPx, heightPx] = [
    Math.ceil(Math.max(...xs)) - left + 3,
    Math.ceil(Math.max(...ys)) - top + 3,
  ];
  const data = new Float32Array(4 * widthPx * heightPx);
  for (const { a, b, radius } of strokes)
    stroke(
      data,
      widthPx,
      heightPx,
      [a[0] - left, a[1] - top],
      [b[0] - left, b[1] - top],
      radius,
      depth,
    );
  return { left, top, widthPx, heightPx, data };
}

/** A flat stroke: round in the grass, an ellipse in the picture. */
function stroke(
  data: Float32Array,
  widthPx: number,
  heightPx: number,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  radius: number,
  depth: number,
): void {
  const flatten = 1 / 0.32;
  const [dx, dy] = [bx - ax, (by - ay) * flatten];
  const length2 = Math.max(dx * dx + dy * dy, 1e-6);
  const fromX = Math.max(0, Math.floor(Math.min(ax, bx) - radius));
  const toX = Math.min(widthPx - 1, Math.ceil(Math.max(ax, bx) + radius));
  const fromY = Math.max(0, Math.floor(Math.min(ay, by) - radius / flatten - 1));
  const toY = Math.min(heightPx - 1, Math.ceil(Math.max(ay, by) + radius / flatten + 1));
  for (let y = fromY; y <= toY; y += 1) {
    for (let x = fromX; x <= toX; x += 1) {
      const [px, py] = [x - ax, (y - ay) * flatten];
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
      const far = Math.sqrt((px - t * dx) ** 2 + (py - t * dy) ** 2);
      const cover = Math.min(1, Math.max(0, (radius - far) / 2.5 + 0.5)) * depth;
      const at = 4 * (y * widthPx + x) + 3;
      if (cover > (data[at] ?? 0)) data[at] = cover;
    }
  }
}
