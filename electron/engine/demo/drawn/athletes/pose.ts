// How an athlete stands: angles of trunk and limbs, and the joints in space that follow from them.

import { scaled, sum, turnedFrame, type Frame, type Vec } from '../vectors.ts';

/** Degrees. Limbs hang down at 0; `swing` is forward, `out` away from the body, `bend` of elbow or knee. */
export type Limb = {
  readonly swing: number;
  readonly out: number;
  readonly bend: number;
  /** How far the toes point down, or the forearm turns in front of the body. */
  readonly end: number;
};

export type Pose = {
  /** The whole body: forward, and over to its left. */
  readonly pitch: number;
  readonly roll: number;
  /** The trunk on the hips: forward, to its left, and turned to the left. */
  readonly lean: number;
  readonly side: number;
  readonly twist: number;
  /** The head on the trunk: down, and turned to the left. */
  readonly nod: number;
  readonly look: number;
  /** Metres of the lowest foot above the ground. */
  readonly lift: number;
  readonly leftArm: Limb;
  readonly rightArm: Limb;
  readonly leftLeg: Limb;
  readonly rightLeg: Limb;
};

export type LimbJoints = {
  /** Shoulder or hip, elbow or knee, wrist or ankle, and fingers or toes. */
  readonly root: Vec;
  readonly middle: Vec;
  readonly end: Vec;
  readonly tip: Vec;
};

export type Skeleton = {
  readonly hips: Frame;
  readonly chest: Frame;
  readonly head: Frame;
  readonly pelvis: Vec;
  readonly shoulders: Vec;
  readonly headCentre: Vec;
  readonly leftArm: LimbJoints;
  readonly rightArm: LimbJoints;
  readonly leftLeg: LimbJoints;
  readonly rightLeg: LimbJoints;
};

/** Metres of a body 1.76 m tall. */
export const lengths = {
  trunk: 0.5,
  neck: 0.18,
  halfShoulders: 0.162,
  halfHips: 0.09,
  upperArm: 0.29,
  forearm: 0.25,
  hand: 0.13,
  thigh: 0.44,
  shank: 0.42,
  foot: 0.17,
} as const;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * The joints of a body at `ground` (the place below its hips). @param facing degrees: 0 to the right, 90 to the camera
 */
export function skeletonOf(pose: Pose, ground: Vec, facing: number): Skeleton {
  const body = postureOf(pose, facing);
  const { hips, chest } = body;
  const pelvis: Vec = [0, 0, 0];
  const shoulders = sum(pelvis, chest.up, lengths.trunk);
  const joints = {
    ...body,
    pelvis,
    shoulders,
    headCentre: sum(
      sum(shoulders, chest.up, lengths.neck * 0.45),
      body.head.up,
      lengths.neck * 0.65,
    ),
    leftArm: armOf(pose.leftArm, chest, shoulders, 1),
    rightArm: armOf(pose.rightArm, chest, shoulders, -1),
    leftLeg: legOf(pose.leftLeg, hips, pelvis, 1),
    rightLeg: legOf(pose.rightLeg, hips, pelvis, -1),
  };
  const lowest = Math.min(...reachOf(joints).map((place) => place[1]));
  return moved(joints, sum(ground, [0, pose.lift + 0.035 - lowest, 0]));
}

function postureOf(pose: Pose, facing: number): Pick<Skeleton, 'hips' | 'chest' | 'head'> {
  const angle = radians(facing);
  const upright: Frame = {
    ahead: [Math.cos(angle), 0, Math.sin(angle)],
    up: [0, 1, 0],
    left: [Math.sin(angle), 0, -Math.cos(angle)],
  };
  const pitched = turnedFrame(upright, upright.left, radians(pose.pitch));
  const hips = turnedFrame(pitched, pitched.ahead, radians(-pose.roll));
  const leant = turnedFrame(hips, hips.left, radians(pose.lean));
  const sided = turnedFrame(leant, leant.ahead, radians(-pose.side));
  const chest = turnedFrame(sided, sided.up, radians(pose.twist));
  const nodded = turnedFrame(chest, chest.left, radians(pose.nod));
  return { hips, chest, head: turnedFrame(nodded, nodded.up, radians(pose.look)) };
}

function armOf(limb: Limb, chest: Frame, shoulders: Vec, side: 1 | -1): LimbJoints {
  const root = sum(shoulders, chest.left, side * lengths.halfShoulders);
  const outward = scaled(chest.left, side);
  const { along, across } = directionOf(limb, chest, outward);
  // The elbow bends forward, and in front of the body as far as the forearm is turned in.
  const inward = sum(
    scaled(across, Math.cos(radians(limb.end))),
    outward,
    -Math.sin(radians(limb.end)),
  );
  const bend = radians(limb.bend);
  const forearm = sum(scaled(along, Math.cos(bend)), inward, Math.sin(bend));
  const middle = sum(root, along, lengths.upperArm);
  const end = sum(middle, forearm, lengths.forearm);
  return { root, middle, end, tip: sum(end, forearm, lengths.hand) };
}

function legOf(limb: Limb, hips: Frame, pelvis: Vec, side: 1 | -1): LimbJoints {
  const root = sum(pelvis, hips.left, side * lengths.halfHips);
  const { along, across } = directionOf(limb, hips, scaled(hips.left, side));
  const bend = radians(limb.bend);
  const shank = sum(scaled(along, Math.cos(bend)), across, -Math.sin(bend));
  const ahead = sum(scaled(across, Math.cos(bend)), along, Math.sin(bend));
  const point = radians(limb.end);
  const foot = sum(scaled(ahead, Math.cos(point)), shank, Math.sin(point));
  const middle = sum(root, along, lengths.thigh);
  const end = sum(middle, shank, lengths.shank);
  return { root, middle, end, tip: sum(end, foot, lengths.foot) };
}

/** Where a limb points, and where it would swing forward to. */
function directionOf({ swing, out }: Limb, { ahead, up }: Frame, outward: Vec) {
  const [forward, sideways] = [radians(swing), radians(out)];
  const down = sum(scaled(up, -Math.cos(forward)), ahead, Math.sin(forward));
  const across = sum(scaled(ahead, Math.cos(forward)), up, Math.sin(forward));
  return { along: sum(scaled(down, Math.cos(sideways)), outward, Math.sin(sideways)), across };
}

function reachOf({ leftLeg, rightLeg, leftArm, rightArm, pelvis, shoulders }: Skeleton): Vec[] {
  const limbs = [leftLeg, rightLeg, leftArm, rightArm];
  return [
    ...limbs.flatMap(({ middle, end, tip }) => [middle, end, tip]),
    sum(pelvis, [0, -0.1, 0]),
    sum(shoulders, [0, -0.1, 0]),
  ];
}

function moved(joints: Skeleton, by: Vec): Skeleton {
  const limb = ({ root, middle, end, tip }: LimbJoints): LimbJoints => {
    return { root: sum(root, by), middle: sum(middle, by), end: sum(end, by), tip: sum(tip, by) };
  };
  return {
    ...joints,
    pelvis: sum(joints.pelvis, by),
    shoulders: sum(joints.shoulders, by),
    headCentre: sum(joints.headCentre, by),
    leftArm: limb(joints.leftArm),
    rightArm: limb(joints.rightArm),
    leftLeg: limb(joints.leftLeg),
    rightLeg: limb(joints.rightLeg),
  };
}

const rest: Limb = { swing: 0, out: 0, bend: 0, end: 0 };

/** A pose from what differs of standing upright. */
export function pose(
  given: Partial<Omit<Pose, 'leftArm' | 'rightArm' | 'leftLeg' | 'rightLeg'>>,
  arms: readonly [left: Partial<Limb>, right: Partial<Limb>],
  legs: readonly [left: Partial<Limb>, right: Partial<Limb>],
): Pose {
  const upright = { pitch: 0, roll: 0, lean: 0, side: 0, twist: 0, nod: 0, look: 0, lift: 0 };
  return {
    ...upright,
    ...given,
    leftArm: { ...rest, ...arms[0] },
    rightArm: { ...rest, ...arms[1] },
    leftLeg: { ...rest, ...legs[0] },
    rightLeg: { ...rest, ...legs[1] },
  };
}

/** A pose on the way from one to another. @param share 0..1 */
export function poseBetween(from: Pose, to: Pose, share: number): Pose {
  const mix = (a: number, b: number) => a + (b - a) * share;
  const limb = (a: Limb, b: Limb): Limb => {
    return {
      swing: mix(a.swing, b.swing),
      out: mix(a.out, b.out),
      bend: mix(a.bend, b.bend),
      end: mix(a.end, b.end),
    };
  };
  return {
    pitch: mix(from.pitch, to.pitch),
    roll: mix(from.roll, to.roll),
    lean: mix(from.lean, to.lean),
    side: mix(from.side, to.side),
    twist: mix(from.twist, to.twist),
    nod: mix(from.nod, to.nod),
    look: mix(from.look, to.look),
    lift: mix(from.lift, to.lift),
    leftArm: limb(from.leftArm, to.leftArm),
    rightArm: limb(from.rightArm, to.rightArm),
    leftLeg: limb(from.leftLeg, to.leftLeg),
    rightLeg: limb(from.rightLeg, to.rightLeg),
  };
}
