import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import type { Weights } from '../../shared/ranking/ranking.ts';
import { tuneSteps } from '../../shared/ranking/tune.ts';
import { tuningSteps } from '../../shared/ranking/tuning.ts';
import { tuningSentences } from '../../shared/ranking/tuning-words.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Compared } from '../../shared/taste/taste-pairs.ts';
import { madeColumns } from './made-columns.ts';

const count = 80;
const random = seededRandom(5);
const some = () => Array.from({ length: count }, random);
const signals = { action: some(), smile: some(), ball: some() };
const normalised = normaliseSignals(madeColumns(count, { signals }), defaultSettings);
const options = { resamples: 200, seed: 1 };
const byRatings = (...asked: Parameters<typeof tuneSteps>) => inOneGo(tuneSteps(...asked));

describe('tuning weights', () => {
  it('finds what the ratings go by, and gains on photos that it has not seen', () => {
    const labels = Float64Array.from(signals.smile, (smile) => Math.ceil(5 * smile));
    const { weights, before, heldOut, gain, gains } = byRatings(
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
    assert.equal(byRatings(normalised, chance, { action: 1 }, options).gains, false);
    const few = Float64Array.from(signals.smile, (smile, i) => (i < 8 ? smile : NaN));
    assert.equal(byRatings(normalised, few, { action: 1 }, options).gains, false);
    const none = new Float64Array(count).fill(NaN);
    const { gains, photos } = byRatings(normalised, none, { action: 1 }, options);
    assert.deepEqual([gains, photos], [false, 0]);
    const same = new Float64Array(count).fill(3);
    assert.equal(byRatings(normalised, same, { action: 1 }, options).gains, false);
  });

  it('claims none where the weights are right already', () => {
    const labels = Float64Array.from(signals.action, (action) => Math.ceil(5 * action));
    assert.equal(byRatings(normalised, labels, { action: 1 }, options).gains, false);
  });

  const pairsBy = (said: (first: number, second: number) => boolean): Compared[] =>
    Array.from({ length: 120 }, () => {
      const [first, second] = [Math.floor(count * random()), Math.floor(count * random())];
      return { first, second, outcome: Number(said(first, second)), weight: 1 };
    }).filter(({ first, second }) => first !== second);
  const unrated = new Float64Array(count).fill(NaN);
  const tuned = (compared: readonly Compared[], start: Weights) =>
    inOneGo(tuningSteps(normalised, unrated, compared, start));

  it('goes by choices where nothing is rated, and claims only what held-out choices show', () => {
    const bySmile = pairsBy((a, b) => (signals.smile[a] ?? 0) > (signals.smile[b] ?? 0));
    const { from, gains, heldOut, before, weights } = tuned(bySmile, { action: 1 });
    assert.ok(from === 'choices' && gains && heldOut > before + 0.2);
    assert.ok((weights.smile ?? 0) > (weights.action ?? 0));
    assert.equal(tuned(bySmile, { smile: 1 }).gains, false);
    let claimed = 0;
    for (let rater = 0; rater < 12; rater++)
      claimed += Number(
        tuned(
          pairsBy(() => random() < 0.5),
          { action: 1 },
        ).gains,
      );
    assert.ok(claimed <= 2, `${claimed} of 12`); // more than 2 have a chance below 1 % at 2.5 % each
  });

  it('claims nothing where nobody said anything: it only tells how far scores spread', () => {
    const { from, gains, gain, weights } = tuned([], { action: 1, smile: 1 });
    assert.deepEqual([from, gains, gain.value], ['spread', false, null]);
    assert.deepEqual(
      Object.keys(weights).filter((name) => name !== 'action' && name !== 'smile'),
      [],
    );
    const said = tuningSentences(tuned([], { action: 1 }));
    assert.match(said[0] ?? '', /No gain can be seen, so none is claimed/);
  });
});
