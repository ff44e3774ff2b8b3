// Key presses and what they mean.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyTable, meaningOf, type KeyPress } from '../../renderer/keys/key-table.ts';

function press(key: string, rest: Partial<KeyPress> = {}): KeyPress {
  const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return { key, ...none, ...rest };
}

describe('meaningOf', () => {
  it('tells picking from keeping the best of a burst', () => {
    assert.deepEqual(meaningOf(press('p'), 'grid'), { action: 'pick', shifted: false });
    const shiftP = meaningOf(press('P', { shiftKey: true }), 'grid');
    assert.deepEqual(shiftP, { action: 'pick', shifted: true }, 'and on to the next');
    const shiftK = meaningOf(press('K', { shiftKey: true }), 'grid');
    assert.deepEqual(shiftK, { action: 'pickBest', shifted: false });
  });

  it('reads digits by their place: Shift+3 is three stars and on to the next', () => {
    const three = press('#', { code: 'Digit3', shiftKey: true });
    assert.deepEqual(meaningOf(three, 'loupe'), { action: 'stars3', shifted: true });
    const keypad = press('7', { code: 'Numpad7' });
    assert.deepEqual(meaningOf(keypad, 'grid'), { action: 'label2', shifted: false });
  });

  it('reads by the character what is no digit there: NumLock off, Shift and AltGr on other layouts', () => {
    const left = press('ArrowLeft', { code: 'Numpad4' });
    assert.equal(meaningOf(left, 'grid')?.action, 'left');
    const slash = press('/', { code: 'Digit7', shiftKey: true });
    assert.equal(meaningOf(slash, 'grid')?.action, 'search');
    const altGraph = { getModifierState: () => true };
    assert.equal(meaningOf(press('[', { code: 'Digit8', ...altGraph }), 'grid')?.action, 'people');
    const onWindows = { code: 'Digit9', ctrlKey: true, altKey: true, ...altGraph };
    assert.equal(meaningOf(press(']', onWindows), 'grid')?.action, 'ranking');
    assert.equal(meaningOf(press('{', { code: 'Digit7', ...altGraph }), 'grid'), null);
  });

  it('takes Ctrl and Cmd for the same key, and neither for a plain letter', () => {
    assert.equal(meaningOf(press('z', { ctrlKey: true }), 'grid')?.action, 'undo');
    assert.equal(meaningOf(press('z', { metaKey: true }), 'grid')?.action, 'undo');
    assert.equal(meaningOf(press('z'), 'grid')?.action, 'zoom');
    assert.equal(meaningOf(press('p', { ctrlKey: true }), 'grid'), null);
  });

  it('reads ? and / by the letter, whatever Shift they need', () => {
    assert.equal(meaningOf(press('?', { code: 'Slash', shiftKey: true }), 'grid')?.action, 'help');
    assert.equal(meaningOf(press('/', { code: 'Slash' }), 'grid')?.action, 'search');
  });

  it('means one thing a chord in each view', () => {
    for (const view of ['grid', 'loupe'] as const) {
      const chords = keyTable
        .filter(({ views }) => views.includes(view))
        .flatMap((binding) => binding.chords);
      assert.equal(new Set(chords).size, chords.length);
    }
  });
});
