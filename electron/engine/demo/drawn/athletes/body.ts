// The parts of an athlete in kit, from their joints.

import type { LimbJoints, Skeleton } from './pose.ts';
import { materials, type Material, type Part } from '../surface.ts';
import { between, cross, scaled, sum, unit, type Frame, type Vec } from '../vectors.ts';

export type Build = {
  /** Times the size of a body of 1.76 m. */
  readonly tall: number;
  /** Times its width. */
  readonly broad: number;
  readonly hair: 'short' | 'tail' | 'bun';
  readonly longSleeves: boolean;
  readonly gloves: boolean;
};

const round = (from: Vec, to: Vec, widths: readonly number[], material: Material): Part => {
  return { from, to, widths, wide: [0, 0, 1], depth: 1, closed: [true, true], material };
};
const open = (from: Vec, to: Vec, widths: readonly number[], material: Material): Part => {
  return { ...round(from, to, widths, material), closed: [true, false] };
};

/** All parts; where two meet, the nearer is seen. */
export function partsOf(body: Skeleton, build: Build): Part[] {
  const b = build.broad;
  return [
    ...trunk(body, b),
    ...arm(body.leftArm, body.chest, build),
    ...arm(body.rightArm, body.chest, build),
    ...leg(body.leftLeg, body.hips, b),
    ...leg(body.rightLeg, body.hips, b),
    ...head(body, build),
  ];
}

function trunk({ pelvis, shoulders, hips, chest }: Skeleton, b: number): Part[] {
  const wide = unit(sum(hips.left, chest.left));
  const below = sum(pelvis, hips.up, -0.07);
  const top = sum(shoulders, chest.up, 0.045);
  const seat = sum(pelvis, hips.up, 0.1);
  const neck = sum(shoulders, chest.up, 0.02);
  return [
    {
      from: seat,
      to: sum(below, hips.up, -0.03),
      widths: [0.1 * b, 0.15 * b, 0.164 * b, 0.16 * b, 0.12 * b],
      wide: hips.left,
      depth: 0.62,
      closed: [true, true],
      material: materials.seat,
    },
    {
      from: sum(below, hips.up, 0.03),
      to: top,
      widths: [0.186, 0.178, 0.164, 0.156, 0.162, 0.178, 0.192, 0.202, 0.2, 0.168, 0.09].map(
        (width) => width * b,
      ),
      wide,
      depth: 0.63,
      closed: [false, true],
      material: materials.shirt,
    },
    {
      from: sum(neck, chest.up, 0.0),
      to: sum(neck, chest.up, 0.062),
      widths: [0.085, 0.062],
      wide: chest.left,
      depth: 0.95,
      closed: [false, false],
      material: materials.trim,
    },
    open(
      sum(neck, chest.up, -0.01),
      sum(neck, chest.up, 0.15),
      [0.057, 0.053, 0.055],
      materials.skin,
    ),
  ];
}

function arm({ root, middle, end, tip }: LimbJoints, chest: Frame, build: Build): Part[] {
  const b = build.broad;
  const sleeve = build.longSleeves ? 1 : 0.62;
  const hem = between(root, middle, sleeve);
  const inner = sum(root, chest.up, 0.005);
  const hand = build.gloves ? materials.glove : materials.skin;
  const grip = build.gloves ? 1.55 : 1;
  const wrist = build.longSleeves ? materials.sleeve : materials.skin;
  const fore = build.longSleeves ? [0.05, 0.047, 0.04] : [0.041, 0.044, 0.037, 0.028];
  return [
    round(root, middle, [0.052 * b, 0.05 * b, 0.041 * b], materials.skin),
    open(inner, hem, [0.063 * b, 0.068 * b, 0.067 * b, 0.066 * b], materials.sleeve),
    round(
      middle,
      end,
      fore.map((width) => width * b),
      wrist,
    ),
    {
      ...round(end, between(end, tip, 0.8), [0.03 * grip, 0.043 * grip, 0.026 * grip], hand),
      wide: unit(cross(sum(tip, end, -1), chest.left)),
      depth: 0.6,
    },
  ];
}

function leg({ root, middle, end, tip }: LimbJoints, hips: Frame, b: number): Part[] {
  const hem = between(root, middle, 0.6);
  const top = sum(root, hips.up, -0.035);
  const sock = between(middle, end, 0.24);
  const back = sum(end, sum(tip, end, -1), -0.28);
  return [
    round(
      sum(root, hips.up, -0.03),
      middle,
      [0.08 * b, 0.084 * b, 0.074 * b, 0.058 * b],
      materials.skin,
    ),
    open(top, hem, [0.086 * b, 0.1 * b, 0.109 * b, 0.114 * b], materials.shorts),
    round(
      middle,
      end,
      [0.056, 0.058, 0.06, 0.053, 0.043, 0.035].map((w) => w * b),
      materials.skin,
    ),
    open(
      sock,
      end,
      [0.062, 0.064, 0.058, 0.047, 0.039].map((w) => w * b),
      materials.sock,
    ),
    round(sum(end, hips.up, 0), between(back, end, 0.3), [0.04, 0.043], materials.boot),
    round(between(back, end, 0.3), tip, [0.044, 0.047, 0.047, 0.037], materials.boot),
  ];
}

function head({ headCentre, head: frame }: Skeleton, { hair }: Build): Part[] {
  const { up, ahead, left } = frame;
  const at = (rise: number, forward: number): Vec => sum(sum(headCentre, up, rise), ahead, forward);
  const skull = {
    from: at(-0.075, 0.018),
    to: at(0.04, 0),
    widths: [0.05, 0.07, 0.078, 0.081],
    wide: ahead,
    depth: 0.9,
    closed: [true, true] as const,
    material: materials.head,
  };
  const nose = round(at(-0.005, 0.078), at(-0.035, 0.094), [0.009, 0.015], materials.head);
  const cap = {
    from: at(0.018, -0.03),
    to: at(0.05, -0.012),
    widths: [0.08, 0.084],
    wide: ahead,
    depth: 0.96,
    closed: [true, true] as const,
    material: materials.hair,
  };
  const nape = {
    ...cap,
    from: at(-0.07, -0.034),
    to: at(0.03, -0.024),
    widths: [0.052, 0.07, 0.074],
    depth: 1.02,
  };
  const ears = [1, -1].map((side) =>
    round(
      sum(at(-0.03, -0.008), left, side * 0.07),
      sum(at(0.005, -0.012), left, side * 0.074),
      [0.014, 0.018],
      materials.skin,
    ),
  );
  const parts: Part[] = [skull, nose, cap, nape, ...ears];
  if (hair === 'bun')
    parts.push(round(at(0.07, -0.09), at(0.085, -0.1), [0.042, 0.04], materials.hair));
  if (hair === 'tail') {
    const root = at(0.03, -0.1);
    const swing = sum(scaled(ahead, -0.14), [0, -0.17, 0]);
    parts.push(round(root, sum(root, swing), [0.03, 0.042, 0.04, 0.032, 0.012], materials.hair));
  }
  return parts;
}

/** How a body of another size stands: the same joints, larger or smaller about the ground below it. */
export function sized(body: Skeleton, ground: Vec, tall: number): Skeleton {
  const place = (joint: Vec): Vec => sum(ground, sum(joint, ground, -1), tall);
  const limb = ({ root, middle, end, tip }: LimbJoints): LimbJoints => {
    return { root: place(root), middle: place(middle), end: place(end), tip: place(tip) };
  };
  return {
    ...body,
    pelvis: place(body.pelvis),
    shoulders: place(body.shoulders),
    headCentre: place(body.headCentre),
    leftArm: limb(body.leftArm),
    rightArm: limb(body.rightArm),
    leftLeg: limb(body.leftLeg),
    rightLeg: limb(body.rightLeg),
  };
}
