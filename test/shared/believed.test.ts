import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { believedOf } from '../../shared/taste/believed.ts';
import { choiceBetween } from '../../shared/taste/taste-vector.ts';

describe('what was learned', () => {
  it('is believed no further than choices that were turned round allow', () => {
    const random = seededRandom(5);
    for (const [flipped, least, most] of [
      [0, 0, 0.03],
      [0.2, 0.14, 0.26],
    ] as const) {
      const margins = Float64Array.from({ length: 1500 }, () => 12 * (random() - 0.5));
      const outcomes = margins.map((margin) => {
        const said = Number(random() < 1 / (1 + Math.exp(-margin)));
        return random() < flipped ? 1 - said : said;
      });
      const { factor, lapse } = believedOf({ margins, outcomes });
      assert.ok(lapse >= least && lapse <= most, `${flipped}: ${lapse}`);
      assert.ok(factor > 0.7 && factor < 1.4, String(factor));
    }
    assert.ok(
      believedOf({ margins: new Float64Array(), outcomes: new Float64Array() }).lapse < 0.1,
    );
  });

  it('gives two photos probabilities that sum to 1 and swap with them, exactly', () => {
    const utility = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(utility, utility, fc.double({ min: 0, max: 0.5, noNaN: true }), (a, b, lapse) => {
        const { first, second } = choiceBetween(a, b, { lapse });
        assert.equal(first + second, 1);
        assert.ok(first >= lapse && second >= lapse);
        assert.deepEqual(choiceBetween(b, a, { lapse }), { first: second, second: first });
        assert.equal(choiceBetween(a, a, { lapse }).first, 0.5);
      }),
    );
  });
});
