// The stage of analysis that tells a photo's sport: there is one only where a classifier is in use.

import type { InstalledModel } from '../../../models/folder.ts';
import type { SportKey } from '../cache/sports.ts';
import type { LazyClassifier } from './open-sports.ts';
import type { RunVersions } from '../versions.ts';

export type SportStage = LazyClassifier & { readonly key: SportKey };

/** The stage as `versions` has it. */
export function sportStage(
  { id }: InstalledModel,
  { sport }: RunVersions,
  classifier: LazyClassifier,
): SportStage {
  if (sport === undefined) throw new RangeError('A run with a classifier has a sport stage.');
  return { key: { model: id, version: sport }, get: () => classifier.get() };
}
