// The user's own weights by name.

import type { Preset } from '../../shared/contract.ts';
import { call } from '../page/engine.ts';
import { get, set } from '../page/store.ts';
import { strings } from '../strings.ts';
import { didUndoable, sayProblem } from '../page/toast.ts';
import { whileOpen } from '../page/while-open.ts';

async function reload(): Promise<void> {
  const { presets } = await call('preset.list', {});
  set({ presets });
}

async function write(preset: Preset): Promise<void> {
  await call('preset.save', { name: preset.name, weights: { ...preset.weights } });
  await reload();
}

async function remove(name: string): Promise<void> {
  await call('preset.remove', { name });
  await reload();
  if (get().presetName === name) set({ presetName: null });
}

/** Saves the weights as they stand; a name that was there before gets these weights. */
export async function savePreset(name: string): Promise<void> {
  const before = get().presets.find((preset) => preset.name === name);
  const saved: Preset = { name, weights: get().weights };
  const still = whileOpen();
  try {
    await write(saved);
    if (!still()) return;
    set({ presetName: name, aestheticBy: name }); // as when it is chosen later
    didUndoable({
      text: strings.ranking.saved(name),
      undo: () => (before ? write(before) : remove(name)),
      redo: () => write(saved),
    });
  } catch (error) {
    sayProblem(error);
  }
}

export async function removePreset(preset: Preset): Promise<void> {
  const still = whileOpen();
  try {
    await remove(preset.name);
    if (!still()) return;
    didUndoable({
      text: strings.ranking.removed(preset.name),
      undo: () => write(preset),
      redo: () => remove(preset.name),
    });
  } catch (error) {
    sayProblem(error);
  }
}
