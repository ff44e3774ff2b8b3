// Directions and places in space, in metres: x to the right of the picture, y up, z towards the camera.

export type Vec = readonly [x: number, y: number, z: number];

/** Three directions at right angles: where somebody faces, their own up, and their left. */
export type Frame = { readonly ahead: Vec; readonly up: Vec; readonly left: Vec };

export const sum = (a: Vec, b: Vec, times = 1): Vec => [
  a[0] + b[0] * times,
  a[1] + b[1] * times,
  a[2] + b[2] * times,
];

export const scaled = (a: Vec, by: number): Vec => [a[0] * by, a[1] * by, a[2] * by];

export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export function unit(a: Vec): Vec {
  const length = Math.sqrt(dot(a, a)); // Math.hypot takes ten times as long
  return length > 0 ? scaled(a, 1 / length) : [0, 1, 0];
}

export const between = (a: Vec, b: Vec, share: number): Vec => sum(scaled(a, 1 - share), b, share);

/** `a` turned about `axis` by an angle in radians, by the right-hand rule (Rodrigues). */
export function turned(a: Vec, axis: Vec, angle: number): Vec {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return sum(sum(scaled(a, c), cross(axis, a), s), axis, dot(axis, a) * (1 - c));
}

export function turnedFrame({ ahead, up, left }: Frame, axis: Vec, angle: number): Frame {
  return {
    ahead: turned(ahead, axis, angle),
    up: turned(up, axis, angle),
    left: turned(left, axis, angle),
  };
}
