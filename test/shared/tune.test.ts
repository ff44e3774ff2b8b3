import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { tuneWeights } from '../../shared/ranking/tune.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { madeColumns } from './made-columns.ts';

const count = 80;
const random = seededRandom(5);
const some = () => Array.from({ length: count }, random);
const signals = { action: some(), smile: some(), ball: some() };
const normalised = normaliseSignals(madeColumns(count, { signals }), defaultSettings);
const options = { resamples: 200, seed: 1 };

describe('tuning weights', () => {
  it('finds what the ratings go by, and gains on photos that it has not seen', () => {
    const labels = Float64Array.from(signals.smile, (smile) => Math.ceil(5 * smile));
    const { weights, before, heldOut, gain, gains } = tuneWeights(
      normalised,
      labels,
      { action: 1 },
      options,
    );
    assert.ok(gains && heldOut > before + 0.2);
    assert.ok((gain.gain.low ?? 0) > 0);
    assert.ok((weights.smile ?? 0) > (weights.action ?? 0) + (weights.ball ?? 0));
  });

  it('claims no gain where ratings go by nothing that is measured, or are too few', () => {
    const chance = Float64Array.from({ length: count }, () => Math.ceil(5 * random()));
    assert.equal(tuneWeights(normalised, chance, { action: 1 }, options).gains, false);
    const few = Float64Array.from(signals.smile, (smile, i) => (i < 8 ? smile : NaN));
    assert.equal(tuneWeights(normalised, few, { action: 1 }, options).gains, false);
    const none = new Float64Array(count).fill(NaN);
    const { gains, photos } = tuneWeights(normalised, none, { action: 1 }, options);
    assert.deepEqual([gains, photos], [false, 0]);
    const same = new Float64Array(count).fill(3);
    assert.equal(tuneWeights(normalised, same, { action: 1 }, options).gains, false);
  });

  it('claims none where the weights are right already', () => {
    const labels = Float64Array.from(signals.action, (action) => Math.ceil(5 * action));
    assert.equal(tuneWeights(normalised, labels, { action: 1 }, options).gains, false);
  });
});
