// The weights of one of Podium's presets as a host is asked for them by name, and what they cannot weigh.

import type { PhotoColumns } from '../photo.ts';
import { isPresetName, presetNames, presetWeights } from '../ranking/presets.ts';
import { activeWeights, type Weights } from '../ranking/ranking.ts';
import { EngineError } from '../calls/rpc.ts';
import type { Settings } from '../settings.ts';
import { signals } from '../signals.ts';

/** Throws EngineError `bad-input` for an unknown name, and for a preset that tells no photos apart. */
export function weightsOfPreset(settings: Settings, preset: string): Weights {
  if (!isPresetName(preset)) {
    const known = presetNames.join(', ');
    throw new EngineError('bad-input', `There is no preset "${preset}"; there are ${known}.`);
  }
  const weights = presetWeights(settings, preset);
  if (activeWeights(weights).length > 0) return weights;
  throw new EngineError(
    'bad-input',
    `All weights of the preset "${preset}" are 0, so nothing tells its photos apart. Raise one with "podium settings set weights.${preset}.sharpness 0.5", or give weights of your own.`,
  );
}

/** Labels of the weighted signals that no photo has, so that nobody wonders why they change nothing. */
export function unmeasuredSignals(
  columns: Pick<PhotoColumns, 'signals'>,
  weights: Weights,
): string[] {
  return activeWeights(weights)
    .filter(([name]) => columns.signals[name].every(Number.isNaN))
    .map(([name]) => signals[name].label);
}
