// Light on the drawn surfaces: cloth, skin and hair in the sun, shadows of arms on trunks, and the numbers.

import { mixed, type Light } from './colours.ts';
import { inkOf, numberWidth } from './athletes/digits.ts';
import { hills, speck } from './noise.ts';
import { materials, type Surface } from './surface.ts';
import { dot, unit, type Frame, type Vec } from './vectors.ts';

export type Kit = {
  readonly shirt: Light;
  readonly second: Light;
  readonly pattern: 'plain' | 'stripes' | 'hoops' | 'sash';
  readonly shorts: Light;
  readonly socks: Light;
  readonly trim: Light;
  readonly number: Light;
};

/** Sun or floodlight, and what comes from the sky and the grass. */
export type Lighting = {
  readonly from: Vec;
  readonly sun: Light;
  readonly sky: Light;
  readonly ground: Light;
};

export type Look = {
  readonly kit: Kit;
  readonly number: number;
  readonly skin: Light;
  readonly hair: Light;
  readonly boots: Light;
  /** Of the folds in the cloth. */
  readonly seed: number;
};

type Body = { readonly chest: Frame; readonly head: Frame };

/** Metres: where a shadow is looked for, and how near a neighbour must be to keep light away. */
const SHADOW_STEPS = [0.03, 0.07, 0.12, 0.19];
const NEAR = 0.035;

/** What shading one place needs to know. */
type Scene = {
  readonly surface: Surface;
  readonly body: Body;
  readonly look: Look;
  readonly lighting: Lighting;
  readonly sunFrom: Vec;
  readonly half: Vec;
  /** Steps towards the sun: so many pixels on, so many metres nearer. */
  readonly towardsSun: readonly Step[];
  /** Pixels on to neighbours that may hide the sky. */
  readonly around: Int32Array;
};

type Step = { readonly on: number; readonly nearer: number };

/**
 * The light of a surface laid over a scene: four numbers a pixel, each the mean of `finer` x `finer` of the surface.
 * Where all of those are one part, one of them is shaded for all.
 */
export function shaded(
  surface: Surface,
  body: Body,
  look: Look,
  lighting: Lighting,
  scale: number,
  finer: number,
): Float32Array {
  const sunFrom = unit(lighting.from);
  const half = unit([sunFrom[0], sunFrom[1], sunFrom[2] + 1]);
  const towardsSun = SHADOW_STEPS.map((metres): Step => {
    const [x, y] = [sunFrom[0] * metres * scale, -sunFrom[1] * metres * scale];
    return { on: Math.round(y) * surface.widthPx + Math.round(x), nearer: sunFrom[2] * metres };
  });
  const around = Int32Array.from(directions, ([x, y]) => {
    return Math.round(y * scale) * surface.widthPx + Math.round(x * scale);
  });
  const scene = { surface, body, look, lighting, sunFrom, half, towardsSun, around };
  const [widthPx, heightPx] = [surface.widthPx / finer, surface.heightPx / finer];
  const data = new Float32Array(4 * widthPx * heightPx);
  const { material } = surface;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const first = y * finer * surface.widthPx + x * finer;
      const one = material[first] ?? 0;
      const isOne =
        finer === 1 ||
        (one === material[first + 1] &&
          one === material[first + surface.widthPx] &&
          one === material[first + surface.widthPx + 1]);
      if (isOne && one === 0) continue;
      const to = 4 * (y * widthPx + x);
      if (isOne) {
        addLight(scene, first, data, to, 1);
        continue;
      }
      for (let sub = 0; sub < finer * finer; sub += 1) {
        const at = first + Math.floor(sub / finer) * surface.widthPx + (sub % finer);
        if (material[at] !== 0) addLight(scene, at, data, to, 1 / (finer * finer));
      }
    }
  }
  return data;
}

function addLight(scene: Scene, at: number, data: Float32Array, to: number, share: number): void {
  const { surface, body, look, lighting, sunFrom, half } = scene;
  const material = surface.material[at] ?? 0;
  const own = colourOf(surface, at, material, body, look);
  const weave = wovenAt(at, material);
  const n = bumped(surface, at, material, look.seed);
  const facing = dot(n, sunFrom);
  const lit = facing > 0 ? facing * (1 - shadowAt(scene, at)) : 0;
  const open = 1 - 0.7 * hiddenAt(scene, at);
  const up = n[1] * 0.5 + 0.5;
  const rim = (1 - Math.max(0, n[2])) ** 3 * up * 0.1 * open;
  const gloss = lit > 0 ? glossOf(material) * Math.max(0, dot(n, half)) ** 18 : 0;
  for (let c = 0; c < 3; c += 1) {
    const sun = lighting.sun[c] ?? 0;
    const sky = lighting.sky[c] ?? 0;
    const around = (lighting.ground[c] ?? 0) * (1 - up) + sky * up;
    const value = (own[c] ?? 0) * weave * (sun * lit + around * open) + sky * rim + sun * gloss;
    data[to + c] = (data[to + c] ?? 0) + value * share;
  }
  data[to + 3] = (data[to + 3] ?? 0) + share;
}

/** Threads, strands and pores: what a sharp lens shows of them, pixel by pixel. */
function wovenAt(at: number, material: number): number {
  const strength = material === materials.hair ? 0.5 : material === materials.skin ? 0.08 : 0.2;
  return 1 + strength * (speck(at, material, 31) - 0.5);
}

function glossOf(material: number): number {
  if (material === materials.hair) return 0.05;
  if (material === materials.skin || material === materials.head) return 0.07;
  return material === materials.boot ? 0.12 : 0.012;
}

/** Cloth has folds: the slope of smooth noise, stretched along the body. */
function bumped(surface: Surface, at: number, material: number, seed: number): Vec {
  const n: Vec = [
    surface.normal[3 * at] ?? 0,
    surface.normal[3 * at + 1] ?? 0,
    surface.normal[3 * at + 2] ?? 1,
  ];
  const isCloth =
    material === materials.shirt ||
    material === materials.shorts ||
    material === materials.sleeve ||
    material === materials.seat;
  if (!isCloth) return n;
  const u = (surface.across[at] ?? 0) * 16;
  const v = (surface.along[at] ?? 0) * 4.5;
  const [x, y] = [u * 0.7 + v * 0.5, u * 0.8 + v];
  const here = hills(x, y, seed);
  const aside = hills(x + 0.15, y, seed);
  const below = hills(x, y + 0.15, seed);
  return unit([n[0] + (here - aside) * 1.8, n[1] + (below - here) * 1.8, n[2]]);
}

/** 1 where a nearer part lies between the pixel and the light. Around a body there is room, so that no row ends. */
function shadowAt({ surface, towardsSun }: Scene, at: number): number {
  const z = surface.depth[at] ?? 0;
  for (let i = 0; i < towardsSun.length; i += 1) {
    const step = towardsSun[i];
    if (!step) continue;
    const over = (surface.depth[at + step.on] ?? 0) - z - step.nearer;
    if (over > 0.012 && over < 0.35) return 1;
  }
  return 0;
}

const directions = [0, 1, 2, 3, 4, 5, 6, 7].map((turn) => {
  const far = turn % 2 === 0 ? NEAR : 2 * NEAR;
  return [Math.cos((turn * Math.PI) / 4) * far, Math.sin((turn * Math.PI) / 4) * far] as const;
});

/** How much of the sky nearer parts hide, 0..1. */
function hiddenAt({ surface, around }: Scene, at: number): number {
  const z = surface.depth[at] ?? 0;
  let hidden = 0;
  for (let i = 0; i < around.length; i += 1) {
    const over = (surface.depth[at + (around[i] ?? 0)] ?? 0) - z;
    if (over > 0.008) hidden += over < 0.06 ? over / 0.06 : 1;
  }
  return hidden / around.length;
}

function colourOf(surface: Surface, at: number, material: number, body: Body, look: Look): Light {
  const { kit } = look;
  switch (material) {
    case materials.shirt:
      return shirtOf(surface, at, body, look);
    case materials.sleeve:
      return (surface.along[at] ?? 0) > 0.9 ? kit.trim : kit.shirt;
    case materials.shorts:
      return (surface.along[at] ?? 0) > 0.93 ? kit.trim : kit.shorts;
    case materials.sock:
      return (surface.along[at] ?? 0) < 0.14 ? kit.trim : kit.socks;
    case materials.seat:
      return kit.shorts;
    case materials.trim:
      return kit.trim;
    case materials.hair:
      return look.hair;
    case materials.boot:
      return look.boots;
    case materials.glove:
      return [0.75, 0.75, 0.7];
    case materials.head:
      return faceOf(surface, at, body.head, look);
    default:
      return look.skin;
  }
}

const NUMBER_BACK = 0.2;
const NUMBER_FRONT = 0.13;

/** `along` runs from the hem to the neck. */
function shirtOf(surface: Surface, at: number, { chest }: Body, { kit, number }: Look): Light {
  const [u, v] = [surface.across[at] ?? 0, surface.along[at] ?? 0];
  const base = patternOf(kit, u, v);
  const n: Vec = [
    surface.normal[3 * at] ?? 0,
    surface.normal[3 * at + 1] ?? 0,
    surface.normal[3 * at + 2] ?? 0,
  ];
  const ahead = dot(n, chest.ahead);
  if (Math.abs(u) > 0.17 || v < 0.25) return base;
  const isFront = ahead > 0;
  if (Math.abs(ahead) < 0.25) return base;
  const high = isFront ? NUMBER_FRONT : NUMBER_BACK;
  // Seen from the front an athlete's left is on the right of the picture.
  const left = (isFront ? u : -u) / (high / 1.7) + numberWidth(number) / 2;
  const top = ((isFront ? 0.8 : 0.86) - v) * 0.55;
  const ink = inkOf(number, left, (top * 1.7) / high, 0.06);
  return ink > 0 ? mixed(base, kit.number, ink) : base;
}

function patternOf({ shirt, second, pattern }: Kit, u: number, v: number): Light {
  switch (pattern) {
    case 'plain':
      return shirt;
    case 'stripes':
      return Math.floor(u / 0.06 + 0.5) % 2 === 0 ? shirt : second;
    case 'hoops':
      return Math.floor(v * 6.5) % 2 === 0 ? shirt : second;
    case 'sash':
      return Math.abs(u * 1.9 + (v - 0.55)) < 0.13 ? second : shirt;
  }
}

/** Eyes, brows and mouth, soft: a face some metres away. */
function faceOf(surface: Surface, at: number, head: Frame, { skin, hair }: Look): Light {
  const n: Vec = [
    surface.normal[3 * at] ?? 0,
    surface.normal[3 * at + 1] ?? 0,
    surface.normal[3 * at + 2] ?? 0,
  ];
  const forward = dot(n, head.ahead);
  if (forward < 0.15) return skin;
  const aside = Math.abs(dot(n, head.left));
  const v = surface.along[at] ?? 0; // 0 chin, 1 brow
  const spot = (x: number, y: number, w: number, h: number) =>
    Math.exp(-(((aside - x) / w) ** 2) - ((v - y) / h) ** 2);
  const dark = Math.min(1, 0.85 * spot(0.4, 0.66, 0.13, 0.06) + 0.65 * spot(0.42, 0.84, 0.2, 0.05));
  const lips = spot(0, 0.1, 0.28, 0.055) * 0.7;
  const socket = 0.25 * spot(0.4, 0.7, 0.24, 0.14);
  const cheek = mixed(skin, [skin[0] * 0.62, skin[1] * 0.38, skin[2] * 0.36], lips + socket * 0.5);
  return mixed(cheek, mixed(hair, [0.01, 0.008, 0.007], 0.5), dark);
}
