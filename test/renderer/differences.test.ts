// Why one photo stands before the other.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differences } from '../../renderer/compare/differences.ts';
import type { Part } from '../../renderer/weights/explained.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const parts = fc.uniqueArray(
  fc.record({
    label: fc.constantFrom('Sharpness', 'Exposure', 'Smile', 'Contrast'),
    normalised: share,
    contribution: share,
  }),
  { selector: ({ label }) => label },
);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('differences', () => {
  it('adds up to the difference of the scores, but for what is too small to show', () => {
    fc.assert(
      fc.property(parts, parts, (first, second) => {
        const found = differences(first, second, 10);
        const scores = [first, second].map((side) => sum(side.map((part) => part.contribution)));
        const gains = sum(found.map(({ gain }) => gain));
        assert.ok(Math.abs(gains - ((scores[0] ?? 0) - (scores[1] ?? 0))) < 4 * 0.005 + 1e-9);
      }),
    );
  });

  it('puts the greatest difference first and says the opposite with the sides swapped', () => {
    fc.assert(
      fc.property(parts, parts, (first, second) => {
        const found = differences(first, second, 3);
        assert.ok(found.length <= 3);
        found.forEach(({ gain }, place) => {
          assert.ok(Math.abs(gain) <= Math.abs(found[place - 1]?.gain ?? Infinity));
        });
        const swapped = new Map(differences(second, first, 10).map((each) => [each.label, each]));
        for (const { label, gain, first: one } of found) {
          assert.equal(swapped.get(label)?.gain, -gain);
          assert.equal(swapped.get(label)?.second, one);
        }
      }),
    );
  });

  it('tells a signal that one of them does not have from a bad one', () => {
    const smiling: Part = { label: 'Smile', normalised: 0.8, contribution: 0.4 };
    assert.deepEqual(differences([smiling], [], 4), [
      { label: 'Smile', first: 0.8, second: null, gain: 0.4 },
    ]);
  });

  it('finds nothing between equals', () => {
    const same: Part = { label: 'Smile', normalised: 0.8, contribution: 0.4 };
    assert.deepEqual(differences([same], [{ ...same }], 4), []);
  });
});
