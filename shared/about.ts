// All that is known of one photo, for other programs and for the command line.

import type { PhotoAbout } from './contract-outputs.ts';
import { joints, type JointName, type Pose } from './moments/seen.ts';
import type { ShotFacts } from './shot.ts';

type Joint = {
  readonly name: JointName;
  readonly x: number;
  readonly y: number;
  readonly score: number;
};

export type AboutRows = Pick<PhotoAbout, 'widthPx' | 'heightPx' | 'sizeBytes'> & {
  readonly shot: Omit<ShotFacts, 'takenMs'> & { readonly taken: string | null };
  readonly seen: Omit<PhotoAbout['seen'], 'poses'> & {
    readonly poses: { readonly thing: number; readonly joints: readonly Joint[] }[] | null;
  };
};

/** As JSON: times as they stood on the camera's clock, joints by their names. */
export function aboutRows({ widthPx, heightPx, sizeBytes, shot, seen }: PhotoAbout): AboutRows {
  const { takenMs, ...rest } = shot;
  const taken = takenMs === null ? null : new Date(takenMs).toISOString().slice(0, -1);
  const named = (found: Pose) =>
    found.flatMap((joint, i) => {
      const name = joints[i];
      return name === undefined ? [] : [{ name, ...joint }];
    });
  const poses =
    seen.poses?.map(({ thing, joints: found }) => ({ thing, joints: named(found) })) ?? null;
  return { widthPx, heightPx, sizeBytes, shot: { taken, ...rest }, seen: { ...seen, poses } };
}
