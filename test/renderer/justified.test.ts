// Justified rows: nothing lost, nothing stretched, full rows as wide as the grid.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  justify,
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
