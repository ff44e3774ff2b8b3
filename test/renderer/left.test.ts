// How the page was left: what is believed of what was kept.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { folderLeft, pageLeft } from '../../renderer/page/left.ts';
import { noFilters } from '../../shared/shoot/filters.ts';
import { firstKeys } from '../../renderer/keys/key-sets.ts';

describe('how the page was left', () => {
  it('is taken when it makes sense', () => {
    const kept = { tilePx: 240, peopleOpen: false, rankingOpen: true, keys: firstKeys };
    assert.deepEqual(pageLeft(kept), kept);
    assert.deepEqual(pageLeft(null), {});
  });

  it('is left out where it does not', () => {
    const kept = { tilePx: 1e6, peopleOpen: 'yes', keys: { set: 5 }, more: 1 };
    assert.deepEqual(pageLeft(kept), { keys: firstKeys });
  });
});

describe('how folders were left', () => {
  const kept = {
    weights: { sharpness: 0.5, smile: 0 },
    presetName: 'Finals',
    aestheticBy: 'album',
    filters: {
      ...noFilters,
      decision: 'picks',
      ball: 'inFrame',
      players: 'two',
      lens: '70-200',
      iso: [100, 800],
      shutter: [0.001, 0.01],
      ranges: { smile: [0.2, 1] },
    },
    sort: { by: 'time', reversed: true },
    selectedPath: '/m/a.jpg',
    topPath: null,
  };

  it('comes back as it was', () => {
    assert.deepEqual(folderLeft(JSON.parse(JSON.stringify(kept)) as object), kept);
  });

  it('is sorted by score where the order makes no sense, or was kept before there were others', () => {
    for (const sort of [undefined, 'time', { by: 'luck', reversed: true }])
      assert.deepEqual(folderLeft({ ...kept, sort })?.sort, { by: 'score', reversed: false });
  });

  it('is nothing for folders that are new, or whose weights are gone', () => {
    assert.equal(folderLeft(null), null);
    assert.equal(folderLeft({ ...kept, weights: { luck: 1, smile: 'much' } }), null);
  });

  it('has the filters that still make sense, and the others off', () => {
    const filters = {
      ...{
        decision: 'maybe',
        minStars: 9,
        label: 2.5,
        people: 'single',
        ball: 1,
        players: 'many',
        text: 7,
        lens: 70,
        iso: [800],
        shutter: 'fast',
      },
      ranges: { luck: [0, 1], smile: [1, 0], contrast: [0.1, 0.2], exposure: [0.1] },
    };
    assert.deepEqual(folderLeft({ ...kept, filters })?.filters, {
      ...noFilters,
      people: 'single',
      ranges: { contrast: [0.1, 0.2] },
    });
    assert.deepEqual(folderLeft({ ...kept, filters: 3 })?.filters, noFilters);
  });

  it('never fails, whatever was kept', () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        pageLeft(value);
        folderLeft({ weights: { smile: 1 }, filters: value, ...value });
      }),
    );
  });
});
