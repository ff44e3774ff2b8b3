// Properties of exposure, contrast and colourfulness.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { colourfulness } from '../../electron/engine/stages/pixels/colourfulness.ts';
import { contrast } from '../../electron/engine/stages/pixels/contrast.ts';
import { measureExposure } from '../../electron/engine/stages/pixels/exposure.ts';
import { lumaOf, lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import type { Raster } from '../../shared/photo.ts';

type Colour = readonly [number, number, number];

/** A frame one pixel high with these colours. */
function row(...colours: readonly Colour[]): Raster {
  return { widthPx: colours.length, heightPx: 1, data: Uint8Array.from(colours.flat()) };
}

function expose(raster: Raster): ReturnType<typeof measureExposure> {
  return measureExposure(raster, lumaOfRaster(raster));
}

const channel = fc.integer({ min: 0, max: 255 });
const colour = fc.tuple(channel, channel, channel);

describe('luma', () => {
  it('keeps greys, and lies within the channels', () => {
    fc.assert(
      fc.property(colour, ([red, green, blue]) => {
        assert.equal(lumaOf(red, red, red), red);
        const value = lumaOf(red, green, blue);
        assert.ok(value >= Math.min(red, green, blue) && value <= Math.max(red, green, blue));
        assert.ok(Math.abs(value - (0.299 * red + 0.587 * green + 0.114 * blue)) < 0.52);
      }),
    );
  });
});

describe('exposure', () => {
  it('is the mean luma, 0 for black and 1 for white', () => {
    assert.equal(expose(row([0, 0, 0])).meanLuma, 0);
    assert.equal(expose(row([255, 255, 255])).meanLuma, 1);
    assert.equal(expose(row([0, 0, 0], [255, 255, 255])).meanLuma, 0.5);
  });

  it('rises when any photo is brightened', () => {
    const dim = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(dim, dim, dim, fc.integer({ min: 2, max: 55 }), (red, green, blue, by) => {
        const before = expose(row([red, green, blue])).meanLuma;
        assert.ok(expose(row([red + by, green + by, blue + by])).meanLuma > before);
      }),
    );
  });

  it('calls a pixel clipped when all channels are, with five levels of slack', () => {
    const frame = row([255, 255, 255], [250, 250, 250], [249, 255, 255], [255, 0, 0]);
    assert.equal(expose(frame).highlightsClipped, 0.5);
    assert.equal(expose(frame).shadowsClipped, 0);
    const dark = row([0, 0, 0], [5, 5, 5], [6, 0, 0], [128, 128, 128]);
    assert.equal(expose(dark).shadowsClipped, 0.5);
    assert.equal(expose(dark).highlightsClipped, 0);
  });
});

describe('the reach of the tones', () => {
  it('ends where half a percent is brighter in any channel, and one percent darker', () => {
    const levels = Array.from({ length: 1000 }, (_, i): Colour => {
      if (i < 15) return [10, 10, 10];
      return i < 992 ? [100, 100, 100] : [230, 90, 90];
    });
    assert.equal(expose(row(...levels)).whitePoint, 230 / 255);
    assert.equal(expose(row(...levels)).blackPoint, 10 / 255);
    const fewer = levels.map((colour, i): Colour => (i < 8 || i > 996 ? [100, 100, 100] : colour));
    assert.equal(expose(row(...fewer)).whitePoint, 100 / 255);
    assert.equal(expose(row(...fewer)).blackPoint, 100 / 255);
  });
});

describe('contrast', () => {
  it('is 0 for a flat frame and 127.5 for half black, half white', () => {
    assert.equal(contrast(new Uint8Array(50).fill(131)), 0);
    assert.equal(contrast(Uint8Array.of(0, 255, 255, 0)), 127.5);
  });

  it('grows in proportion to the spread and ignores brightness', () => {
    const lumas = fc.uint8Array({ minLength: 2, maxLength: 200, max: 100 });
    fc.assert(
      fc.property(lumas, (luma) => {
        const once = contrast(luma);
        assert.ok(Math.abs(contrast(luma.map((value) => 2 * value)) - 2 * once) < 1e-6);
        assert.ok(Math.abs(contrast(luma.map((value) => value + 100)) - once) < 1e-6);
      }),
    );
  });
});

describe('colourfulness', () => {
  it('is 0 for any grey photo', () => {
    fc.assert(
      fc.property(fc.array(channel, { minLength: 1, maxLength: 50 }), (greys) => {
        assert.equal(colourfulness(row(...greys.map((g): Colour => [g, g, g]))), 0);
      }),
    );
  });

  it('has the value of the formula for one colour and for two', () => {
    // Pure red: rg = 255, yb = 127.5, no spread.
    assert.ok(Math.abs(colourfulness(row([255, 0, 0])) - 0.3 * Math.hypot(255, 127.5)) < 1e-9);
    // Red and green: rg = +-255 (spread 255, mean 0), yb = 127.5.
    const both = colourfulness(row([255, 0, 0], [0, 255, 0]));
    assert.ok(Math.abs(both - (255 + 0.3 * 127.5)) < 1e-9);
  });

  it('falls when colours are washed out', () => {
    fc.assert(
      fc.property(fc.array(colour, { minLength: 4, maxLength: 50 }), (colours) => {
        const pale = colours.map((c): Colour => {
          const grey = lumaOf(...c);
          return [(c[0] + 3 * grey) >> 2, (c[1] + 3 * grey) >> 2, (c[2] + 3 * grey) >> 2];
        });
        const before = colourfulness(row(...colours));
        // Rounding down moves a channel by up to one level.
        assert.ok(colourfulness(row(...pale)) <= before / 4 + 3);
      }),
    );
  });
});
