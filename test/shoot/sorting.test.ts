// The order in which photos are shown, and that it stays as one wants it whatever arrives.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstShoot, arrived, changed, settled } from '../../shared/shoot/changes.ts';
import { noFilters } from '../../shared/shoot/filters.ts';
import { photoSteps } from '../../shared/shoot/photos.ts';
import { only } from '../../shared/shoot/selection.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import {
  byScore,
  sorted,
  sortNames,
  type Sort,
  type Sortable,
  type SortName,
} from '../../shared/shoot/sorting.ts';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import { tieOrder } from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { noStills } from '../../shared/stills/words.ts';
import { madeColumns, type Made } from '../shared/made-columns.ts';

const alone = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

function sortable(count: number, made: Made, stars: readonly number[] = []): Sortable {
  const columns = madeColumns(count, made);
  const decisions = { stars: Uint8Array.from({ length: count }, (_, i) => stars[i] ?? 0) };
  return { columns, ties: tieOrder(columns), bursts: alone(count), decisions };
}

const both = (order: readonly number[], from: Sortable, by: SortName) =>
  [false, true].map((reversed) => [...sorted(Uint32Array.from(order), from, { by, reversed })]);

describe('photos sorted', () => {
  it('by score are as they are ranked, or the worst first', () => {
    assert.deepEqual(both([2, 0, 1], sortable(3, {}), 'score'), [
      [2, 0, 1],
      [1, 0, 2],
    ]);
  });

  it('by time are as they were taken; those without a time come last either way', () => {
    const from = sortable(4, { takenMs: [30, NaN, 10, 20] });
    assert.deepEqual(both([1, 0, 3, 2], from, 'time'), [
      [2, 3, 0, 1],
      [0, 3, 2, 1],
    ]);
  });

  it('by name count as people do, whatever folder they lie in', () => {
    const paths = ['/a/DSC_10.jpg', '/b/DSC_9.jpg', '/a/dsc_1.jpg', '/z/DSC_9.jpg'];
    assert.deepEqual(both([0, 3, 1, 2], sortable(4, { paths }), 'name'), [
      [2, 1, 3, 0],
      [0, 3, 1, 2],
    ]);
  });

  it('by rating have the most stars first, equals by score', () => {
    const from = sortable(4, {}, [0, 5, 3, 5]);
    assert.deepEqual(both([0, 3, 1, 2], from, 'rating'), [
      [3, 1, 2, 0],
      [0, 2, 3, 1],
    ]);
  });

  it('by likeness to a person have the likest first, and are by score where nobody is looked for', () => {
    const from = sortable(3, { signals: { person: [0.3, NaN, 0.9] } });
    assert.deepEqual(both([1, 0, 2], from, 'person'), [
      [2, 0, 1],
      [0, 2, 1],
    ]);
    assert.deepEqual(both([1, 0, 2], sortable(3, {}), 'person')[0], [1, 0, 2]);
  });

  it('by camera are by the time within each, unknown cameras last either way', () => {
    const from = sortable(5, { cameras: [1, 0, -1, 0, 1], takenMs: [50, 40, 30, 20, 10] });
    assert.deepEqual(both([0, 1, 2, 3, 4], from, 'camera'), [
      [3, 1, 4, 0, 2],
      [4, 0, 3, 1, 2],
    ]);
  });

  it('by time keep the frames of a burst together, where another camera fires in between', () => {
    const from = {
      ...sortable(5, { takenMs: [1, 2, 3, 4, 5] }),
      bursts: Uint32Array.of(0, 1, 0, 1, 2),
    };
    assert.deepEqual(both([4, 3, 2, 1, 0], from, 'time'), [
      [0, 2, 1, 3, 4],
      [4, 3, 1, 2, 0],
    ]);
  });

  it('are the same photos, each once, and unknown ones never first', () => {
    const photo = fc.record({
      takenMs: fc.oneof(fc.constant(NaN), fc.integer({ min: 0, max: 5 })),
      camera: fc.integer({ min: -1, max: 2 }),
      burst: fc.nat(4),
      stars: fc.nat(5),
      isIn: fc.boolean(),
    });
    const sort = fc.record({ by: fc.constantFrom(...sortNames), reversed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(photo, { minLength: 1, maxLength: 20 }), sort, (photos, wanted) => {
        const takenMs = photos.map((one) => one.takenMs);
        const cameras = photos.map((one) => one.camera);
        const stars = photos.map((one) => one.stars);
        const from = sortable(photos.length, { takenMs, cameras }, stars);
        const bursts = Uint32Array.from(photos, (one) => one.burst % photos.length);
        const order = alone(photos.length)
          .filter((i) => photos[i]?.isIn)
          .reverse();
        const before = [...order];
        const now = [...sorted(order, { ...from, bursts }, wanted)];
        assert.deepEqual([...order], before, 'the order by score stays as it was');
        assert.deepEqual(now.toSorted(), before.toSorted());
        if (wanted.by !== 'time' || now.length === 0) return;
        const known = (i: number) => !Number.isNaN(takenMs[i]);
        assert.equal(known(now[0] ?? 0), before.some(known));
      }),
    );
  });
});

function photosOf(takenMs: readonly number[], exposure: readonly number[]) {
  const zeros = exposure.map(() => 0);
  const signals = {
    ...{ exposure, white_point: exposure },
    ...{ black_point: zeros, highlights_clipped: zeros },
  };
  const columns = madeColumns(exposure.length, { takenMs, signals });
  return inOneGo(photoSteps(columns, defaultSettings, null, null));
}

/** Three photos taken minutes apart, the second the best and the first the worst. */
function opened(sort: Sort, takenMs: readonly number[] = [0, 1e6, 2e6]): Shoot {
  const photos = photosOf(takenMs, [0.05, 0.45, 0.2]);
  const { ids } = photos.columns;
  return firstShoot({
    ...{ folders: ['/photos'], signal: new AbortController().signal, photos },
    ...{
      settings: defaultSettings,
      presets: [],
      scanProblems: [],
      leftOut: {},
      stills: noStills,
      state: '',
    },
    decisions: { ids, pick: new Int8Array(3), stars: new Uint8Array(3), label: new Uint8Array(3) },
    wanted: {
      ...{ weights: { exposure: 1 }, presetName: null, aestheticBy: null },
      ...{ filters: noFilters, person: null, search: null, sort, openBurst: null },
      ...only(null),
    },
  });
}

describe('what is open', () => {
  const byTime: Sort = { by: 'time', reversed: false };

  it('shows photos as they are to be sorted; ranks and the best for an album stay those by score', () => {
    const first = opened(byScore);
    assert.deepEqual([...first.order.shown], [1, 2, 0]);
    const now = changed(first, { sort: byTime });
    assert.deepEqual([...now.order.shown], [0, 1, 2]);
    assert.deepEqual([...now.order.best], [1, 2, 0]);
    assert.deepEqual([...now.order.ranking.places], [...first.order.ranking.places]);
    assert.deepEqual([...opened(byTime).order.shown], [0, 1, 2], 'as it was left');
  });

  it('stays in its order by time when scores change, and tells the ranks anew', () => {
    const now = settled(
      arrived(opened(byTime), { photos: photosOf([0, 1e6, 2e6], [0.45, 0.05, 0.2]) }),
    );
    assert.deepEqual([...now.order.shown], [0, 1, 2]);
    assert.deepEqual([...now.order.best], [0, 2, 1]);
  });

  it('holds an order back that times which come in have changed, also where no rank changes', () => {
    const first = opened(byTime, [0, NaN, NaN]);
    const came = arrived(first, { photos: photosOf([3e6, 1e6, 2e6], [0.05, 0.45, 0.2]) });
    assert.deepEqual([...came.order.shown], [...first.order.shown], 'nothing moves under the hand');
    assert.ok(came.waiting);
    assert.deepEqual([...settled(came).order.shown], [1, 2, 0]);
  });
});
