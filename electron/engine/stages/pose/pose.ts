// The joints of the main bodies of a photo, and the action in them.

import type { Pose, Thing } from '../../../../shared/moments/seen.ts';
import type { Measured } from '../../../../shared/signals.ts';
import type { Model } from '../../running/inference.ts';
import { areaOf } from '../bodies/places.ts';
import type { SeenBodies } from '../bodies/bodies.ts';
import type { Pyramid } from '../faces/face-crops.ts';
import { actionOf, READABLE_FROM, sureness } from './action.ts';
import { findPose, type Quarters } from './movenet.ts';

/** Room around a body's box for arms that reach out of it. */
const ROOM = 1.2;
/** Of the main bodies those count that are at least this share of the first one: the others stand behind it. */
const BESIDE = 0.25;
/** Of one beside a main body that cannot be read: from here on there is action in the photo, whatever the other does. */
const IN_ACTION = 0.5;

export type SeenPose = { readonly body: number; readonly joints: Pose };

export type SeenPoses = {
  /** `body` is the index of the person among the things seen. */
  readonly poses: readonly SeenPose[];
  /** 0..1, the most of the bodies that can be read. */
  readonly action: Measured;
};

/** A body that lies, and cannot be read as it is (a dive, a fall, a swimmer), is looked at from both sides as well. */
async function poseOf(pyramid: Pyramid, { box }: Thing, model: Model): Promise<Pose> {
  const { widthPx, heightPx } = pyramid.raster;
  const [wide, high] = [box.width * widthPx, box.height * heightPx];
  const sidePx = ROOM * Math.max(wide, high);
  const x = (box.x + box.width / 2) * widthPx - sidePx / 2;
  const y = (box.y + box.height / 2) * heightPx - sidePx / 2;
  const look = (quarters: Quarters) => findPose(pyramid, { x, y, sidePx }, model, quarters);
  const upright = await look(0);
  if (wide <= high || sureness(upright) >= READABLE_FROM) return upright;
  const [left, right] = [await look(-1), await look(1)];
  return [left, right].reduce((a, b) => (sureness(b) > sureness(a) ? b : a), upright);
}

export async function seePoses(
  pyramid: Pyramid,
  { things, bodies, ridden }: SeenBodies,
  model: Model,
): Promise<SeenPoses> {
  const { widthPx, heightPx } = pyramid.raster;
  const poses: SeenPose[] = [];
  for (const body of bodies) {
    const thing = things[body];
    if (thing) poses.push({ body, joints: await poseOf(pyramid, thing, model) });
  }
  const area = (body: number | undefined) => {
    const thing = body === undefined ? undefined : things[body];
    return thing ? areaOf(thing.box) : 0;
  };
  const beside = poses.filter(({ body }) => area(body) >= BESIDE * area(bodies[0]));
  const actions = beside.map(({ joints }) => actionOf(joints, widthPx / heightPx));
  if (poses.length === 0 && !ridden) return { poses, action: 'not there' };
  return { poses, action: ridden ? 'cannot tell' : mostOf(actions) };
}

/** The most of them, the main body's first; where that cannot be read, it may be more than what little the others show. */
function mostOf(actions: readonly (number | null)[]): Measured {
  const read = actions.filter((action) => action !== null);
  const most = Math.max(0, ...read);
  const isHidden = actions[0] === null && most < IN_ACTION;
  return read.length === 0 || isHidden ? 'cannot tell' : most;
}
