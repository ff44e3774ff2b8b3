// Where CLIP's squares lie, and what they show of photos of any shape.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  clipInput,
  clipSidePx,
  cutSquare,
  cutting,
} from '../../electron/engine/stages/clip/clip-preprocess.ts';
import { striped } from '../fixtures/colour-photos.ts';

const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });
const lefts = (widthPx: number, heightPx: number) =>
  cutting(size(widthPx, heightPx), size(widthPx, heightPx), 'squares').squares.map(
    ({ left }) => left,
  );

describe("CLIP's squares", () => {
  it('are the middle one, as published', () => {
    const { widthPx, heightPx, squares } = cutting(size(600, 400), size(6000, 4000), 'centre');
    assert.deepEqual([widthPx, heightPx], [336, 224]);
    assert.deepEqual(squares, [{ left: 56, top: 0 }]);
  });

  it('reach from end to end and overlap by half, of 3:2, 16:9, 2:1 and 1:1', () => {
    assert.deepEqual(lefts(6000, 4000), [0, 112]);
    assert.deepEqual(lefts(1600, 900), [0, 87, 174]);
    assert.deepEqual(lefts(4000, 2000), [0, 112, 224]);
    assert.deepEqual(lefts(500, 500), [0]);
    const tall = cutting(size(400, 600), size(400, 600), 'squares').squares;
    assert.deepEqual(tall, [
      { left: 0, top: 0 },
      { left: 0, top: 112 },
    ]);
  });

  it('are at most nine, inside any photo, from its first to its last pixel', () => {
    const side = fc.integer({ min: 1, max: 30_000 });
    fc.assert(
      fc.property(side, side, (widthPx, heightPx) => {
        const cut = cutting(size(widthPx, heightPx), size(widthPx, heightPx), 'squares');
        assert.ok(cut.squares.length >= 1 && cut.squares.length <= 9);
        for (const { left, top } of cut.squares) {
          assert.ok(left >= 0 && top >= 0);
          assert.ok(left + clipSidePx <= cut.widthPx && top + clipSidePx <= cut.heightPx);
        }
        const last = cut.squares.at(-1);
        if (cut.squares.length > 1) {
          assert.deepEqual(cut.squares[0], { left: 0, top: 0 });
          assert.deepEqual(last, {
            left: cut.widthPx - clipSidePx,
            top: cut.heightPx - clipSidePx,
          });
        }
      }),
    );
  });

  it('have the proportions of the photo, not the rounded ones of its reduced pixels', () => {
    const { widthPx } = cutting(size(1024, 683), size(6000, 4000), 'centre');
    assert.equal(widthPx, 336);
    // Another section of the sensor than the preview in the RAW shows: what is seen counts.
    assert.equal(cutting(size(1024, 683), size(6000, 4200), 'centre').widthPx, 335);
  });

  it('are made of a photo of a single pixel, and of a line', () => {
    for (const [widthPx, heightPx] of [
      [1, 1],
      [2048, 1],
      [3, 700],
    ] as const) {
      const raster = striped([widthPx, heightPx], 'yellow', 0, widthPx);
      const plan = cutting(raster, raster, 'squares');
      for (const square of plan.squares) {
        const pixels = cutSquare(raster, plan, square);
        assert.equal(pixels.length, 3 * clipSidePx ** 2);
        assert.deepEqual([...pixels.subarray(0, 3)], [255, 255, 0]);
        assert.deepEqual([...pixels.subarray(-3)], [255, 255, 0]);
      }
    }
  });

  it("become CLIP's numbers by its published mean and deviation, colour by colour", () => {
    const square = new Uint8ClampedArray(3 * clipSidePx ** 2);
    square.set([255, 0, 0]);
    const input = clipInput(square);
    const plane = clipSidePx ** 2;
    const at = (channel: number, pixel: number) =>
      (input[channel * plane + pixel] ?? NaN).toFixed(4);
    assert.deepEqual([at(0, 0), at(1, 0), at(2, 0)], ['1.9303', '-1.7521', '-1.4802']);
    assert.deepEqual([at(0, 1), at(0, plane - 1)], ['-1.7923', '-1.7923']);
  });
});
