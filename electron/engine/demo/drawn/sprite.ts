// One athlete as a picture of their own, with what is around them left out, ready to be laid over a scene.

import { partsOf, sized, type Build } from './athletes/body.ts';
import { skeletonOf, type Pose } from './athletes/pose.ts';
import { shaded, type Lighting, type Look } from './shade.ts';
import { addPart, type Part, type Surface, type View } from './surface.ts';
import { turned, type Frame, type Vec } from './vectors.ts';

/** Light times cover, and cover, 0..1: four numbers a pixel. (left, top) is where it lies in the scene. */
export type Sprite = {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Float32Array;
};

export type Athlete = {
  readonly pose: Pose;
  /** Degrees: 0 to the right, 90 to the camera. */
  readonly facing: number;
  readonly build: Build;
  readonly look: Look;
};

/** Each pixel is the mean of so many across and down; out of focus one is enough. */
const FINER = 2;
const SOFT_FROM = 2;
/** The camera looks down on the pitch a little: radians. */
export const DOWNWARD = 0.1;

const seenFromAbove = (place: Vec): Vec => turned(place, [1, 0, 0], DOWNWARD);
const frameFromAbove = ({ ahead, up, left }: Frame): Frame => {
  return { ahead: seenFromAbove(ahead), up: seenFromAbove(up), left: seenFromAbove(left) };
};

/** The parts of an athlete who stands at the origin, as the camera has them. */
export function athleteParts({ pose, facing, build }: Athlete): {
  readonly parts: readonly Part[];
  readonly chest: Frame;
  readonly head: Frame;
} {
  const body = sized(skeletonOf(pose, [0, 0, 0], facing), [0, 0, 0], build.tall);
  const parts = partsOf(body, build).map((part) => {
    return {
      ...part,
      from: seenFromAbove(part.from),
      to: seenFromAbove(part.to),
      wide: seenFromAbove(part.wide),
    };
  });
  return { parts, chest: frameFromAbove(body.chest), head: frameFromAbove(body.head) };
}

/** The rectangle of the scene that an athlete is in, in pixels. */
export function athleteBounds(athlete: Athlete, at: View): Omit<Sprite, 'data'> {
  return boundsOf(athleteParts(athlete).parts, at);
}

/**
 * @param at where the ground below the hips lies in the scene, in pixels; `scale` pixels a metre
 * @param blurPx how much it will be blurred (sigma)
 */
export function drawnAthlete(
  athlete: Athlete,
  at: View,
  lighting: Lighting,
  blurPx: number,
  surfaceOf: (widthPx: number, heightPx: number) => Surface,
): Sprite {
  const finer = blurPx < SOFT_FROM ? FINER : 1;
  const { parts, ...body } = athleteParts(athlete);
  const bounds = boundsOf(parts, at);
  const scale = at.scale * finer;
  const fine = surfaceOf(bounds.widthPx * finer, bounds.heightPx * finer);
  const view = { scale, x: (at.x - bounds.left) * finer, y: (at.y - bounds.top) * finer };
  for (const part of parts) addPart(fine, part, view);
  return { ...bounds, data: shaded(fine, body, athlete.look, lighting, scale, finer) };
}

function boundsOf(parts: readonly Part[], { scale, x, y }: View): Omit<Sprite, 'data'> {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { from, to, widths } of parts) {
    const room = Math.max(...widths) * scale + 2;
    left = Math.min(left, x + Math.min(from[0], to[0]) * scale - room);
    right = Math.max(right, x + Math.max(from[0], to[0]) * scale + room);
    top = Math.min(top, y - Math.max(from[1], to[1]) * scale - room);
    bottom = Math.max(bottom, y - Math.min(from[1], to[1]) * scale + room);
  }
  const [l, t] = [Math.floor(left), Math.floor(top)];
  return { left: l, top: t, widthPx: Math.ceil(right) - l, heightPx: Math.ceil(bottom) - t };
}
