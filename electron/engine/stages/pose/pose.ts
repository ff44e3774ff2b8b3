// The joints of the main bodies of a photo, and the action in them.

import type { Pose, Thing } from '../../../../shared/moments/seen.ts';
import type { Measured } from '../../../../shared/signals.ts';
import type { Model } from '../../running/inference.ts';
import { areaOf } from '../bodies/places.ts';
import type { SeenBodies } from '../bodies/bodies.ts';
import type { Pyramid } from '../faces/face-crops.ts';
import { actionOf } from './action.ts';
import { findPose } from './movenet.ts';

/** Room around a body's box for arms that reach out of it. */
const ROOM = 1.2;
/** Of the main bodies those count that are at least this share of the first one: the others stand behind it. */
const BESIDE = 0.25;

export type SeenPose = { readonly body: number; readonly joints: Pose };

export type SeenPoses = {
  /** `body` is the index of the person among the things seen. */
  readonly poses: readonly SeenPose[];
  /** 0..1, the most of the bodies that can be read. */
  readonly action: Measured;
};

async function poseOf(pyramid: Pyramid, { box }: Thing, model: Model): Promise<Pose> {
  const { widthPx, heightPx } = pyramid.raster;
  const sidePx = ROOM * Math.max(box.width * widthPx, box.height * heightPx);
  const x = (box.x + box.width / 2) * widthPx - sidePx / 2;
  const y = (box.y + box.height / 2) * heightPx - sidePx / 2;
  return findPose(pyramid, { x, y, sidePx }, model);
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
  const actions = beside.flatMap(({ joints }) => actionOf(joints, widthPx / heightPx) ?? []);
  if (poses.length === 0 && !ridden) return { poses, action: 'not there' };
  const told = !ridden && actions.length > 0;
  return { poses, action: told ? Math.max(...actions) : 'cannot tell' };
}
