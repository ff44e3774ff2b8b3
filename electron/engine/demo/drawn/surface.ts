// Rounded parts of bodies turned into what a camera would see of them: depth, slope, and where on which part a pixel lies.

import { dot, type Vec } from './vectors.ts';

/** What a part is made of; 0 is nothing. */
export const materials = {
  skin: 1,
  hair: 2,
  shirt: 3,
  shorts: 4,
  sock: 5,
  boot: 6,
  glove: 7,
  head: 8,
  ball: 9,
  trim: 10,
  sleeve: 11,
  seat: 12,
} as const;

export type Material = (typeof materials)[keyof typeof materials];

/** A limb or trunk: round or oval across, as wide as it says along the way from one end to the other. Metres. */
export type Part = {
  readonly from: Vec;
  readonly to: Vec;
  /** Half its width at even steps along the way. */
  readonly widths: readonly number[];
  /** Which way it is wide, and how deep it is beside that: 1 for a round part. */
  readonly wide: Vec;
  readonly depth: number;
  /** Whether it is rounded off beyond its ends. */
  readonly closed: readonly [from: boolean, to: boolean];
  readonly material: Material;
};

/** How metres become pixels: `scale` pixels a metre, the origin at (x, y) of the picture, y down. */
export type View = { readonly scale: number; readonly x: number; readonly y: number };

/** Its arrays may be longer than it has pixels. */
export type Surface = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly material: Uint8Array;
  /** Metres towards the camera from `BACK` behind the middle of the body; 0 where nothing is. */
  readonly depth: Float32Array;
  /** The direction that the surface faces: three numbers a pixel. */
  readonly normal: Float32Array;
  /** Where on the part: metres across along its wide direction, and 0..1 along the way. */
  readonly across: Float32Array;
  readonly along: Float32Array;
};

/** Metres: no part of a body is so far behind its middle. */
const BACK = 10;

/** Gives an empty surface, each time in the same memory where that is large enough: the one before is gone then. */
export function surfaces(): (widthPx: number, heightPx: number) => Surface {
  let room = 0;
  let memory = allocated(0);
  return (widthPx, heightPx) => {
    const pixels = widthPx * heightPx;
    if (pixels > room) {
      room = Math.ceil(pixels * 1.2);
      memory = allocated(room);
    }
    memory.material.fill(0, 0, pixels);
    memory.depth.fill(0, 0, pixels);
    return { widthPx, heightPx, ...memory };
  };
}

function allocated(pixels: number): Omit<Surface, 'widthPx' | 'heightPx'> {
  return {
    material: new Uint8Array(pixels),
    depth: new Float32Array(pixels),
    normal: new Float32Array(3 * pixels),
    across: new Float32Array(pixels),
    along: new Float32Array(pixels),
  };
}

/** Draws a part where nothing nearer is. */
export function addPart(surface: Surface, part: Part, view: View): void {
  const { from, to, widths, wide, depth: flat, closed, material } = part;
  const { scale } = view;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.max(Math.hypot(dx, dy), 1e-3);
  const [ax, ay] = [dx / length, dy / length];
  const widest = Math.max(...widths) * Math.max(1, flat);
  const [fromX, fromY] = [view.x + from[0] * scale, view.y - from[1] * scale];
  const [toX, toY] = [view.x + to[0] * scale, view.y - to[1] * scale];
  const room = widest * scale + 1;
  const left = Math.max(0, Math.floor(Math.min(fromX, toX) - room));
  const right = Math.min(surface.widthPx - 1, Math.ceil(Math.max(fromX, toX) + room));
  const top = Math.max(0, Math.floor(Math.min(fromY, toY) - room));
  const bottom = Math.min(surface.heightPx - 1, Math.ceil(Math.max(fromY, toY) + room));
  // Across the way in the picture: e; k is towards the camera. The oval has its wide and its flat direction in both.
  const e: Vec = [-ay, ax, 0];
  const [we, wk] = unitPair(dot(wide, e), wide[2]);
  const [fe, fk] = [-wk, we];
  const steps = widths.length - 1;
  const [isOpenFrom, isOpenTo] = [!closed[0], !closed[1]];
  const slanted = Math.abs(ay) > 0.02;
  for (let y = top; y <= bottom; y += 1) {
    const py = (view.y - y) / scale - from[1];
    // Of a slanted part only a strip of the row can be it.
    const middleX = slanted ? view.x + ((py * ax) / ay + from[0]) * scale : 0;
    const reachX = slanted ? Math.abs(widest / ay) * scale + 1 : 0;
    const first = slanted ? Math.max(left, Math.floor(middleX - reachX)) : left;
    const last = slanted ? Math.min(right, Math.ceil(middleX + reachX)) : right;
    for (let x = first; x <= last; x += 1) {
      const px = (x - view.x) / scale - from[0];
      const way = (px * ax + py * ay) / length;
      if ((way < 0 && isOpenFrom) || (way > 1 && isOpenTo)) continue;
      const s = px * e[0] + py * e[1];
      if (s > widest || s < -widest) continue;
      const t = way < 0 ? 0 : way > 1 ? 1 : way;
      const step = t === 1 ? steps - 1 : Math.floor(t * steps);
      const share = steps > 0 ? t * steps - step : 0;
      const w = (widths[step] ?? 0) * (1 - share) + (widths[step + 1] ?? widths[step] ?? 0) * share;
      const d = w * flat;
      const over = (way - t) * length;
      const half2 = w * w * we * we + d * d * fe * fe;
      const cap = over / Math.min(w, d);
      const round = 1 - (s * s) / half2 - cap * cap;
      if (round <= 0) continue;
      const skew = (w * w * we * wk + d * d * fe * fk) / half2;
      const thick = (w * d) / Math.sqrt(half2);
      const bulge = thick * Math.sqrt(round);
      const z = BACK + from[2] + (to[2] - from[2]) * t + skew * s + bulge;
      const at = y * surface.widthPx + x;
      if (z <= (surface.depth[at] ?? 0)) continue;
      surface.depth[at] = z;
      surface.material[at] = material;
      surface.across[at] = s * we + (skew * s + bulge) * wk;
      surface.along[at] = t;
      // The slope of the oval, of its rounded end, and of its growing or shrinking along the way.
      const nk = bulge / (thick * thick);
      const ne = s / half2 - skew * nk;
      const grows =
        steps > 0 ? (((widths[step + 1] ?? 0) - (widths[step] ?? 0)) * steps) / length : 0;
      const na = cap / Math.min(w, d) - ((grows * 0.8) / Math.max(w, 0.02)) * (1 - Math.abs(cap));
      const tilt = (to[2] - from[2]) / length;
      const nx = ne * e[0] + (na - nk * tilt) * ax;
      const ny = ne * e[1] + (na - nk * tilt) * ay;
      const long = Math.sqrt(nx * nx + ny * ny + nk * nk) || 1;
      surface.normal[3 * at] = nx / long;
      surface.normal[3 * at + 1] = ny / long;
      surface.normal[3 * at + 2] = nk / long;
    }
  }
}

function unitPair(a: number, b: number): readonly [number, number] {
  const length = Math.hypot(a, b);
  return length > 1e-6 ? [a / length, b / length] : [1, 0];
}
