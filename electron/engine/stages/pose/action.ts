// Whether a body is in action, read from its joints: how far the arms are from hanging down, how far the trunk leans.

import { joints } from '../../../../shared/moments/seen.ts';
import type { JointName, Pose } from '../../../../shared/moments/seen.ts';
import { ramp } from '../bodies/places.ts';

/** Below this mean score of the 17 joints a pose is a guess (pile-ups, blur, hidden limbs): it cannot be told. */
export const READABLE_FROM = 0.35;

const ARMS: readonly (readonly [JointName, JointName])[] = [
  ['leftShoulder', 'leftElbow'],
  ['leftElbow', 'leftWrist'],
  ['rightShoulder', 'rightElbow'],
  ['rightElbow', 'rightWrist'],
];
/** Mean over the arm's four parts, 0 hanging down, 0.5 level, 1 straight up: a walker has 0.1, a throw 0.5. */
const RAISED = [0.1, 0.5] as const;
/** Degrees from upright: a walker leans 5, a dive 60. */
const LEAN = [5, 60] as const;

type Spot = { readonly x: number; readonly y: number };

/** Mean score of the joints, 0..1. */
export function sureness(pose: Pose): number {
  return pose.reduce((sum, { score }) => sum + score, 0) / pose.length;
}

/**
 * 0 (standing, arms down) to 1 (stretched out or falling); null where the pose cannot be read.
 * @param aspect width over height of the photo, since joints are in shares of each
 */
export function actionOf(pose: Pose, aspect: number): number | null {
  if (!(sureness(pose) >= READABLE_FROM)) return null;
  const spot = (name: JointName): Spot => {
    const joint = pose[joints.indexOf(name)];
    return { x: (joint?.x ?? 0) * aspect, y: joint?.y ?? 0 };
  };
  const raised = ARMS.reduce((sum, [from, to]) => sum + raisedness(spot(from), spot(to)), 0);
  const shoulders = between(spot('leftShoulder'), spot('rightShoulder'));
  const hips = between(spot('leftHip'), spot('rightHip'));
  return (ramp(raised / ARMS.length, ...RAISED) + ramp(leanDeg(shoulders, hips), ...LEAN)) / 2;
}

function between(a: Spot, b: Spot): Spot {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** 0 where a limb points straight down, 0.5 level, 1 straight up. */
function raisedness(from: Spot, to: Spot): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length > 0 ? (1 - (to.y - from.y) / length) / 2 : 0;
}

/** Degrees of the trunk from upright, 0 to 180. */
function leanDeg(shoulders: Spot, hips: Spot): number {
  const degrees = Math.atan2(Math.abs(shoulders.x - hips.x), hips.y - shoulders.y);
  return (degrees * 180) / Math.PI;
}
