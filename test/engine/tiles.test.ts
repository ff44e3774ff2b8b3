// Tiles: they cover the photo, overlap, and boxes at their inner edges are told from whole ones.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCut, tilesOf } from '../../electron/engine/stages/faces/tiles.ts';

const px = fc.integer({ min: 1, max: 5000 });

describe('tiles', () => {
  it('cover every pixel, inside the photo where it is large enough', () => {
    fc.assert(
      fc.property(px, px, fc.integer({ min: 100, max: 2000 }), (widthPx, heightPx, tilePx) => {
        const tiles = tilesOf(widthPx, heightPx, tilePx, 0.2);
        for (const [length, axis] of [
          [widthPx, 'x'],
          [heightPx, 'y'],
        ] as const) {
          const starts = [...new Set(tiles.map((tile) => tile[axis]))].sort((a, b) => a - b);
          assert.equal(starts[0], 0);
          const last = (starts.at(-1) ?? 0) + tilePx;
          assert.ok(length <= tilePx ? starts.length === 1 : last === length);
          for (const [i, start] of starts.slice(1).entries()) {
            // Rounded to whole pixels, so one pixel may be missing from the overlap.
            assert.ok((starts[i] ?? 0) + tilePx - start >= 0.2 * tilePx - 1);
          }
        }
      }),
    );
  });

  it('make four of a 2048 x 1365 raster at 1152', () => {
    assert.equal(tilesOf(2048, 1365, 1152, 0.2).length, 4);
  });

  it('cut a box only where the photo goes on', () => {
    const tile = { x: 0, y: 500, sidePx: 1000 };
    const box = { x: 100, y: 700, width: 50, height: 50 };
    assert.equal(isCut(box, tile, 2000, 1500), false);
    assert.equal(
      isCut({ ...box, x: -5 }, tile, 2000, 1500),
      false,
      'left is the edge of the photo',
    );
    assert.equal(isCut({ ...box, y: 495 }, tile, 2000, 1500), true, 'the photo goes on above');
    assert.equal(isCut({ ...box, x: 960 }, tile, 2000, 1500), true, 'and to the right');
    assert.equal(
      isCut({ ...box, y: 1460 }, tile, 2000, 1500),
      false,
      'below is the edge of the photo',
    );
  });
});
