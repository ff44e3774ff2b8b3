// Choosing the set of keys and changing single keys; each change can be taken back.

import { note } from '../../shared/shoot/acts/undo.ts';
import { openedNow, page, setKept } from '../page/store.ts';
import { strings } from '../strings.ts';
import { chordText } from './chord-text.ts';
import { firstKeys, withKey, type KeyChoice, type KeySetName } from './key-sets.ts';
import type { ActionId } from './key-table.ts';

/** The way back is that of looking: keys are no decision about photos. */
function change(text: string, keys: KeyChoice): void {
  const before = page().kept.keys;
  const now = openedNow();
  setKept({ keys });
  if (now)
    note(now, 'looked', {
      text,
      undo: () => setKept({ keys: before }),
      redo: () => setKept({ keys }),
    });
}

export function chooseKeySet(name: KeySetName): void {
  const { keys } = page().kept;
  if (keys.set !== name)
    change(strings.help.switched(strings.help.sets[name].name), { ...keys, set: name });
}

/** Gives an action a key, taking it from whatever had it. */
export function changeKey(action: ActionId, chord: string): void {
  const text = strings.help.changed(strings.actions[action], chordText(chord));
  change(text, withKey(page().kept.keys, action, chord));
}

export function resetKeys(): void {
  change(strings.help.wasReset, { ...firstKeys, set: page().kept.keys.set });
}
