// Selecting several photos: clicks, toggles, ranges.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  everything,
  only,
  ranged,
  shownSelected,
  together,
  toggled,
  type Selection,
} from '../../shared/shoot/selection.ts';

/** Photo i has the id 100 + i; the screen shows some of them, in any order. */
const ids = Float64Array.from({ length: 12 }, (_, photo) => 100 + photo);
const shownOf = fc
  .shuffledSubarray([...ids.keys()], { minLength: 1 })
  .map((photos) => Uint32Array.from(photos));

type Act = { readonly kind: 'only' | 'toggle' | 'range'; readonly place: number };
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom('only' as const, 'toggle' as const, 'range' as const),
    place: fc.nat({ max: 11 }),
  }),
);

function after(shown: Uint32Array, done: readonly Act[]): Selection {
  return done.reduce((before, { kind, place }) => {
    const near = place % shown.length;
    const id = ids[shown[near] ?? 0] ?? 0;
    if (kind === 'range') return ranged(before, { shown, ids }, near);
    return kind === 'only' ? only(id) : toggled(before, id);
  }, only(null));
}

describe('selecting', () => {
  it('always has the active photo among the selected, and never a set of one', () => {
    fc.assert(
      fc.property(shownOf, acts, (shown, done) => {
        const { selected, selection } = after(shown, done);
        assert.notEqual(selection.size, 1);
        if (selection.size > 1) assert.ok(selected !== null && selection.has(selected));
      }),
    );
  });

  it('selects exactly what lies between where the range began and its end', () => {
    fc.assert(
      fc.property(shownOf, fc.nat(), fc.nat(), fc.nat(), (shown, a, b, c) => {
        const [from, first, last] = [a % shown.length, b % shown.length, c % shown.length];
        const begun = only(ids[shown[from] ?? 0] ?? 0);
        const wider = ranged(ranged(begun, { shown, ids }, first), { shown, ids }, last);
        const expected = shown.slice(Math.min(from, last), Math.max(from, last) + 1);
        assert.deepEqual(shownSelected(wider, { shown, ids }), expected);
        assert.equal(wider.selected, ids[shown[last] ?? 0]);
      }),
    );
  });

  it('comes back when the same photo is toggled twice', () => {
    fc.assert(
      fc.property(shownOf, acts, fc.nat({ max: 11 }), (shown, done, photo) => {
        const before = after(shown, done);
        const twice = toggled(toggled(before, 100 + photo), 100 + photo);
        assert.deepEqual(together(twice), together(before));
      }),
    );
  });

  it('begins a range at the active photo when nothing else is known, and at itself when nothing is', () => {
    const shown = Uint32Array.of(4, 2, 7);
    const fromNothing = ranged(only(null), { shown, ids }, 1);
    assert.deepEqual([...together(fromNothing)], [102]);
    const hiddenAnchor = { ...only(107), anchor: 111 };
    assert.deepEqual([...together(ranged(hiddenAnchor, { shown, ids }, 1))], [102, 107]);
  });

  it('selects all that is shown, keeping the active photo', () => {
    const shown = Uint32Array.of(4, 2, 7);
    const all = everything(only(102), { shown, ids });
    assert.deepEqual(shownSelected(all, { shown, ids }), shown);
    assert.equal(all.selected, 102);
    assert.equal(everything(only(111), { shown, ids }).selected, 104);
  });

  it('leaves out what a filter hides', () => {
    const all = everything(only(102), { shown: Uint32Array.of(4, 2, 7), ids });
    const filtered = shownSelected(all, { shown: Uint32Array.of(7, 3), ids });
    assert.deepEqual(filtered, Uint32Array.of(7));
  });

  it('forgets what was selected when the active photo has moved on', () => {
    assert.deepEqual([...together({ selected: 103, selection: new Set([104, 105]) })], [103]);
  });
});
