// What the user said of moments: which photos are one, and which cameras' clocks were wrong.

import { openCameraClocks, type CameraClocks } from './camera-clocks.ts';
import type { Database } from './database.ts';
import { openHandBursts, type KeptHandBursts } from './hand-bursts.ts';
import { openRevisions } from './revisions.ts';

export type Moments = {
  readonly bursts: KeptHandBursts;
  readonly clocks: CameraClocks;
  /** Another number once anything of it was said anew, by whomever. */
  revision(): number;
};

export function openMoments(database: Database): Moments {
  const revisions = openRevisions(database);
  return {
    bursts: openHandBursts(database),
    clocks: openCameraClocks(database),
    revision: () => revisions.read().moments,
  };
}
