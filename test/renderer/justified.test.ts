// Justified rows: nothing lost, nothing stretched, full rows as wide as the grid.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  anchoredTop,
  changedPlaces,
  justify,
  justifyAgain,
  placeAcross,
  rowAt,
  rowOfPlace,
  tileAspect,
  tilesOfRow,
} from '../../renderer/grid/justified.ts';

const folder = fc.record({
  aspects: fc.array(fc.double({ min: 0.2, max: 6, noNaN: true }), { maxLength: 80 }),
  widthPx: fc.integer({ min: 200, max: 3000 }),
  targetPx: fc.integer({ min: 60, max: 500 }),
});

function laidOut({ aspects, widthPx, targetPx }: Made) {
  const order = Uint32Array.from(aspects.keys()).reverse();
  const shapes = Float64Array.from(aspects);
  const shape = { widthPx, targetPx, gapPx: 8, captionPx: 24 };
  return { order, shapes, rows: justify(order, shapes, shape), widthPx, targetPx };
}
type Made = {
  readonly aspects: readonly number[];
  readonly widthPx: number;
  readonly targetPx: number;
};

describe('justify', () => {
  it('puts every photo into exactly one row, in order', () => {
    fc.assert(
      fc.property(folder, (made) => {
        const { rows, order } = laidOut(made);
        assert.equal(rows.starts[0], 0);
        assert.equal(rows.starts[rows.count], order.length);
        for (let row = 0; row < rows.count; row++)
          assert.ok((rows.starts[row + 1] ?? 0) > (rows.starts[row] ?? 0), 'no row is empty');
      }),
    );
  });

  it('ends every full row at the edge and lets none reach over it', () => {
    fc.assert(
      fc.property(folder, (made) => {
        const { rows, order, shapes, widthPx } = laidOut(made);
        for (let row = 0; row < rows.count; row++) {
          const last = tilesOfRow(rows, row, order, shapes, 8).at(-1);
          const end = (last?.left ?? 0) + (last?.width ?? 0);
          if (row < rows.count - 1) assert.ok(Math.abs(end - widthPx) <= 1, `${end} of ${widthPx}`);
          else assert.ok(end <= widthPx + 1);
        }
      }),
    );
  });

  it('keeps the shape of every photo to the pixel', () => {
    fc.assert(
      fc.property(folder, (made) => {
        const { rows, order, shapes } = laidOut(made);
        for (let row = 0; row < rows.count; row++) {
          tilesOfRow(rows, row, order, shapes, 8).forEach((tile, i) => {
            const aspect = tileAspect(shapes[order[(rows.starts[row] ?? 0) + i] ?? 0]);
            const ideal = (rows.heights[row] ?? 0) * aspect;
            assert.ok(Math.abs(tile.width - ideal) <= 1 || tile.width === 1);
          });
        }
      }),
    );
  });

  it('never makes a row higher than twice the target', () => {
    fc.assert(
      fc.property(folder, (made) => {
        const { rows, targetPx } = laidOut(made);
        for (const height of rows.heights) assert.ok(height <= 2 * targetPx);
      }),
    );
  });

  it('finds rows by height and by place', () => {
    fc.assert(
      fc.property(folder, (made) => {
        const { rows } = laidOut(made);
        for (let row = 0; row < rows.count; row++) {
          assert.equal(rowAt(rows, rows.tops[row] ?? 0), row);
          assert.equal(rowOfPlace(rows, rows.starts[row] ?? 0), row);
          assert.equal(rowOfPlace(rows, (rows.starts[row + 1] ?? 0) - 1), row);
        }
      }),
    );
  });
});

/** Two sets of shapes of the same photos that differ here and there, some of them unknown. */
const relaid = fc.record({
  photos: fc.array(
    fc.record({
      before: fc.constantFrom(NaN, 1.5, 2 / 3, 1, 3),
      after: fc.option(fc.constantFrom(1.5, 2 / 3, 1.4988, 4)),
    }),
    { maxLength: 120 },
  ),
  untouched: fc.nat(40),
  widthPx: fc.integer({ min: 200, max: 2000 }),
  targetPx: fc.integer({ min: 60, max: 500 }),
});

describe('justifyAgain', () => {
  it('gives the rows of a fresh layout, to the bit', () => {
    fc.assert(
      fc.property(relaid, ({ photos, untouched, widthPx, targetPx }) => {
        const order = Uint32Array.from(photos.keys()).reverse();
        const before = Float64Array.from(photos, (photo) => photo.before);
        const after = Float64Array.from(photos, (photo, i) =>
          i < untouched ? photo.before : (photo.after ?? photo.before),
        );
        const shape = { widthPx, targetPx, gapPx: 8, captionPx: 24 };
        const rows = justify(order, before, shape);
        const changed = changedPlaces(order, before, after);
        const again = justifyAgain(rows, order, after, shape, changed);
        assert.deepEqual(again, justify(order, after, shape));
      }),
    );
  });
});

describe('changedPlaces', () => {
  it('spans the photos that are laid out in another shape, and only those', () => {
    const order = Uint32Array.from([3, 1, 0, 2]);
    const before = Float64Array.from([NaN, 1, NaN, 2]);
    assert.deepEqual(changedPlaces(order, before, Float64Array.from([1, 3, NaN, 2])), [1, 3]);
    const known = Float64Array.from([1.5, 1, NaN, 2]); // what was taken to be 3:2 is 3:2
    assert.deepEqual(changedPlaces(order, before, known), [4, 4]);
  });
});

describe('anchoredTop', () => {
  const order = Uint32Array.from({ length: 60 }, (_, i) => i);
  const shape = { widthPx: 900, targetPx: 150, gapPx: 8, captionPx: 24 };
  const unknown = new Float64Array(60).fill(NaN);
  const rows = justify(order, unknown, shape);

  it('keeps the first row of the screen where it is when rows above it grow', () => {
    const shapes = unknown.map((aspect, photo) => (photo < 10 ? 0.5 : aspect));
    const after = justify(order, shapes, shape);
    const topPx = (rows.tops[9] ?? 0) + 20;
    const to = anchoredTop(rows, after, topPx);
    const first = rowAt(after, to);
    assert.notEqual(to, topPx);
    assert.equal(first, rowOfPlace(after, rows.starts[9] ?? 0));
    assert.equal(Math.round(to - (after.tops[first] ?? 0)), 20);
  });

  it('moves nothing when only rows below change, nor above the first row', () => {
    const after = justify(
      order,
      unknown.map((aspect, photo) => (photo > 40 ? 0.5 : aspect)),
      shape,
    );
    assert.equal(anchoredTop(rows, after, 100), 100);
    assert.equal(anchoredTop(rows, after, -16), -16);
  });
});

describe('placeAcross', () => {
  it('goes straight down and back up in rows of equal photos', () => {
    const order = Uint32Array.from({ length: 12 }, (_, i) => i);
    const aspects = new Float64Array(12).fill(1);
    const shape = { widthPx: 430, targetPx: 100, gapPx: 10, captionPx: 0 };
    const rows = justify(order, aspects, shape);
    assert.deepEqual([...rows.starts], [0, 4, 8, 12]);
    assert.equal(placeAcross(rows, order, aspects, 10, 5, 1), 9);
    assert.equal(placeAcross(rows, order, aspects, 10, 5, -1), 1);
    assert.equal(placeAcross(rows, order, aspects, 10, 1, -1), 1);
    assert.equal(placeAcross(rows, order, aspects, 10, 9, 1), 9);
  });
});
