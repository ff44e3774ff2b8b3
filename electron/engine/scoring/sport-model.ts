// Which model tells the sport: an imported classifier, or CLIP with the 100 names.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';

/** Names zero-shot wherever a classifier's id is asked for. */
export const zeroShotId = 'clip';

/** The classifier that a call names or the settings choose; null where CLIP is to tell. */
export function chosenClassifier(
  folder: ModelFolder,
  settings: Settings,
  wanted: string | undefined,
): InstalledModel | null {
  if (wanted === zeroShotId) return null;
  if (wanted !== undefined) return namedClassifier(folder, wanted);
  if (settings['sport.source'] === 'clip') return null;
  return folder.chosen('classifier');
}

function namedClassifier(folder: ModelFolder, id: string): InstalledModel {
  const model = folder.installed(id);
  if (model?.role === 'classifier') return model;
  const known = folder
    .list()
    .filter(({ role, installed }) => role === 'classifier' && installed)
    .map((status) => status.id);
  const there = [...known, zeroShotId].map((each) => `"${each}"`).join(', ');
  throw new EngineError('bad-input', `There is no classifier "${id}"; there are ${there}.`);
}
