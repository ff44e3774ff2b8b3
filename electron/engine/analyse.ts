// The stages of analysis, top to bottom, and one photo through those of them that are stale. No database.

import type { Settings } from '../../shared/settings.ts';
import type { DecodedPhoto } from './formats/decode.ts';
import type { Earlier, Stage, StageVersion } from './stage.ts';
import { bodies } from './stages/bodies/stage.ts';
import { clip } from './stages/clip/stage.ts';
import { faces } from './stages/faces/stage.ts';
import { kits } from './stages/kits/stage.ts';
import { numbers } from './stages/numbers/stage.ts';
import { photo } from './stages/photo/stage.ts';
import { pixels } from './stages/pixels/stage.ts';
import { pose } from './stages/pose/stage.ts';
import { sport } from './stages/sport/stage.ts';

/** Each comes later than those whose results it reads. */
export const stages: readonly Stage[] = [
  photo,
  pixels,
  bodies,
  pose,
  kits,
  faces,
  numbers,
  clip,
  sport,
];

/** A stage of a run. */
export type RunningStage = StageVersion & {
  /** Its models, opened when first asked for. */
  readonly models: () => Promise<unknown>;
};

/** The results of the stages in `stale`, in their order; `recall` reads what another found in the photo before. */
export async function analysePhoto(
  decoded: DecodedPhoto,
  stale: readonly RunningStage[],
  settings: Settings,
  recall: <Result>(stage: Earlier<Result>) => Result,
): Promise<(StageVersion & { readonly result: unknown })[]> {
  const results = new Map<string, unknown>();
  const earlier = <Result>(stage: Earlier<Result>) =>
    results.has(stage.name) ? (results.get(stage.name) as Result) : recall(stage);
  for (const { stage, models } of stale)
    results.set(
      stage.name,
      await stage.run(decoded, { models: await models(), settings, earlier }),
    );
  return stale.map(({ stage, version }) => ({ stage, version, result: results.get(stage.name) }));
}
