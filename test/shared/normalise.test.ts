import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  exposureGoodness,
  normaliseSignals,
  normaliseValues,
} from '../../shared/ranking/normalise.ts';
import { signalNames } from '../../shared/signals.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { defaultSettings } from '../../shared/settings.ts';
import {
  madeColumns,
  madeSignals,
  maybe,
  permutation,
  workedSettings,
  type MadeMissing,
} from './made-columns.ts';

const values = fc.array(maybe(fc.double({ noDefaultInfinity: true })), { maxLength: 40 });

/** Percentiles 0 and 100. */
const everything = { ...workedSettings, 'ranking.lowPercentile': 0, 'ranking.highPercentile': 100 };

describe('normaliseValues', () => {
  it('stretches between the 2nd and the 98th percentile', () => {
    // Of 0, 1, ... 100 those percentiles are 2 and 98, so 50 lies at 48 / 96.
    const result = normaliseValues(
      Float64Array.from({ length: 101 }, (_, i) => i),
      workedSettings,
    );
    assert.deepEqual(
      [result[0], result[2], result[26], result[50], result[98], result[100]],
      [0, 0, 0.25, 0.5, 1, 1],
    );
  });

  it('is not flattened by one outlier', () => {
    const usual = Array.from({ length: 100 }, (_, i) => i);
    const result = normaliseValues(Float64Array.of(...usual, 1e9), workedSettings);
    assert.ok((result[75] ?? 0) > 0.7);
  });

  it('gives a constant 0.5 and keeps the missing missing', () => {
    const result = normaliseValues(Float64Array.of(4, Number.NaN, 4), workedSettings);
    assert.deepEqual(result, Float64Array.of(0.5, Number.NaN, 0.5));
    assert.deepEqual(
      normaliseValues(Float64Array.of(9), workedSettings, true),
      Float64Array.of(0.5),
    );
  });

  it('stretches values that hardly differ no further than their share of the least span', () => {
    const result = normaliseValues(Float64Array.of(4, 5, 6), everything, false, 8);
    assert.deepEqual(result, Float64Array.of(0.375, 0.5, 0.625));
    assert.deepEqual(
      normaliseValues(Float64Array.of(4), everything, false, 8),
      Float64Array.of(0.5),
    );
    assert.deepEqual(
      normaliseValues(Float64Array.of(4, 5, 6), everything, false, 1),
      Float64Array.of(0, 0.5, 1),
    );
  });

  it('tells a rare value from a near constant', () => {
    const rare = Float64Array.from({ length: 200 }, (_, i) => (i === 0 ? 1 : 0));
    const result = normaliseValues(rare, workedSettings);
    assert.deepEqual([result[0], result[1]], [1, 0.5]);
  });

  it('stays in 0..1, never falls as the value rises, and knows as many as it was given', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const raw = Float64Array.from(numbers);
        const result = normaliseValues(raw, workedSettings);
        raw.forEach((value, i) => {
          const share = result[i] ?? 0;
          assert.equal(Number.isNaN(share), Number.isNaN(value));
          if (Number.isNaN(value)) return;
          assert.ok(share >= 0 && share <= 1);
          raw.forEach((other, j) => {
            if (other > value) assert.ok((result[j] ?? 0) >= share);
          });
        });
      }),
    );
  });

  it('does not depend on the order of the photos', () => {
    const input = values.chain((numbers) =>
      fc.tuple(fc.constant(numbers), permutation(numbers.length)),
    );
    fc.assert(
      fc.property(input, ([numbers, order]) => {
        const result = normaliseValues(Float64Array.from(numbers), workedSettings);
        const moved = Float64Array.from(order, (i) => numbers[i] ?? 0);
        const expected = Float64Array.from(order, (i) => result[i] ?? 0);
        assert.deepEqual(normaliseValues(moved, workedSettings), expected);
      }),
    );
  });
});

describe('exposureGoodness', () => {
  const goodness = (
    white: readonly number[],
    black: readonly number[] = white.map(() => 0),
    highlights: readonly number[] = white.map(() => 0),
  ) =>
    exposureGoodness(
      madeSignals(white.length, {
        exposure: white.map((level) => level / 2),
        highlights_clipped: highlights,
        white_point: white,
        black_point: black,
      }),
      workedSettings,
    );

  it('mixes what is asked of any photo with the folder', () => {
    // Fully lit is 0.85, the folder's median 0.68. 0.34: four tenths of the one, half of the other.
    const [dark, middle, lit] = goodness([0.34, 0.68, 0.9]);
    assert.ok(Math.abs((dark ?? 0) - (0.7 * 0.4 + 0.3 * 0.5)) < 1e-12);
    assert.ok(Math.abs((middle ?? 0) - (0.7 * 0.8 + 0.3)) < 1e-12);
    assert.equal(lit, 1);
    // Median of the darkest tones 0.2, so the folder reaches 0.8 down from white.
    const [, , veiled] = goodness([0.9, 0.9, 0.9], [0, 0.2, 0.4]);
    assert.ok(Math.abs((veiled ?? 0) - (0.7 * 0.6 + (0.3 * 0.6) / 0.8)) < 1e-12);
  });

  it('takes the burnt out share away', () => {
    assert.deepEqual(goodness([0.9, 0.9], [0, 0], [0.25, 1]), Float64Array.of(0.75, 0));
  });

  it('does not ask how bright a photo is on average: a lit player at night is right', () => {
    const signals = madeSignals(2, {
      exposure: [0.08, 0.45],
      highlights_clipped: [0, 0],
      white_point: [0.9, 0.9],
      black_point: [0, 0],
    });
    assert.deepEqual(exposureGoodness(signals, workedSettings), Float64Array.of(1, 1));
  });

  it('is missing where the brightness is', () => {
    assert.deepEqual(goodness([Number.NaN, 0.9]), Float64Array.of(Number.NaN, 1));
  });

  it('stays in 0..1 for any tones, black and white included', () => {
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(level, level, level)), (photos) => {
        const of = (i: 0 | 1 | 2) => photos.map((photo) => photo[i]);
        for (const value of goodness(of(0), of(1), of(2))) assert.ok(value >= 0 && value <= 1);
      }),
    );
  });
});

describe('normaliseSignals', () => {
  it('counts no contrast beyond what is enough, and little sharpness', () => {
    const columns = madeColumns(4, {
      signals: { contrast: [20, 30, 40, 80], sharpness: [0.37, 0.47, 0.57, 0.77] },
    });
    const { contrast, sharpness } = normaliseSignals(columns, everything);
    assert.deepEqual(contrast, Float64Array.of(0, 0.5, 1, 1));
    // 0.77 counts as 0.57 and a quarter of 0.2.
    const expected = [0, 0.4, 0.8, 1];
    sharpness.forEach((value, i) => {
      assert.ok(Math.abs(value - at(expected, i)) < 1e-12);
    });
  });

  it('tells a group of ten from a pair where most photos show nobody or one', () => {
    const faces = [...Array.from({ length: 97 }, (_, i) => i % 2), 2, 3, 10];
    const columns = madeColumns(faces.length, { signals: { face_count: faces } });
    const { face_count: counted } = normaliseSignals(columns, workedSettings);
    const [one = 0, two = 0, three = 0, ten = 0] = [1, 97, 98, 99].map((i) => counted[i]);
    assert.ok(one === 0 && two > 0.2 && two < three && three < 0.6, String([one, two, three]));
    assert.equal(ten, 1);
  });

  it('asks no more of a face in the frame than a portrait has', () => {
    const columns = madeColumns(4, { signals: { face_share: [0, 0.03, 0.06, 0.6] } });
    const { face_share: filled } = normaliseSignals(columns, everything);
    assert.deepEqual(filled, Float64Array.of(0, 0.5, 1, 1));
  });

  it('makes 1 the better end of every signal', () => {
    const signals = madeSignals(3, {
      sharpness: [10, 20, 30],
      motion_blur: [0.1, 0.2, 0.3],
      exposure: [0.05, 0.45, 0.95],
      highlights_clipped: [0, 0, 0.6],
      white_point: [0.2, 0.9, 1],
      black_point: [0, 0, 0.1],
    });
    const result = normaliseSignals({ signals, missing: {} }, workedSettings);
    const rounded = (numbers: Float64Array) => Array.from(numbers, (n) => Number(n.toFixed(9)));
    assert.deepEqual(rounded(result.sharpness), [0, 0.5, 1]);
    assert.deepEqual(rounded(result.motion_blur), [1, 0.5, 0]);
    assert.equal(result.exposure[1], 1);
    assert.ok(result.aesthetic.every(Number.isNaN));
    assert.deepEqual(Object.keys(result), [...signalNames]);
  });
});

describe('a signal without an upper end', () => {
  it('is compared by its logarithm, so that one crisp pattern does not flatten the rest', () => {
    const sharpness_whole = [0, 9, 99, 999];
    const result = normaliseSignals(
      { signals: madeSignals(4, { sharpness_whole }), missing: {} },
      everything,
    );
    const rounded = Array.from(result.sharpness_whole, (n) => Number(n.toFixed(9)));
    assert.deepEqual(
      rounded,
      [0, 1 / 3, 2 / 3, 1].map((n) => Number(n.toFixed(9))),
    );
  });
});

describe('a missing value', () => {
  const settings = {
    ...defaultSettings,
    'ranking.lowPercentile': 0,
    'ranking.highPercentile': 100,
  };
  const columns = (missing: MadeMissing) =>
    madeColumns(5, { signals: { smile: [0.2, 0.5, 0.8, NaN, NaN] }, missing });

  it('scores 0 where there is no such thing, and the median of the folder where it cannot be told', () => {
    const { smile } = normaliseSignals(
      columns({ smile: [null, null, null, 'not there', 'cannot tell'] }),
      settings,
    );
    assert.deepEqual(
      Array.from(smile, (value) => Number(value.toFixed(9))),
      [0, 0.5, 1, 0, 0.5],
    );
  });

  it('stays missing where nobody has looked', () => {
    const { smile, aesthetic } = normaliseSignals(columns({}), settings);
    assert.deepEqual(smile.subarray(3), Float64Array.of(NaN, NaN));
    assert.ok(aesthetic.every(Number.isNaN));
  });

  it('counts as 0 even where all others are alike', () => {
    const alike = madeColumns(3, {
      signals: { face_sharpness: [40, 40, NaN] },
      missing: { face_sharpness: [null, null, 'not there'] },
    });
    const { face_sharpness } = normaliseSignals(alike, settings);
    assert.deepEqual(face_sharpness, Float64Array.of(0.5, 0.5, 0));
  });

  it('never makes a photo better than the same photo that has it', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const reason = [...values.map(() => null), 'not there' as const];
        const made = madeColumns(values.length + 1, {
          signals: { smile: [...values, NaN] },
          missing: { smile: reason },
        });
        const { smile } = normaliseSignals(made, settings);
        const without = smile[values.length] ?? NaN;
        assert.ok(smile.every((share) => share >= without));
      }),
    );
  });
});
