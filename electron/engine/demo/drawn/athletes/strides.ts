// Standing, waiting and running, and how a pose follows from a move and a time.

import { pose, poseBetween, type Pose } from './pose.ts';

/** Poses in order of time. */
export type Move = readonly { readonly at: number; readonly pose: Pose }[];

export const standing: Pose = pose(
  { lean: 4 },
  [
    { out: 12, bend: 18 },
    { out: 12, bend: 18 },
  ],
  [{ out: 6 }, { out: 6, swing: 3 }],
);

export const ready: Pose = pose(
  { lean: 24, nod: -14 },
  [
    { swing: 20, out: 26, bend: 55, end: 20 },
    { swing: 20, out: 26, bend: 55, end: 20 },
  ],
  [
    { swing: 38, out: 16, bend: 48, end: 6 },
    { swing: 38, out: 16, bend: 48, end: 6 },
  ],
);

/** A runner's stride with the right or the left knee in front. */
export const strideRight = pose(
  { lean: 13, twist: 14, look: -8, lift: 0.05 },
  [
    { swing: 42, out: 8, bend: 85, end: 12 },
    { swing: -48, out: 14, bend: 80 },
  ],
  [
    { swing: -34, bend: 42, end: 45 },
    { swing: 62, bend: 72, end: 12 },
  ],
);
export const strideLeft = pose(
  { lean: 13, twist: -14, look: 8, lift: 0.05 },
  [
    { swing: -48, out: 14, bend: 80 },
    { swing: 42, out: 8, bend: 85, end: 12 },
  ],
  [
    { swing: 62, bend: 72, end: 12 },
    { swing: -34, bend: 42, end: 45 },
  ],
);
const passRight = pose(
  { lean: 12 },
  [
    { swing: 0, out: 12, bend: 75 },
    { swing: 4, out: 12, bend: 75 },
  ],
  [
    { swing: 12, bend: 14 },
    { swing: 18, bend: 105, end: 25 },
  ],
);
const passLeft = pose(
  { lean: 12 },
  [
    { swing: 4, out: 12, bend: 75 },
    { swing: 0, out: 12, bend: 75 },
  ],
  [
    { swing: 18, bend: 105, end: 25 },
    { swing: 12, bend: 14 },
  ],
);

/** Two strides take 0.64 s. */
export const running: Move = [
  { at: 0, pose: strideRight },
  { at: 0.16, pose: passLeft },
  { at: 0.32, pose: strideLeft },
  { at: 0.48, pose: passRight },
  { at: 0.64, pose: strideRight },
];

/** The pose of a move at a time; before it begins its first, after its end its last. */
export function poseAt(move: Move, at: number): Pose {
  const next = move.findIndex((key) => key.at >= at);
  const to = move[next] ?? move.at(-1);
  const from = next === -1 ? to : (move[next - 1] ?? to);
  if (!from || !to) return standing;
  if (from === to) return to.pose;
  const share = (at - from.at) / (to.at - from.at);
  return poseBetween(from.pose, to.pose, share * share * (3 - 2 * share));
}

/** Someone who runs on and on. */
export function runningAt(at: number): Pose {
  const whole = running.at(-1)?.at ?? 1;
  return poseAt(running, ((at % whole) + whole) % whole);
}
