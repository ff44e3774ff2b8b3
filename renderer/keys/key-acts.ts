// Choosing the set of keys and changing single keys; each change can be undone.

import { chordText } from './chord-text.ts';
import { firstKeys, withKey, type KeyChoice, type KeySetName } from './key-sets.ts';
import type { ActionId } from './key-table.ts';
import { get, set } from '../page/store.ts';
import { strings } from '../strings.ts';
import { changing } from '../page/toast.ts';

function change(text: string, keys: KeyChoice): void {
  const write = (value: KeyChoice) => set({ keys: value });
  changing(text, () => get().keys, write);
  write(keys);
}

export function chooseKeySet(name: KeySetName): void {
  const { keys } = get();
  if (keys.set !== name)
    change(strings.help.switched(strings.help.sets[name].name), { ...keys, set: name });
}

/** Gives an action a key, taking it from whatever had it. */
export function changeKey(action: ActionId, chord: string): void {
  const text = strings.help.changed(strings.actions[action], chordText(chord));
  change(text, withKey(get().keys, action, chord));
}

export function resetKeys(): void {
  change(strings.help.wasReset, { ...firstKeys, set: get().keys.set });
}
