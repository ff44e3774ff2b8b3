// How faces are found: the full-range network's numbers, one face of many boxes, squares around heads, the second look, light.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PixelBox, Square } from '../../electron/engine/stages/faces/detection.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { inGoodLight, looksAt, lumaAt } from '../../electron/engine/stages/faces/finding/light.ts';
import {
  cutMosaic,
  fromMosaic,
  mosaicOf,
} from '../../electron/engine/stages/faces/finding/mosaic.ts';
import { isSameFace, oneEach } from '../../electron/engine/stages/faces/finding/one-face.ts';
import {
  headsOf,
  headSquare,
  withoutFace,
} from '../../electron/engine/stages/faces/finding/squares.ts';
import {
  asConfidence,
  decodeFullRange,
} from '../../electron/engine/stages/faces/networks/full-range.ts';
import type { Raster } from '../../shared/photo.ts';

const closeTo = (value: number, expected: number, within = 1e-3) => {
  assert.ok(Math.abs(value - expected) <= within, `${value} is not ${expected}`);
};

function box(x: number, y: number, width: number, height = width): PixelBox {
  return { x, y, width, height };
}

/** A photo whose red counts its columns and whose green counts its rows. */
function made(widthPx: number, heightPx: number): Raster {
  const data = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) data.set([x, y, 0], 3 * (y * widthPx + x));
  return { data, widthPx, heightPx };
}

describe('the full-range network', () => {
  it('has its score read on the scale of the SSD', () => {
    assert.deepEqual([0, 0.7, 1].map(asConfidence), [0, 0.5, 1]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (score) => {
        assert.ok(asConfidence(score) < asConfidence(score + 0.01));
      }),
    );
  });

  it('gives boxes around the middle of their cells, made ours, in pixels of the crop', () => {
    const cell = 10 * 48 + 20;
    const scores = new Float32Array(48 * 48);
    const boxes = new Float32Array(48 * 48 * 16);
    scores[cell] = 0.85;
    scores[3] = 0.69;
    boxes.set([0.01, -0.02, 0.1, 0.2], cell * 16);
    const outputs = {
      scores: { data: scores, dims: [1, 48 * 48] },
      boxes: { data: boxes, dims: [1, 48 * 48, 16] },
    };
    const found = decodeFullRange(outputs, 0.5);
    assert.equal(found.length, 1);
    const [{ box: one, confidence }] = found as [(typeof found)[0] & {}];
    closeTo(confidence, 0.75);
    closeTo(one.width, 0.87 * 0.1 * 192);
    closeTo(one.height, 1.19 * 0.2 * 192);
    closeTo(one.x + one.width / 2, (20.5 / 48 + 0.01) * 192);
    closeTo(one.y + one.height / 2, (10.5 / 48 - 0.02 - 0.09 * 0.2) * 192);
    assert.equal(decodeFullRange(outputs, 0.49).length, 2);
  });
});

describe('boxes of one face', () => {
  const side = fc.double({ min: 5, max: 300, noNaN: true });
  const place = fc.double({ min: -200, max: 800, noNaN: true });
  const boxes = fc.record({ x: place, y: place, width: side, height: side });

  it('are one the same way round both ways, at any scale and place', () => {
    fc.assert(
      fc.property(boxes, boxes, fc.double({ min: 0.5, max: 4, noNaN: true }), (a, b, scale) => {
        const scaled = ({ x, y, width, height }: PixelBox) =>
          box(64 + x * scale, y * scale - 32, width * scale, height * scale);
        assert.equal(isSameFace(a, b), isSameFace(b, a));
        assert.ok(isSameFace(a, a));
        // Right at a limit rounding decides: a hair larger or smaller, both must not differ from the plain answer.
        const grown = [0.999, 1.001].map((by) =>
          isSameFace(a, { ...b, x: a.x + (b.x - a.x) * by }),
        );
        if (grown[0] === grown[1]) assert.equal(isSameFace(scaled(a), scaled(b)), isSameFace(a, b));
      }),
    );
  });

  it('lie near each other and are of like size', () => {
    assert.ok(isSameFace(box(0, 0, 100), box(50, 0, 100)));
    assert.ok(!isSameFace(box(0, 0, 100), box(60, 0, 100)));
    assert.ok(isSameFace(box(0, 0, 100), box(25, 25, 50)));
    assert.ok(!isSameFace(box(0, 0, 100), box(30, 30, 40)));
  });

  it('leave the first, with the highest confidence', () => {
    const found = oneEach([
      { box: box(0, 0, 100), confidence: 0.6 },
      { box: box(300, 0, 100), confidence: 0.9 },
      { box: box(4, 4, 100), confidence: 0.8 },
    ]);
    assert.deepEqual(found, [
      { box: box(0, 0, 100), confidence: 0.8 },
      { box: box(300, 0, 100), confidence: 0.9 },
    ]);
  });
});

describe('heads of bodies', () => {
  it('lie in the middle of the upper part', () => {
    const square = headSquare(box(100, 200, 60, 200));
    assert.deepEqual(square, { x: 130 - 48, y: 240 - 48, sidePx: 96 });
    assert.equal(headSquare(box(0, 0, 300, 100)).sidePx, 100);
  });

  it('are those of the eight largest, and not searched where their face is known', () => {
    const bodies = Array.from({ length: 12 }, (_, i) => box(200 * i, 0, 10 + i, 100));
    const heads = headsOf(bodies);
    assert.deepEqual(heads, bodies.slice(4).reverse().map(headSquare));
    const [first] = heads as [Square];
    const face = { box: box(first.x + first.sidePx / 2, first.y + 1, 0.2 * first.sidePx) };
    const small = { box: box(first.x + first.sidePx / 2, first.y + 1, 0.1 * first.sidePx) };
    assert.deepEqual(withoutFace(heads, [face]), heads.slice(1));
    assert.deepEqual(withoutFace(heads, [small]), heads);
  });
});

describe('the second look', () => {
  const squares = fc.array(
    fc.record({
      x: fc.integer({ min: -50, max: 400 }),
      y: fc.integer({ min: -50, max: 400 }),
      sidePx: fc.integer({ min: 8, max: 300 }),
    }),
    { minLength: 1, maxLength: 9 },
  );
  const share = fc.double({ min: 0.02, max: 0.6, noNaN: true });

  it('takes a box of any cell back to where it was cut from', () => {
    fc.assert(
      fc.property(squares, fc.nat(), share, share, (cells, which, at, size) => {
        const mosaic = mosaicOf(cells, 512);
        const index = which % cells.length;
        const square = cells[index] as Square;
        const side = Math.floor(512 / mosaic.cellsASide);
        const across = (index % mosaic.cellsASide) * side;
        const down = Math.floor(index / mosaic.cellsASide) * side;
        const length = Math.min(size, 0.97 - at) * side;
        const seen = box(across + at * side, down + at * side, length);
        const back = fromMosaic(seen, mosaic) ?? assert.fail('The box lies in a cell.');
        const scale = square.sidePx / side;
        closeTo(back.x, square.x + at * square.sidePx, 1e-6);
        closeTo(back.y, square.y + at * square.sidePx, 1e-6);
        closeTo(back.width, length * scale, 1e-6);
      }),
    );
  });

  it('leaves out what lies across cells, or in none', () => {
    const square = { x: 0, y: 0, sidePx: 100 };
    const mosaic = mosaicOf([square, square], 512);
    assert.deepEqual(
      [1, 2, 4, 5, 9].map(
        (count) =>
          mosaicOf(
            Array.from({ length: count }, () => square),
            512,
          ).cellsASide,
      ),
      [1, 2, 2, 3, 3],
    );
    assert.equal(fromMosaic(box(200, 20, 60), mosaic), null);
    assert.equal(fromMosaic(box(300, 300, 60), mosaic), null);
    assert.notEqual(fromMosaic(box(100, 20, 60), mosaic), null);
  });

  it('shows each square in its cell', () => {
    const pyramid = createPyramid(made(200, 200));
    const mosaic = mosaicOf(
      [
        { x: 10, y: 20, sidePx: 64 },
        { x: 100, y: 120, sidePx: 64 },
      ],
      128,
    );
    const { rgb } = cutMosaic(pyramid, mosaic);
    const at = (x: number, y: number) => [...rgb.slice(3 * (y * 128 + x), 3 * (y * 128 + x) + 2)];
    assert.deepEqual(at(5, 7), [15, 27]);
    assert.deepEqual(at(64 + 5, 7), [105, 127]);
    assert.deepEqual(at(5, 64 + 7), [0, 0]);
  });
});

describe('light for the detector', () => {
  const photo = (brightest: number): Raster => {
    const raster = made(64, 64);
    return { ...raster, data: raster.data.map((_, i) => (brightest * (i % 192)) / 191) };
  };

  it('is stretched where a photo is dark, and left as it is elsewhere', () => {
    const dark = createPyramid(photo(50));
    const lit = inGoodLight(dark).raster;
    const [from = 0, to = 0] = lumaAt(lit, [0.005, 0.995]);
    assert.ok(from <= 3 && to >= 250, `${from} to ${to}`);
    assert.notEqual(lit, dark.raster);
    const bright = createPyramid(photo(200));
    assert.equal(inGoodLight(bright), bright);
  });

  it('is left as it is where something small is lit, and never blown up out of nothing', () => {
    const hall = photo(60);
    for (let row = 30; row < 33; row++)
      hall.data.fill(220, 3 * (64 * row + 30), 3 * (64 * row + 33));
    const pyramid = createPyramid(hall);
    assert.equal(inGoodLight(pyramid), pyramid);
    const flat = { ...hall, data: hall.data.map((_, i) => 90 + (i % 3)) };
    const { data } = inGoodLight(createPyramid(flat)).raster;
    assert.ok(data.every((value) => value <= (255 * 3) / 32));
  });

  it('is given twice where a photo is dark, the second time with its shadows lifted', () => {
    const dark = createPyramid(photo(50));
    const [first, second] = looksAt(dark);
    assert.equal(first, inGoodLight(dark));
    const [shadow = 0, middle = 0, most = 0] = lumaAt(first.raster, [0.25, 0.5, 0.999]);
    const lifted = lumaAt(second?.raster ?? dark.raster, [0.25, 0.5, 0.999]);
    assert.ok((lifted[0] ?? 0) > shadow + 10 && (lifted[1] ?? 0) > middle + 10);
    assert.equal(lifted[2], most);
    const bright = createPyramid(photo(200));
    assert.deepEqual(looksAt(bright), [bright]);
  });

  it('never turns the order of two pixels around', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (brightest) => {
        const { raster } = createPyramid(photo(brightest));
        const { data } = inGoodLight(createPyramid(raster)).raster;
        for (let i = 3; i < 192; i += 3) assert.ok((data[i] ?? 0) >= (data[i - 3] ?? 0));
      }),
    );
  });

  it('leaves a black photo black', () => {
    const { data } = inGoodLight(createPyramid(photo(0))).raster;
    assert.ok(data.every((value) => value === 0));
  });
});
