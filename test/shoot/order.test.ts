// An order tells ranks only of photos that were measured when it was made.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRanked, rankingOf } from '../../shared/shoot/order.ts';
import { photoSteps } from '../../shared/shoot/photos.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import { madeColumns } from '../shared/made-columns.ts';

const zeros = [0, 0, 0];

const photosOf = (exposure: readonly number[]) =>
  inOneGo(
    photoSteps(
      madeColumns(exposure.length, {
        signals: { exposure, white_point: exposure, black_point: zeros, highlights_clipped: zeros },
      }),
      defaultSettings,
      null,
      null,
    ),
  );
const byExposure = {
  weights: { exposure: 1 },
  match: null,
  personBy: 'best',
  shownPile: 'all',
  found: null,
  all: false,
} as const;
const rank = (exposure: readonly number[]) =>
  rankingOf(photosOf(exposure), defaultSettings, byExposure);

describe('an order', () => {
  it('ranks what was measured, and nothing that is measured while a new order waits', () => {
    const before = rank([0.5, NaN, 0.1]);
    assert.deepEqual(
      [0, 1, 2].map((photo) => isRanked(before, photo)),
      [true, false, true],
    );
    const after = rank([0.5, 0.4, 0.1]);
    assert.ok(isRanked(after, 1) && !isRanked(before, 1), 'the old order stays as it was');
  });

  it('has no rank for photos that it does not know', () => {
    assert.equal(isRanked(rank([0.5]), 1), false);
  });
});
