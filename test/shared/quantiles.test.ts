import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { quantilesOf } from '../../shared/arithmetic/quantiles.ts';
import { percentile, sortedKnown } from '../../shared/arithmetic/vectors.ts';
import { maybe } from './made-columns.ts';

const near = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.integer({ min: -5, max: 30 }),
);
const numbers = fc.array(maybe(near), { maxLength: 60 });

describe('percentiles without sorting', () => {
  it('are those of the sorted values', () => {
    const wide = fc.array(maybe(fc.double({ noNaN: true })), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.oneof(numbers, wide),
        fc.double({ noNaN: true, min: 0, max: 100 }),
        (all, percent) => {
          const values = Float64Array.from(all);
          const [known, sorted] = [quantilesOf(values), sortedKnown(values)];
          assert.deepEqual(
            [known.count, known.least, known.greatest],
            [sorted.length, sorted[0] ?? NaN, sorted.at(-1) ?? NaN],
          );
          const [found, wanted] = [known.percentile(percent), percentile(sorted, percent)];
          if (Number.isNaN(wanted)) assert.ok(Number.isNaN(found));
          else
            assert.ok(
              Math.abs(found - wanted) <=
                1e-9 * Math.max(Math.abs(known.least), Math.abs(known.greatest)),
              `${found} is not ${wanted}`,
            );
        },
      ),
    );
  });
});
