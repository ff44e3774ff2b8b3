import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { stabilityIndex } from '../../shared/arithmetic/calibration.ts';
import { drawNormal } from '../../shared/arithmetic/draws.ts';
import { driftOf, driftSentence } from '../../shared/ranking/drift.ts';

const normal = (count: number, seed: number, middle = 0, spread = 1) => {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => middle + spread * drawNormal(random));
};

describe('drift', () => {
  it('names what moved, most first, by the index of the statistics', () => {
    const before = { sharpness: normal(400, 1), contrast: normal(400, 2), smile: normal(400, 3) };
    const now = {
      sharpness: normal(400, 4, 2),
      contrast: normal(400, 5, 0.4),
      smile: normal(400, 6),
    };
    const drift = driftOf(before, now);
    assert.deepEqual(
      drift.map(({ name, moved }) => [name, moved]),
      [
        ['sharpness', 'much'],
        ['contrast', 'a little'],
        ['smile', 'same'],
      ],
    );
    assert.equal(drift[0]?.psi, stabilityIndex(before.sharpness, now.sharpness));
    assert.match(
      driftSentence(drift),
      /^These photos differ .* much in Sharpness, and a little in Contrast:/,
    );
  });

  it('takes chance for no drift: photos of one kind seem to have moved in fewer than one of twenty comparisons', () => {
    let moved = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const size = 50 + ((seed * 37) % 200);
      const drift = driftOf(
        { smile: normal(size, seed), contrast: normal(size, 9000 + seed) },
        { smile: normal(size, 3000 + seed), contrast: normal(size, 6000 + seed) },
      );
      moved += Number(drift.some((one) => one.moved !== 'same'));
    }
    assert.ok(moved <= 20, `${moved} of 400`);
    assert.match(
      driftSentence(driftOf({ smile: normal(50, 1) }, { smile: normal(50, 2) })),
      /are like the earlier ones/,
    );
  });

  it('says that it cannot tell from few photos, or from other signals', () => {
    assert.match(
      driftSentence(driftOf({ smile: normal(49, 1) }, { smile: normal(50, 2) })),
      /cannot be told/,
    );
    assert.deepEqual(driftOf({ smile: normal(50, 1) }, { contrast: normal(50, 2) }), []);
    const unknown = { smile: new Float64Array(50).fill(NaN) };
    assert.deepEqual(driftOf(unknown, { smile: normal(50, 1) }), []);
  });
});
