import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Choice, Verdict } from '../../shared/taste/choice.ts';
import { goldRaters, goldSentence } from '../../shared/taste/gold-pairs.ts';

const picture = (number: number) => number.toString(16).padStart(64, '0');

function choice(rater: string, left: number, right: number, verdict: Verdict): Choice {
  const shown = 'given';
  return {
    ...{ left: picture(left), right: picture(right), verdict, rater },
    ...{ sport: '', shown, atMs: 0 },
  };
}

/** Ten pairs, the even picture the better one; the last is too close. */
const gold = Array.from({ length: 10 }, (_, i) =>
  choice('gold', 2 * i, 2 * i + 1, i === 9 ? 'close' : 'left'),
);

describe('raters against gold pairs', () => {
  it('are right where they choose as settled, whichever side, their last word counting', () => {
    const steady = Array.from({ length: 10 }, (_, i) =>
      choice('ann', 2 * i + 1, 2 * i, i === 3 ? 'left' : 'right'),
    );
    const [ann, bob] = goldRaters(
      [
        ...gold,
        ...steady,
        choice('bob', 0, 1, 'right'),
        choice('bob', 0, 1, 'left'),
        choice('bob', 2, 3, 'close'),
        choice('bob', 4, 5, 'skip'),
        choice('bob', 90, 91, 'left'),
      ],
      'gold',
    );
    assert.ok(ann && bob);
    assert.deepEqual([ann.name, ann.pairs, ann.right, ann.close], ['ann', 9, 8, 0]);
    assert.deepEqual(ann.apart, [[picture(6), picture(7)]]);
    assert.match(
      goldSentence(ann),
      /^ann: 8 of 9 gold pairs as settled .*surely better than chance/,
    );
    assert.deepEqual([bob.pairs, bob.right, bob.close], [1, 1, 1]);
    assert.match(goldSentence(bob), /1 of 1 gold pairs .* 1 too close: that may be chance/);
  });

  it('cannot be told of where there are none, and are told of where they choose against them', () => {
    assert.deepEqual(goldRaters([choice('ann', 1, 2, 'left')], 'gold'), []);
    const [none] = goldRaters([...gold, choice('ann', 70, 71, 'left')], 'gold');
    assert.ok(none);
    assert.equal(none.interval, null);
    assert.match(goldSentence(none), /nothing can be told/);
    const against = gold.map((one) => ({ ...one, rater: '', verdict: 'right' as const }));
    const [you] = goldRaters([...gold, ...against], 'gold');
    assert.ok(you);
    assert.match(goldSentence(you), /^You: 0 of 9 .* surely against what was settled/);
  });
});
