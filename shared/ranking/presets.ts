// Weights by name: the presets kept in the settings, and weights typed as text.

import { activeWeights, maxWeight, type Weights } from './ranking.ts';
import { EngineError } from '../calls/rpc.ts';
import { settingNames, settingSpecs, type Settings } from '../settings.ts';
import { signalNames, signals, type SignalName } from '../signals.ts';

export type PresetName = Settings['ranking.preset'];

export const presetNames: readonly PresetName[] = settingSpecs['ranking.preset'].choices;

export function isPresetName(name: string): name is PresetName {
  return presetNames.some((preset) => preset === name);
}

/** The weights of a preset as the settings have them, unscaled; scoring divides by their sum. */
export function presetWeights(settings: Settings, preset: PresetName): Weights {
  const prefix = `weights.${preset}.`;
  const weights: Partial<Record<SignalName, number>> = {};
  for (const name of settingNames) {
    if (!name.startsWith(prefix)) continue;
    const signal = name.slice(prefix.length);
    const value = settings[name];
    if (isSignalName(signal) && typeof value === 'number') weights[signal] = value;
  }
  return weights;
}

export function isSignalName(name: string): name is SignalName {
  return Object.hasOwn(signals, name);
}

/**
 * Reads weights written as `sharpness=0.5,smile=0.2`; what is not named weighs nothing.
 * Throws EngineError `bad-input` with a sentence that says which part is wrong.
 */
export function parseWeights(text: string): Weights {
  const weights: Partial<Record<SignalName, number>> = {};
  for (const part of text.split(',')) {
    const [name, weight] = parseWeight(part.trim());
    if (weights[name] !== undefined) refuse(`The weight of ${name} is given twice.`);
    weights[name] = weight;
  }
  if (activeWeights(weights).length === 0) refuse('At least one weight must be above 0.');
  return weights;
}

function parseWeight(part: string): [SignalName, number] {
  const [name = '', value, ...rest] = part.split('=').map((piece) => piece.trim());
  if (name === '' || value === undefined || rest.length > 0) {
    refuse(`"${part}" is not a weight: write sharpness=0.5,smile=0.2.`);
  }
  if (!isSignalName(name)) {
    const names = signalNames.join(', ');
    refuse(
      `There is no signal "${name}". Did you mean ${nearestSignal(name)}? The signals are ${names}.`,
    );
  }
  const weight = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
  if (!(weight >= 0 && weight <= maxWeight)) {
    refuse(`The weight of ${name} must be a number from 0 up, not "${value}".`);
  }
  return [name, weight];
}

function refuse(message: string): never {
  throw new EngineError('bad-input', message);
}

/** The signal whose name begins most like the text; of equals the one whose whole name is nearest. */
export function nearestSignal(text: string): SignalName {
  const costs = signalNames.map((name) => {
    const distances = editDistances(text.toLowerCase(), name);
    return { name, start: Math.min(...distances), whole: distances.at(-1) ?? 0 };
  });
  return costs.reduce((best, cost) => {
    const difference = cost.start - best.start || cost.whole - best.whole;
    return difference < 0 ? cost : best;
  }).name;
}

/** Levenshtein distances (letters added, dropped or changed) of `a` to each beginning of `b`, the whole last. */
function editDistances(a: string, b: string): readonly number[] {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row;
}
