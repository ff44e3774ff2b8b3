// Photos on one screen: all of them, whole, in their own shape, and no larger way to show them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { placeAcross, surveyLayout } from '../../renderer/survey/layout.ts';

const aspect = fc.double({ min: 0.25, max: 5, noNaN: true });
const shape = fc.record({
  widthPx: fc.integer({ min: 300, max: 3000 }),
  heightPx: fc.integer({ min: 300, max: 2000 }),
  gapPx: fc.constantFrom(0, 8),
  captionPx: fc.constantFrom(0, 24),
});
/** Floating point, CSS pixels. */
const tolerance = 1e-3;

/** Every way of breaking a few photos into rows. */
function waysOf(aspects: readonly number[]): number[][][] {
  const [first, ...rest] = aspects;
  if (first === undefined) return [[]];
  if (rest.length === 0) return [[[first]]];
  return waysOf(rest).flatMap((rows) => [
    [[first], ...rows],
    [[first, ...(rows[0] ?? [])], ...rows.slice(1)],
  ]);
}

describe('surveyLayout', () => {
  it('shows every photo whole, in its own shape, on the screen, over no other', () => {
    fc.assert(
      fc.property(fc.array(aspect, { minLength: 1, maxLength: 40 }), shape, (aspects, area) => {
        const boxes = surveyLayout(aspects, area);
        assert.equal(boxes.length, aspects.length);
        boxes.forEach((box, place) => {
          assert.ok(Math.abs(box.width - (aspects[place] ?? 0) * box.height) < tolerance);
          assert.ok(box.left >= 0 && box.left + box.width <= area.widthPx + tolerance);
          assert.ok(box.top >= 0);
          assert.ok(box.top + box.height + area.captionPx <= area.heightPx + tolerance);
          const next = boxes[place + 1];
          if (!next) return;
          const beside =
            next.top === box.top && next.left >= box.left + box.width + area.gapPx - tolerance;
          const below = next.top >= box.top + box.height + area.captionPx + area.gapPx - tolerance;
          assert.ok(beside || below);
        });
      }),
    );
  });

  it('wastes no more than any other rows of one height', () => {
    fc.assert(
      fc.property(fc.array(aspect, { minLength: 1, maxLength: 6 }), shape, (aspects, area) => {
        const height = surveyLayout(aspects, area)[0]?.height ?? 0;
        const { widthPx, heightPx, gapPx, captionPx } = area;
        const best = waysOf(aspects).map((rows) => {
          const down = (heightPx - (rows.length - 1) * gapPx) / rows.length - captionPx;
          const across = rows.map(
            (row) => (widthPx - (row.length - 1) * gapPx) / row.reduce((sum, each) => sum + each),
          );
          return Math.min(down, ...across);
        });
        assert.ok(height >= Math.max(...best) - tolerance, `${height} of ${Math.max(...best)}`);
      }),
    );
  });

  it('evens the rows out', () => {
    const boxes = surveyLayout([1.5, 1.5, 1.5, 1.5, 1.5], {
      ...{ widthPx: 1000, heightPx: 500, gapPx: 8, captionPx: 0 },
    });
    const tops = boxes.map(({ top }) => Math.round(top));
    assert.deepEqual(
      [...new Set(tops)].map((top) => tops.filter((each) => each === top).length),
      [3, 2],
    );
  });

  it('has no boxes for no photos', () => {
    const area = { widthPx: 900, heightPx: 600, gapPx: 8, captionPx: 24 };
    assert.deepEqual(surveyLayout([], area), []);
  });
});

describe('placeAcross', () => {
  it('goes straight down and back up', () => {
    const area = { widthPx: 900, heightPx: 600, gapPx: 0, captionPx: 0 };
    const boxes = surveyLayout([1.5, 1.5, 1.5, 1.5], area);
    assert.equal(placeAcross(boxes, 1, 1), 3);
    assert.equal(placeAcross(boxes, 3, -1), 1);
    assert.equal(placeAcross(boxes, 0, -1), 0);
    assert.equal(placeAcross(boxes, 3, 1), 3);
  });
});
