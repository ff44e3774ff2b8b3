// Filters: what passes, in which order, and how many are at work.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { signalNames } from '../../shared/signals.ts';
import {
  activeFilters,
  filterOrder,
  noFilters,
  type Filtered,
  type Filters,
} from '../../renderer/filters/filters.ts';
import { barsPath, countBins } from '../../renderer/weights/histogram.ts';

/** Six photos; what a test does not give is unknown or undecided. */
function folder(given: {
  readonly pick?: readonly number[];
  readonly faces?: readonly number[];
  readonly sharpness?: readonly number[];
  readonly bursts?: readonly number[];
}): Filtered {
  const unknown = () => new Float64Array(6).fill(NaN);
  const known = (values: readonly number[] | undefined) =>
    values ? Float64Array.from(values) : unknown();
  const blank = () =>
    Object.fromEntries(signalNames.map((name) => [name, unknown()])) as Filtered['normalised'];
  return {
    columns: {
      paths: ['/m/a1.jpg', '/m/A2.jpg', '/m/b1.jpg', '/m/b2.jpg', '/m/c1.jpg', '/m/c2.jpg'],
      signals: { ...blank(), face_count: known(given.faces) },
    },
    normalised: { ...blank(), sharpness: known(given.sharpness) },
    bursts: Uint32Array.from(given.bursts ?? [0, 1, 2, 3, 4, 5]),
    decisions: {
      ids: Float64Array.of(0, 1, 2, 3, 4, 5),
      pick: Int8Array.from(given.pick ?? [0, 0, 0, 0, 0, 0]),
      stars: new Uint8Array(6),
      label: new Uint8Array(6),
    },
  };
}

const order = Uint32Array.of(3, 1, 5, 0, 2, 4);
const shown = (from: Filtered, change: Partial<Filters>) => [
  ...filterOrder(order, from, { ...noFilters, ...change }),
];

describe('filterOrder', () => {
  it('lets everything through when nothing is set', () => {
    assert.deepEqual(shown(folder({}), {}), [...order]);
    assert.equal(activeFilters(noFilters), 0);
  });

  it('knows picks, rejects and what is undecided', () => {
    const decided = folder({ pick: [1, -1, 0, 1, 0, -1] });
    assert.deepEqual(shown(decided, { decision: 'picks' }), [3, 0]);
    assert.deepEqual(shown(decided, { decision: 'rejects' }), [1, 5]);
    assert.deepEqual(shown(decided, { decision: 'undecided' }), [2, 4]);
    assert.deepEqual(shown(decided, { decision: 'notRejected' }), [3, 0, 2, 4]);
  });

  it('finds part of a name in any case', () => {
    assert.deepEqual(shown(folder({}), { text: ' a' }), [1, 0]);
  });

  it('tells one face from several, and an unknown number from none', () => {
    const faces = folder({ faces: [0, 1, 2, 5, NaN, 1] });
    assert.deepEqual(shown(faces, { people: 'none' }), [0]);
    assert.deepEqual(shown(faces, { people: 'single' }), [1, 5]);
    assert.deepEqual(shown(faces, { people: 'group' }), [3, 2]);
  });

  it('keeps a range with its ends, without photos that have no value', () => {
    const sharp = folder({ sharpness: [0.2, 0.5, 0.8, NaN, 1, 0.49] });
    assert.deepEqual(shown(sharp, { ranges: { sharpness: [0.5, 1] } }), [1, 2, 4]);
    assert.equal(activeFilters({ ...noFilters, ranges: { sharpness: [0.5, 1] }, text: 'x' }), 2);
  });

  it('shows of a burst the first that passes', () => {
    const bursts = folder({ bursts: [0, 1, 0, 1, 2, 2], pick: [0, 0, 0, -1, 0, 0] });
    assert.deepEqual(shown(bursts, { stacked: true }), [3, 5, 0]);
    assert.deepEqual(shown(bursts, { stacked: true, decision: 'notRejected' }), [1, 5, 0]);
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
