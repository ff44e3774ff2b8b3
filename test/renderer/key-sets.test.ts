// Sets of keys and the user's changes on top of them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  firstKeys,
  keyChoiceFrom,
  keySetNames,
  keysOf,
  takenBy,
  withKey,
  type KeyChoice,
} from '../../renderer/keys/key-sets.ts';
import { keyTable, type ActionId } from '../../renderer/keys/key-table.ts';

const chordsOf = (choice: KeyChoice, action: ActionId) =>
  keysOf(choice).find((binding) => binding.action === action)?.chords;

const views = [...new Set(keyTable.flatMap((binding) => binding.views))];
const actions = keyTable.map(({ action }) => action);
const chords = ['p', 'x', 't', '1', 'Mod+1', 'Shift+p', 'Space', 'ArrowLeft', 'F7'];
const change = fc.tuple(fc.constantFrom(...actions), fc.constantFrom(...chords));
const choices = fc
  .tuple(fc.constantFrom(...keySetNames), fc.array(change, { maxLength: 6 }))
  .map(([set, changes]) =>
    changes.reduce<KeyChoice>((choice, [action, chord]) => withKey(choice, action, chord), {
      set,
      changes: {},
    }),
  );

describe('the keys that hold', () => {
  it('are the table itself before anything is chosen', () => {
    assert.deepEqual(keysOf(firstKeys), keyTable);
  });

  it('tag with T, label with digits and rate with Ctrl and digits in Photo Mechanic', () => {
    const choice: KeyChoice = { set: 'photoMechanic', changes: {} };
    assert.deepEqual(chordsOf(choice, 'togglePick'), ['t']);
    assert.deepEqual(chordsOf(choice, 'stars3'), ['Mod+3']);
    assert.deepEqual(chordsOf(choice, 'label3'), ['3']);
    assert.deepEqual(chordsOf(choice, 'label0'), ['0']);
    assert.deepEqual(chordsOf(choice, 'reject'), ['x'], 'it has none: as in Lightroom');
  });

  it('never mean two things in one view, whatever was changed and kept', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...actions),
      fc.array(fc.constantFrom(...chords), { maxLength: 4 }),
    );
    const kept = anything.map((changes) => keyChoiceFrom({ set: 'photoMechanic', changes }));
    fc.assert(
      fc.property(fc.oneof(choices, kept), (choice) => {
        for (const view of views) {
          const used = keysOf(choice)
            .filter(({ views }) => views.includes(view))
            .flatMap((binding) => binding.chords);
          assert.equal(new Set(used).size, used.length);
        }
      }),
    );
  });

  it('give the new key to the action that asked for it, and to nobody else', () => {
    fc.assert(
      fc.property(choices, change, (before, [action, chord]) => {
        const after = withKey(before, action, chord);
        assert.deepEqual(chordsOf(after, action), [chord]);
        const losers = takenBy(before, action, chord);
        for (const binding of keysOf(before)) {
          if (binding.action === action) continue;
          const left = binding.chords.filter(
            (other) => other !== chord || !losers.includes(binding.action),
          );
          const own = chordsOf(before, action) ?? [];
          const now = chordsOf(after, binding.action) ?? [];
          assert.deepEqual(
            now.filter((other) => !own.includes(other)),
            left.filter((other) => !own.includes(other)),
            binding.action,
          );
        }
      }),
    );
  });

  it('tell who has a key', () => {
    assert.deepEqual(takenBy(firstKeys, 'clear', 'x'), ['reject', 'takeOut']);
    assert.deepEqual(takenBy(firstKeys, 'reject', 'x'), [], 'its own');
    assert.deepEqual(takenBy(firstKeys, 'reject', 'F7'), []);
  });
});

describe('kept keys', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const kept: unknown = JSON.parse(JSON.stringify(choice));
        assert.deepEqual(keysOf(keyChoiceFrom(kept)), keysOf(choice));
      }),
    );
  });

  it('are left out where they make no sense', () => {
    assert.deepEqual(keyChoiceFrom(null), firstKeys);
    assert.deepEqual(keyChoiceFrom([1]), firstKeys);
    assert.deepEqual(
      keyChoiceFrom({
        set: 'vim',
        changes: { fly: ['f'], pick: 'k', reject: [7], clear: ['c'], undo: [''] },
      }),
      { set: 'lightroom', changes: { clear: ['c'] } },
    );
  });
});
