import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Tensor } from '../../electron/engine/running/inference.ts';
import {
  decodeNanodet,
  expectedDistance,
  intoRaster,
  oneEach,
  wholeSquare,
  type Sighting,
} from '../../electron/engine/stages/bodies/nanodet.ts';

const PERSON = 0;
const BALL = 32;
const CAT = 15;

/** Outputs of a network that saw nothing. */
function nothing(): Record<string, Tensor & { data: Float32Array }> {
  const entries = [8, 16, 32].flatMap((stride) => {
    const cells = (416 / stride) ** 2;
    const tensor = (width: number) => ({
      data: new Float32Array(cells * width),
      dims: [1, cells, width],
    });
    return [
      [`scores_${stride}`, tensor(80)] as const,
      [`distances_${stride}`, tensor(44)] as const,
    ];
  });
  return Object.fromEntries(entries);
}

/** Makes one cell see a thing whose sides lie so many whole strides from its middle: left, top, right, bottom. */
function see(
  outputs: ReturnType<typeof nothing>,
  stride: number,
  cell: number,
  coco: number,
  score: number,
  sides: readonly number[],
): void {
  outputs[`scores_${stride}`]?.data.fill(score, 80 * cell + coco, 80 * cell + coco + 1);
  sides.forEach((bin, side) => {
    const from = 11 * (4 * cell + side) + bin;
    outputs[`distances_${stride}`]?.data.fill(60, from, from + 1); // e^60 leaves the other bins nothing
  });
}

describe('the distances of NanoDet', () => {
  it('are the mean of the eleven bins, weighted by the softmax', () => {
    assert.equal(expectedDistance(new Float32Array(11), 0), 5);
    const two = new Float32Array(22).fill(-100);
    two[11 + 3] = two[11 + 4] = 0;
    assert.ok(Math.abs(expectedDistance(two, 11) - 3.5) < 1e-9);
  });

  it('lie between 0 and 10 whatever the bins are, and do not change with a constant', () => {
    const bins = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), {
      minLength: 11,
      maxLength: 11,
    });
    fc.assert(
      fc.property(bins, (values) => {
        const distance = expectedDistance(Float32Array.from(values), 0);
        assert.ok(distance >= 0 && distance <= 10);
        const shifted = Float32Array.from(values, (value) => value + 7);
        assert.ok(Math.abs(expectedDistance(shifted, 0) - distance) < 1e-3);
      }),
    );
  });
});

describe('decodeNanodet', () => {
  it('puts a box around the middle of its cell', () => {
    const outputs = nothing();
    see(outputs, 16, 26 * 2 + 3, PERSON, 0.9, [1, 2, 3, 4]); // column 3, row 2: the middle is (56, 40)
    assert.deepEqual(decodeNanodet(outputs, 0.25), [
      {
        coco: PERSON,
        score: Math.fround(0.9),
        box: { x: 40, y: 8, width: 64, height: 96 },
      },
    ]);
  });

  it('finds things of all three sizes, surest first, and only those that are kept', () => {
    const outputs = nothing();
    see(outputs, 8, 0, BALL, 0.3, [1, 1, 1, 1]);
    see(outputs, 32, 80, PERSON, 0.8, [2, 2, 2, 2]);
    see(outputs, 16, 300, PERSON, 0.2, [2, 2, 2, 2]);
    see(outputs, 16, 400, CAT, 0.99, [2, 2, 2, 2]);
    const found = decodeNanodet(outputs, 0.25).map(({ coco, score }) => [coco, score]);
    assert.deepEqual(found, [
      [PERSON, Math.fround(0.8)],
      [BALL, Math.fround(0.3)],
    ]);
  });

  it('sees one thing once, and a person behind a ball as both', () => {
    const outputs = nothing();
    see(outputs, 16, 100, PERSON, 0.9, [4, 4, 4, 4]);
    see(outputs, 16, 101, PERSON, 0.8, [4, 4, 4, 4]);
    see(outputs, 16, 102, BALL, 0.7, [4, 4, 4, 4]);
    assert.deepEqual(
      decodeNanodet(outputs, 0.25).map(({ coco }) => coco),
      [PERSON, BALL],
    );
  });
});

describe('oneEach', () => {
  it('does not depend on the order of what was seen', () => {
    const number = fc.integer({ min: 0, max: 40 });
    const sighting = fc.record({
      coco: fc.constantFrom(PERSON, BALL),
      score: fc.constantFrom(0.3, 0.5, 0.9),
      box: fc.record({ x: number, y: number, width: number, height: number }),
    });
    const both = fc
      .array(sighting, { maxLength: 12 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      );
    fc.assert(
      fc.property(both, ([all, shuffled]: [Sighting[], Sighting[]]) => {
        assert.deepEqual(oneEach(shuffled), oneEach(all));
      }),
    );
  });
});

describe('the square around a photo', () => {
  it('takes boxes back to where they lie in the raster', () => {
    const side = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(side, side, (widthPx, heightPx) => {
        const square = wholeSquare({ widthPx, heightPx });
        const scale = square.sidePx / 416;
        // The photo's own corners, as the square shows them.
        const inSquare = {
          x: -square.x / scale,
          y: -square.y / scale,
          width: widthPx / scale,
          height: heightPx / scale,
        };
        assert.ok(inSquare.x >= -1e-9 && inSquare.x + inSquare.width <= 416 + 1e-9);
        const back = intoRaster(inSquare, square);
        for (const [value, wanted] of [
          [back.x, 0],
          [back.y, 0],
          [back.width, widthPx],
          [back.height, heightPx],
        ] as const) {
          assert.ok(Math.abs(value - wanted) < 1e-6);
        }
      }),
    );
  });
});
