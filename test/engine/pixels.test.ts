// Properties of the pixels stage as a whole.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { lookBytes } from '../../shared/bursts/looks.ts';
import type { Raster } from '../../shared/photo.ts';
import { signals } from '../../shared/signals.ts';

const side = fc.integer({ min: 1, max: 24 });

const rasters: fc.Arbitrary<Raster> = fc.tuple(side, side).chain(([widthPx, heightPx]) => {
  const length = 3 * widthPx * heightPx;
  return fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((data) => ({ widthPx, heightPx, data }));
});

describe('pixel signals', () => {
  it('are exactly the pixel signals of the table, the hash, and the look', () => {
    const { perceptualHash, look, ...numbers } = pixelSignals({
      widthPx: 1,
      heightPx: 1,
      data: Uint8Array.of(1, 2, 3),
    });
    const inTable = Object.entries(signals).filter(([, signal]) => signal.stage === 'pixels');
    assert.deepEqual(Object.keys(numbers).sort(), inTable.map(([name]) => name).sort());
    assert.equal(typeof perceptualHash, 'bigint');
    assert.equal(look.length, lookBytes);
  });

  it('are finite and inside the range of the table for any frame', () => {
    fc.assert(
      fc.property(rasters, (raster) => {
        const { perceptualHash, look, ...numbers } = pixelSignals(raster);
        const values = new Map<string, number>(Object.entries(numbers));
        for (const [name, { stage, range }] of Object.entries(signals)) {
          if (stage !== 'pixels') continue;
          const value = values.get(name) ?? Number.NaN;
          assert.ok(Number.isFinite(value), name);
          assert.ok(value >= range[0] && value <= range[1], `${name} ${value}`);
        }
        assert.equal(BigInt.asUintN(64, perceptualHash), perceptualHash);
        assert.ok(look.some((byte) => Math.abs(byte) === 127));
      }),
    );
  });

  it('are the same each time and leave the pixels alone', () => {
    fc.assert(
      fc.property(rasters, (raster) => {
        const copy = { ...raster, data: raster.data.slice() };
        assert.deepEqual(pixelSignals(raster), pixelSignals(copy));
        assert.deepEqual(raster.data, copy.data);
      }),
    );
  });

  it('see nothing in a flat frame but its brightness', () => {
    const { look, ...flat } = pixelSignals({
      widthPx: 9,
      heightPx: 5,
      data: new Uint8Array(135).fill(51),
    });
    assert.deepEqual(flat, {
      sharpness: 0,
      sharpness_whole: 0,
      motion_blur: 0,
      exposure: 0.2,
      shadows_clipped: 0,
      highlights_clipped: 0,
      white_point: 0.2,
      black_point: 0.2,
      contrast: 0,
      colourfulness: 0,
      perceptualHash: 0n,
    });
    assert.deepEqual(
      look.filter((byte) => byte !== 0),
      Int8Array.of(127),
      'one colour, and no place that differs',
    );
  });

  it('refuse a frame without pixels or with missing bytes', () => {
    const data = new Uint8Array(0);
    assert.throws(() => pixelSignals({ widthPx: 0, heightPx: 0, data }), RangeError);
    assert.throws(() => pixelSignals({ widthPx: 1, heightPx: 1, data }), RangeError);
  });
});
