// The user's own weights by name, and a sport that counts: what is kept of how one looks at photos.

import type { Preset } from '../../contract.ts';
import { want } from './finding.ts';
import { attempt, type OpenShoot } from './open.ts';
import { takeResults } from './results.ts';
import { arrived } from '../changes.ts';
import type { Looking } from '../shoot.ts';
import { noteAndSay } from './undo.ts';

export async function loadPresets(open: OpenShoot): Promise<void> {
  const { presets } = await open.ask('preset.list', {});
  open.put(arrived(open.get(), { presets }));
}

async function write(open: OpenShoot, { name, weights }: Preset): Promise<void> {
  await open.tell('preset.save', { name, weights: { ...weights } });
  await loadPresets(open);
}

async function remove(open: OpenShoot, name: string): Promise<void> {
  await open.tell('preset.remove', { name });
  await loadPresets(open);
  if (open.get().wanted.presetName === name) want(open, { presetName: null });
}

/** Saves the weights as they stand; a name that was there before gets these weights. */
export function savePreset(open: OpenShoot, name: string, text: string): Promise<void> {
  return attempt(open, async () => {
    const { known, wanted } = open.get();
    const before = known.presets.find((preset) => preset.name === name);
    const saved: Preset = { name, weights: wanted.weights };
    await write(open, saved);
    want(open, { presetName: name, aestheticBy: name }); // as when it is chosen later
    noteAndSay(open, 'looked', {
      text,
      undo: () => (before ? write(open, before) : remove(open, name)),
      redo: () => write(open, saved),
    });
  });
}

export function removePreset(open: OpenShoot, preset: Preset, text: string): Promise<void> {
  return attempt(open, async () => {
    await remove(open, preset.name);
    noteAndSay(open, 'looked', {
      text,
      undo: () => write(open, preset),
      redo: () => remove(open, preset.name),
    });
  });
}

/** What a sport counts at first: as much as exposure in the preset for sports. */
const firstWeight = 0.2;

/** Ranks photos of a sport higher, or with an empty name those of none. */
export function countSport(open: OpenShoot, sport: string, text: string): Promise<void> {
  return attempt(open, async () => {
    const { known, wanted } = open.get();
    const { weights, presetName } = wanted;
    const choose = async (chosen: string, part: Partial<Looking>) => {
      const values = { 'sport.chosen': chosen };
      const settings = await open.tell('settings.write', { values });
      open.put(arrived(open.get(), { settings }));
      await takeResults(open);
      want(open, part);
    };
    const counts = sport === '' ? 0 : Math.max(weights.sport ?? 0, firstWeight);
    await choose(sport, { weights: { ...weights, sport: counts }, presetName: null });
    noteAndSay(open, 'looked', {
      text,
      undo: () => choose(known.settings['sport.chosen'], { weights, presetName }),
    });
  });
}
