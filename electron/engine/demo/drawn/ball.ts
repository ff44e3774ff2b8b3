// The ball: white with dark panels, turned as it flies, and drawn out where it is too fast for the shutter.

import { light } from './colours.ts';
import type { Lighting } from './shade.ts';
import type { Sprite } from './sprite.ts';
import type { View } from './surface.ts';
import { dot, turned, unit, type Vec } from './vectors.ts';

/** Metres. */
export const BALL_RADIUS = 0.11;
/** Each pixel is the mean of so many across and down. */
const FINER = 3;

const golden = (1 + Math.sqrt(5)) / 2;
/** The middles of the twelve dark panels: the corners of an icosahedron. */
const panels: readonly Vec[] = [-1, 1].flatMap((a) =>
  [-golden, golden].flatMap((b): Vec[] => [unit([0, a, b]), unit([a, b, 0]), unit([b, 0, a])]),
);
const leather = light('#f4f3ee');
const dark = light('#20262e');

/** @param at the middle of the ball in the picture; `spin` radians; `streakPx` how far it flies while the shutter is open */
export function drawnBall(
  at: View,
  spin: number,
  lighting: Lighting,
  streakPx: readonly [x: number, y: number] = [0, 0],
): Sprite {
  const still = stillBall(at, spin, lighting);
  const long = Math.hypot(...streakPx);
  if (long < 1) return still;
  const room = Math.ceil(long / 2) + 1;
  const [widthPx, heightPx] = [still.widthPx + 2 * room, still.heightPx + 2 * room];
  const data = new Float32Array(4 * widthPx * heightPx);
  const copies = Math.max(3, Math.ceil(long / 1.5));
  for (let copy = 0; copy < copies; copy += 1) {
    const share = copy / (copies - 1) - 0.5;
    const [dx, dy] = [
      Math.round(streakPx[0] * share) + room,
      Math.round(streakPx[1] * share) + room,
    ];
    for (let y = 0; y < still.heightPx; y += 1) {
      for (let i = 0; i < 4 * still.widthPx; i += 1) {
        const to = 4 * ((y + dy) * widthPx + dx) + i;
        data[to] = (data[to] ?? 0) + (still.data[4 * y * still.widthPx + i] ?? 0) / copies;
      }
    }
  }
  return { left: still.left - room, top: still.top - room, widthPx, heightPx, data };
}

function stillBall({ scale, x, y }: View, spin: number, lighting: Lighting): Sprite {
  const radius = BALL_RADIUS * scale;
  const [left, top] = [Math.floor(x - radius - 1), Math.floor(y - radius - 1)];
  const side = Math.ceil(2 * radius + 3);
  const data = new Float32Array(4 * side * side);
  const axis = unit([0.4, 0.3, 0.87]);
  const turnedPanels = panels.map((panel) => turned(panel, axis, spin));
  const sunFrom = unit(lighting.from);
  for (let i = 0; i < side * side * FINER * FINER; i += 1) {
    const [fx, fy] = [i % (side * FINER), Math.floor(i / (side * FINER))];
    const px = (left + (fx + 0.5) / FINER - x) / radius;
    const py = (y - top - (fy + 0.5) / FINER) / radius;
    const round = 1 - px * px - py * py;
    if (round <= 0) continue;
    const n: Vec = [px, py, Math.sqrt(round)];
    const nearest = Math.max(...turnedPanels.map((panel) => dot(panel, n)));
    const own = nearest > 0.925 ? dark : nearest > 0.915 ? mixedSeam : leather;
    const lit = Math.max(0, dot(n, sunFrom));
    const up = n[1] * 0.5 + 0.5;
    const to = 4 * (Math.floor(fy / FINER) * side + Math.floor(fx / FINER));
    for (let c = 0; c < 3; c += 1) {
      const around = (lighting.sky[c] ?? 0) * up + (lighting.ground[c] ?? 0) * (1 - up);
      const value = (own[c] ?? 0) * ((lighting.sun[c] ?? 0) * lit + around);
      data[to + c] = (data[to + c] ?? 0) + value / (FINER * FINER);
    }
    data[to + 3] = (data[to + 3] ?? 0) + 1 / (FINER * FINER);
  }
  return { left, top, widthPx: side, heightPx: side, data };
}

const mixedSeam = light('#8b8d8c');
