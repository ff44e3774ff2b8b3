// Which photo comes next beside the one it is compared with.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { byPlace, neighbour } from '../../renderer/compare/order.ts';

/** A ranking of some photos, best first, and how many of them a filter leaves. */
const ranked = fc
  .shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 2 })
  .chain((order) => fc.tuple(fc.constant(order), fc.subarray(order, { minLength: 1 })));

function placesOf(order: readonly number[]): Uint32Array {
  const places = new Uint32Array(10).fill(0xffff_ffff);
  order.forEach((photo, place) => (places[photo] = place));
  return places;
}

describe('neighbour', () => {
  it('walks through every other photo once, in order, and stops at the end', () => {
    fc.assert(
      fc.property(ranked, fc.nat(), ([order, shown], pick) => {
        const places = placesOf(order);
        const select = shown[pick % shown.length] ?? 0;
        const others = shown.filter((photo) => photo !== select);
        const photos = Uint32Array.from(shown);
        const walked: number[] = [];
        let here = others[0];
        while (here !== undefined && walked.length <= 10) {
          walked.push(here);
          here = neighbour(photos, places, here, 1, [select]);
        }
        assert.deepEqual(walked, others);
      }),
    );
  });

  it('comes back to where it was', () => {
    fc.assert(
      fc.property(ranked, fc.nat(), ([order, shown], pick) => {
        const places = placesOf(order);
        const from = shown[pick % shown.length] ?? 0;
        const photos = Uint32Array.from(shown);
        const next = neighbour(photos, places, from, 1, []);
        if (next !== undefined) assert.equal(neighbour(photos, places, next, -1, []), from);
      }),
    );
  });

  it('goes on from a photo that a filter has just hidden to the next in rank', () => {
    const places = placesOf([4, 2, 7, 1]);
    const shown = Uint32Array.of(4, 7, 1); // 2 is hidden
    assert.equal(neighbour(shown, places, 2, 1, []), 7);
    assert.equal(neighbour(shown, places, 2, -1, []), 4);
    assert.equal(neighbour(shown, places, 2, 1, [7]), 1);
  });
});

describe('byPlace', () => {
  it('puts the best first and what is in no ranking last', () => {
    const places = placesOf([4, 2, 7]);
    assert.deepEqual(byPlace(Uint32Array.of(9, 7, 4, 0, 2), places), Uint32Array.of(4, 2, 7, 0, 9));
  });
});
