// The short form of the faults: a few runs of each kind; `npm run test:faults` is the long one.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds } from './kinds.ts';
import { sharesOf } from '../fixtures/shares.ts';
import { isClean, tableOf, tallyOf, type Tally } from './tally.ts';

const seed = 20261130;

describe('nothing is lost, half there, changed or doubled', () => {
  for (const kind of kinds)
    it(kind.name, { skip: kind.cannot ?? false }, async () => {
      const tally = await tallyOf(kind, kind.short, seed);
      assert.deepEqual(tally.notes, []);
      assert.equal(tally.runs, kind.short);
    });
});

describe('the tally of faults', () => {
  const found = (amiss: object) => ({
    name: 'made',
    weight: 1,
    short: 1,
    open: () =>
      Promise.resolve({
        run: () => Promise.resolve({ struck: 1, acknowledged: 2, ...amiss }),
        end: () => undefined,
      }),
  });

  for (const amiss of ['lost', 'half', 'changed', 'duplicated'])
    it(`is not clean when anything is ${amiss}`, async () => {
      assert.ok(isClean([await tallyOf(found({}), 3, 1)]));
      const tally: Tally = await tallyOf(found({ [amiss]: 1 }), 3, 1);
      assert.ok(!isClean([tally]));
      assert.match(tally.notes[0] ?? '', new RegExp(`^made, run 0: ${amiss} 1$`));
    });

  it('counts a run that ends with an error, and no more of its kind', async () => {
    const broken = {
      ...found({}),
      open: () =>
        Promise.resolve({
          run: () => Promise.reject(new Error('no such table: files')),
          end: () => undefined,
        }),
    };
    const tally = await tallyOf(broken, 3, 1);
    assert.ok(!isClean([tally]));
    assert.match(tally.notes.join(), /no such table/);
  });

  it('says all of it in one table, and shares out the runs', async () => {
    const tallies = [await tallyOf(found({ lost: 1 }), 3, 1), await tallyOf(found({}), 2, 1)];
    assert.equal(tableOf(tallies).at(-1)?.replaceAll(/ +/g, ' '), 'all 5 5 10 3 0 0 0');
    const shares = [...sharesOf(kinds, 500).values()];
    const sum = shares.reduce((total, share) => total + share, 0);
    assert.ok(sum > 490 && sum < 510, String(sum));
  });
});
