// What the filter by time draws and says: shares of the folder's time, times as they are written, bars.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharesOf, takenShares, takenSpan, timesOf } from '../../renderer/filters/taken.ts';
import { timeText } from '../../renderer/strings/filters.ts';
import { barsPath, countBins } from '../../renderer/weights/histogram.ts';

describe('times', () => {
  it('become shares and times again', () => {
    const takenMs = Float64Array.of(300, NaN, 100, 200);
    const span = takenSpan(takenMs) ?? assert.fail('there are times');
    assert.deepEqual([...takenShares(takenMs, span)], [1, NaN, 0, 0.5]);
    assert.deepEqual(timesOf([0, 0.5], span), [100, 200]);
    assert.deepEqual(sharesOf([50, 200], span), [0, 0.5]);
  });

  it('have no span where no two differ', () => {
    assert.equal(takenSpan(Float64Array.of(NaN, 5, 5)), null);
    assert.equal(takenSpan(new Float64Array()), null);
  });

  it('are written as exactly as their span asks for', () => {
    const noon = Date.UTC(2026, 4, 3, 12, 5, 9);
    assert.equal(timeText(noon, 60_000), '12:05:09');
    assert.equal(timeText(noon, 7_200_000), '12:05');
    assert.equal(timeText(noon, 3 * 86_400_000), 'May 3, 12:05');
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
