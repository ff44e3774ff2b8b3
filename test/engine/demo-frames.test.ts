// What the demo does to pixels, and what it writes into its files.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cut, halved, stored } from '../../electron/engine/demo/arrange.ts';
import { openCards } from '../../electron/engine/demo/cards.ts';
import { demoShots } from '../../electron/engine/demo/shots.ts';
import { moved } from '../../electron/engine/demo/spoil.ts';
import { withExif } from '../../electron/engine/demo/write-exif.ts';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { rasterToJpeg } from '../../electron/engine/formats/rasters.ts';
import { readFacts } from '../../electron/engine/formats/facts/exif.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { quarters, worstColour } from '../fixtures/images.ts';
import { defocused, exposed } from '../fixtures/spoilt.ts';

const rasters = fc
  .record({ widthPx: fc.integer({ min: 1, max: 12 }), heightPx: fc.integer({ min: 1, max: 12 }) })
  .chain(({ widthPx, heightPx }) =>
    fc
      .uint8Array({ minLength: 3 * widthPx * heightPx, maxLength: 3 * widthPx * heightPx })
      .map((data): Raster => ({ widthPx, heightPx, data })),
  );
const steps = fc.constantFrom([1, 0], [0, 1], [1, 1], [2, 1], [1, 2]);

/** The mean along a line, pixel by pixel, as its definition says. */
function meanAlong({ widthPx, heightPx, data }: Raster, dx: number, dy: number, reach: number) {
  const means = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 1) {
    const [x, y, channel] = [Math.floor(i / 3) % widthPx, Math.floor(i / 3 / widthPx), i % 3];
    const values: number[] = [];
    for (let k = -reach; k <= reach; k += 1) {
      const [atX, atY] = [x + k * dx, y + k * dy];
      if (atX < 0 || atY < 0 || atX >= widthPx || atY >= heightPx) continue;
      values.push(data[3 * (atY * widthPx + atX) + channel] ?? NaN);
    }
    means[i] = Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  }
  return means;
}

describe('spoilt frames', () => {
  it('moved: each pixel is the mean along the line, within the frame', () => {
    fc.assert(
      fc.property(rasters, steps, fc.integer({ min: 0, max: 20 }), (raster, step, reach) => {
        const [dx = 0, dy = 0] = step;
        const made = moved(raster, dx, dy, reach * Math.hypot(dx, dy));
        assert.deepEqual(made.data, meanAlong(raster, dx, dy, reach));
      }),
    );
  });

  it('out of focus: a point spreads evenly by the asked standard deviation', () => {
    const side = 81;
    const data = new Uint8Array(3 * side * side);
    const middle = (side - 1) / 2;
    for (let y = -3; y <= 3; y += 1)
      for (let x = -3; x <= 3; x += 1)
        data.fill(
          255,
          3 * ((middle + y) * side + middle + x),
          3 * ((middle + y) * side + middle + x + 1),
        );
    const spread = defocused({ widthPx: side, heightPx: side, data }, 5).data;
    const sums = { all: 0, across: 0, down: 0 };
    for (let i = 0; i < side * side; i += 1) {
      const value = spread[3 * i] ?? 0;
      sums.all += value;
      sums.across += value * ((i % side) - middle) ** 2;
      sums.down += value * (Math.floor(i / side) - middle) ** 2;
    }
    const own = (7 ** 2 - 1) / 12; // variance of the 7 px wide point itself
    for (const sum of [sums.across, sums.down]) {
      const sigma = Math.sqrt(sum / sums.all - own);
      assert.ok(Math.abs(sigma - 5) < 0.5, `spread by ${sigma.toFixed(2)} px`);
    }
  });

  it('light: none lost or gained by 0 stops, never reversed, clipped at white', () => {
    const ramp: Raster = {
      widthPx: 256,
      heightPx: 1,
      data: new Uint8Array(768).map((_, i) => i / 3),
    };
    assert.deepEqual(exposed(ramp, 0).data, ramp.data);
    for (const stops of [-3.5, 3.5]) {
      const levels = [...exposed(ramp, stops).data];
      assert.ok(levels.every((level, i) => level >= (levels[i - 1] ?? 0)));
    }
    assert.equal(exposed(ramp, 1).data.at(3 * 188), 255); // half of full light is level 188
    assert.equal(exposed(ramp, -1).data.at(-1), 188);
  });
});

describe('arranged frames', () => {
  it('cuts out the pixels that were asked for', () => {
    fc.assert(
      fc.property(rasters, fc.nat(), fc.nat(), (raster, x, y) => {
        const [left, top] = [x % raster.widthPx, y % raster.heightPx];
        const [widthPx, heightPx] = [raster.widthPx - left, raster.heightPx - top];
        const part = cut(raster, { left, top, widthPx, heightPx });
        assert.deepEqual([part.widthPx, part.heightPx], [widthPx, heightPx]);
        for (let row = 0; row < heightPx; row += 1) {
          const from = 3 * ((top + row) * raster.widthPx + left);
          assert.deepEqual(
            part.data.subarray(3 * row * widthPx, 3 * (row + 1) * widthPx),
            raster.data.subarray(from, from + 3 * widthPx),
          );
        }
      }),
    );
  });

  it('halves by the mean of two by two', () => {
    const data = Uint8Array.from([0, 0, 0, 4, 8, 12, 9, 9, 9, 8, 16, 24, 4, 0, 4, 9, 9, 9]);
    assert.deepEqual([...halved({ widthPx: 3, heightPx: 2, data }).data], [4, 6, 10]);
  });

  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`stored turned by orientation ${orientation}, decodes upright`, async () => {
      const pixels = await rasterToJpeg(stored(quarters(96, 64), orientation), 95);
      const notes = { takenMs: 0, orientation, description: 'quarters' };
      const photo = await decodePhoto(withExif(pixels, notes), 'turned.jpg', defaultSettings);
      assert.deepEqual([photo.widthPx, photo.heightPx], [96, 64]);
      assert.ok(worstColour(photo.detail) < 8);
    });
  }
});

describe('camera notes', () => {
  it('are read back from the file to the millisecond', async () => {
    const pixels = await rasterToJpeg(quarters(16, 16), 80);
    const times = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2099, 11) });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 8 }), (takenMs, orientation) => {
        const jpeg = withExif(pixels, { takenMs, orientation, description: 'a test' });
        const facts = readFacts(jpeg, 'jpeg');
        assert.equal(facts.photo.takenMs, takenMs);
        assert.equal(facts.orientation, orientation);
      }),
    );
  });
});

describe('the frames of the demo', () => {
  const shots = demoShots();
  const frames = shots.map(({ answers }) => answers);

  it('are a hundred, each with a name of its own and the moment it belongs to', () => {
    assert.equal(frames.length, 100);
    assert.equal(new Set(frames.map(({ file }) => file)).size, frames.length);
    const files = new Set(frames.map(({ file }) => file));
    for (const { file, twin } of frames) assert.ok(twin === null || files.has(twin), file);
  });

  it('begin with the peaks, so that there is a match to see at once', () => {
    const peaks = frames.filter(({ peak, treatment }) => peak && treatment === 'as it is');
    assert.ok(peaks.length >= 10);
    assert.deepEqual(frames.slice(0, peaks.length), peaks);
  });

  it('show main athletes large and whole at the peak', () => {
    for (const { file, athletes, peak, treatment } of frames) {
      if (!peak || treatment !== 'as it is') continue;
      const main = athletes.find((athlete) => athlete.main);
      assert.ok(main && main.box.width * main.box.height > 0.05, file);
    }
  });

  it('are the same pixels each time', async () => {
    const shot = shots.find(({ answers }) => answers.peak);
    assert.ok(shot);
    const cards = openCards();
    const [once, twice] = [await shot.picture(cards), await shot.picture(cards)];
    assert.deepEqual([once.widthPx, once.heightPx], [1200, 800]);
    assert.equal(hash('sha256', once.data), hash('sha256', twice.data));
  });
});
