// What the filters by time and by exposure draw and say: shares of what a folder has, values as they are written, bars.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  byDoubling,
  byHalving,
  evenly,
  sharesIn,
  sharesOf,
  spanOf,
  valueAt,
  valuesOf,
} from '../../renderer/filters/spans.ts';
import { timeText } from '../../renderer/strings/filters.ts';
import { barsPath, countBins } from '../../renderer/weights/histogram.ts';

describe('times', () => {
  it('become shares and times again', () => {
    const takenMs = Float64Array.of(300, NaN, 100, 200);
    const span = spanOf(takenMs, evenly) ?? assert.fail('there are times');
    assert.deepEqual([...sharesIn(takenMs, span)], [1, NaN, 0, 0.5]);
    assert.deepEqual(valuesOf([0, 0.5], span), [100, 200]);
    assert.deepEqual(sharesOf([50, 200], span), [0, 0.5]);
  });

  it('have no span where no two differ', () => {
    assert.equal(spanOf(Float64Array.of(NaN, 5, 5), evenly), null);
    assert.equal(spanOf(new Float64Array(), evenly), null);
  });

  it('are written as exactly as their span asks for', () => {
    const noon = Date.UTC(2026, 4, 3, 12, 5, 9);
    assert.equal(timeText(noon, 60_000), '12:05:09');
    assert.equal(timeText(noon, 7_200_000), '12:05');
    assert.equal(timeText(noon, 3 * 86_400_000), 'May 3, 12:05');
    assert.equal(timeText(noon, 300 * 86_400_000), 'May 3, 2026');
  });
});

const percents = (shares: Float64Array) => [...shares].map((share) => Math.round(100 * share));

describe('exposures', () => {
  const iso = Float64Array.of(100, NaN, 1600, 400);
  const seconds = Float64Array.of(1 / 2000, 1 / 500, NaN, 1 / 125);

  it('lie along their histogram by stops, shutters the fastest to the right', () => {
    const span = spanOf(iso, byDoubling) ?? assert.fail('there are ISOs');
    assert.deepEqual(percents(sharesIn(iso, span)), [0, NaN, 100, 50]);
    assert.equal(Math.round(valueAt(0.25, span)), 200);
    const shutters = spanOf(seconds, byHalving) ?? assert.fail('there are shutters');
    assert.deepEqual(percents(sharesIn(seconds, shutters)), [100, 50, NaN, 0]);
  });

  it('have no span where a file says nothing that can be', () => {
    assert.equal(spanOf(Float64Array.of(0, 100), byDoubling), null);
    const some = Float64Array.of(0, 100, 400);
    const span = spanOf(some, byDoubling) ?? assert.fail('two are known');
    assert.deepEqual(percents(sharesIn(some, span)), [NaN, 0, 100]);
    assert.equal(spanOf(Float64Array.of(200, 200), byDoubling), null);
  });

  it('come back from any range with the photos at its ends, and the range with them', () => {
    const value = fc.double({ min: 1e-4, max: 1e5, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2 }), share, share, (made, a, b) => {
        for (const scale of [byDoubling, byHalving]) {
          const values = Float64Array.from(made);
          const span = spanOf(values, scale);
          if (span === null) continue;
          const [low, high] = valuesOf([0, 1], span);
          assert.ok(values.every((one) => one >= low && one <= high));
          const range = [Math.min(a, b), Math.max(a, b)] as const;
          const [from, to] = sharesOf(valuesOf(range, span), span);
          const room = 1e-6 / (span.last - span.first);
          assert.ok(Math.abs(from - range[0]) <= room && Math.abs(to - range[1]) <= room);
        }
      }),
    );
  });
});

describe('countBins', () => {
  it('counts every known value once', () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(value), fc.integer({ min: 1, max: 64 }), (values, bins) => {
        const counts = countBins(Float64Array.from(values), bins);
        const known = values.filter((number) => !Number.isNaN(number)).length;
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          known,
        );
      }),
    );
  });

  it('draws a bar for each bin that has photos, the fullest to the top', () => {
    const path = barsPath(countBins(Float64Array.of(0, 0, 0, 0, 1), 4));
    assert.equal(path, 'M0 1V0.000h0.85V1zM3 1V0.500h0.85V1z');
  });
});
