// The sets of keys to choose from, the user's changes on top of one, and who has a key already.

import { keyTable, type ActionId, type KeyBinding } from './key-table.ts';
import { isRecord } from '../page/records.ts';

export const keySetNames = ['lightroom', 'photoMechanic'] as const;
export type KeySetName = (typeof keySetNames)[number];

type Chords = Readonly<Partial<Record<ActionId, readonly string[]>>>;

export type KeyChoice = {
  readonly set: KeySetName;
  /** What the user changed: the chords that an action has instead of the set's. */
  readonly changes: Chords;
};

export const firstKeys: KeyChoice = { set: 'lightroom', changes: {} };

/*
 * Photo Mechanic as its makers describe it (docs.camerabits.com, "Star Ratings"; the PM5 manual on wiki.camerabits.com,
 * "Selection Tags and Color Classes" and "Preview Window"): T tags and untags, Ctrl with 1 to 5 and 0 rates, digits alone
 * give the colour class (its preferences can swap the two), the space bar opens the preview, I the caption. Its eight colour classes and
 * their colours are its own: here the digits give Podium's five labels in Podium's order. It has no reject; X, P, U and
 * everything else it does not have are as in Lightroom.
 */
const photoMechanic: Chords = {
  togglePick: ['t'],
  stars0: ['Mod+0'],
  stars1: ['Mod+1'],
  stars2: ['Mod+2'],
  stars3: ['Mod+3'],
  stars4: ['Mod+4'],
  stars5: ['Mod+5'],
  label0: ['0'],
  label1: ['1'],
  label2: ['2'],
  label3: ['3'],
  label4: ['4'],
  label5: ['5'],
  loupe: ['Space', 'e', 'Enter'],
  zoom: ['z'],
  captions: ['i'],
  info: ['Shift+i'],
};

const sets: Readonly<Record<KeySetName, Chords>> = { lightroom: {}, photoMechanic };

/** The table of keys that holds: no chord means two things in one view; what the user changed comes first. */
export function keysOf({ set, changes }: KeyChoice): readonly KeyBinding[] {
  const claimed = new Map<string, KeyBinding[]>();
  const claim = (binding: KeyBinding, chords: readonly string[]): KeyBinding => {
    const free = [...new Set(chords)].filter(
      (chord) => !claimed.get(chord)?.some((other) => shareView(other, binding)),
    );
    for (const chord of free) claimed.set(chord, [...(claimed.get(chord) ?? []), binding]);
    return { ...binding, chords: free };
  };
  const changed = new Map(
    keyTable.flatMap((binding) => {
      const chords = changes[binding.action];
      return chords ? [[binding.action, claim(binding, chords)] as const] : [];
    }),
  );
  return keyTable.map(
    (binding) =>
      changed.get(binding.action) ?? claim(binding, sets[set][binding.action] ?? binding.chords),
  );
}

/** The first chord of an action, as it holds now; undefined when it has none. */
export function chordFor(choice: KeyChoice, action: ActionId): string | undefined {
  return keysOf(choice).find((binding) => binding.action === action)?.chords[0];
}

function shareView(a: KeyBinding, b: KeyBinding): boolean {
  return a.views.some((view) => b.views.includes(view));
}

/** The actions that have a chord already where `action` would use it; mostly none. */
export function takenBy(choice: KeyChoice, action: ActionId, chord: string): readonly ActionId[] {
  const table = keysOf(choice);
  const own = table.find((binding) => binding.action === action);
  const others = table.filter(
    (binding) =>
      own && binding !== own && shareView(binding, own) && binding.chords.includes(chord),
  );
  return others.map((binding) => binding.action);
}

/** Gives an action one chord, taking it from whoever has it. */
export function withKey(choice: KeyChoice, action: ActionId, chord: string): KeyChoice {
  const taken = takenBy(choice, action, chord);
  const losing = keysOf(choice).filter((binding) => taken.includes(binding.action));
  const lost = losing.map(
    ({ action: loser, chords }) => [loser, chords.filter((other) => other !== chord)] as const,
  );
  const changes: Chords = { ...choice.changes, ...Object.fromEntries(lost), [action]: [chord] };
  return { ...choice, changes };
}

/** What was kept, as far as it still makes sense: actions come and go between versions. */
export function keyChoiceFrom(value: unknown): KeyChoice {
  if (!isRecord(value)) return firstKeys;
  const set = keySetNames.find((name) => name === value['set']) ?? firstKeys.set;
  const kept = isRecord(value['changes']) ? value['changes'] : {};
  const entries = keyTable.flatMap(({ action }) => {
    const chords = kept[action];
    return isChords(chords) ? [[action, chords] as const] : [];
  });
  return { set, changes: Object.fromEntries(entries) };
}

function isChords(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= 4 &&
    value.every((chord) => typeof chord === 'string' && chord !== '' && chord.length <= 40)
  );
}
