// Sharpness compares copies of one picture alike, in any light, and falls when the picture is blurred.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { moved } from '../../electron/engine/demo/spoil.ts';
import { defocused } from '../fixtures/spoilt.ts';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { resolvedDetail } from '../../electron/engine/stages/pixels/resolved-detail.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { deadLeaves } from '../fixtures/dead-leaves.ts';
import { open } from '../fixtures/images.ts';
import { copiesOf, gainName, gains, rasterAt, tonesOf } from '../golden/made-tones.ts';

const seeds = [1, 2];
/** Gains of three stops leave too little of a picture: nothing is promised there. */
const tooMuch = gains.filter((stops) => Math.abs(stops) > 2).map(gainName);

function sharpnessOf(raster: Raster): number {
  return resolvedDetail(lumaOfRaster(raster), raster.widthPx, raster.heightPx);
}

/** As the engine measures a file. */
async function sharpnessOfFile(jpeg: Buffer): Promise<number> {
  return sharpnessOf((await decodePhoto(jpeg, 'scene.jpg', defaultSettings)).analysis);
}

const scenes: Raster[] = [];
before(async () => {
  for (const seed of seeds) scenes.push(await rasterAt(deadLeaves(seed, 4000), 4000));
});

describe('sharpness of copies', () => {
  it('is within 10 % from 4000 to 250 px and at JPEG quality 40', async () => {
    for (const scene of scenes) {
      const values: number[] = [];
      for (const { jpeg } of await copiesOf(scene)) values.push(await sharpnessOfFile(jpeg));
      assert.ok(Math.max(...values) <= 1.1 * Math.min(...values), values.join(', '));
    }
  });

  it('does not gain when a small file is blown up', async () => {
    for (const scene of scenes) {
      const small = await open(await rasterAt(open(scene), 320))
        .jpeg({ quality: 90 })
        .toBuffer();
      const large = await open(scene).jpeg({ quality: 90 }).toBuffer();
      const blownUp = await rasterAt(open(await rasterAt(open(scene), 320)), 4000);
      const blown = await sharpnessOfFile(await open(blownUp).jpeg({ quality: 90 }).toBuffer());
      assert.ok(blown <= 1.02 * (await sharpnessOfFile(small)));
      assert.ok(blown <= 1.02 * (await sharpnessOfFile(large)));
    }
  });

  it('is within 15 % in other light, at half contrast and behind a veil', async () => {
    for (const scene of scenes) {
      const raster = await rasterAt(open(scene), 1000);
      const right = sharpnessOf(raster);
      for (const { name, raster: other } of tonesOf(raster)) {
        if (tooMuch.includes(name)) continue;
        const change = sharpnessOf(other) / right - 1;
        assert.ok(Math.abs(change) <= 0.15, `${name}: ${change}`);
      }
    }
  });
});

describe('sharpness of one scene', () => {
  it('falls with every step of missed focus and of movement', async () => {
    for (const scene of scenes) {
      const raster = await rasterAt(open(scene), 1000);
      const focus = [0, 1.5, 3, 6, 12].map((sigma) => sharpnessOf(defocused(raster, sigma)));
      const shake = [0, 3, 6, 12].map((reach) => sharpnessOf(moved(raster, 1, 0, reach)));
      for (const values of [focus, shake]) {
        values.slice(1).forEach((value, i) => {
          assert.ok(value < (values[i] ?? 0), values.join(', '));
        });
      }
    }
  });

  it('is more for a sharp subject before a blurred background than for a frame soft all over', async () => {
    for (const scene of scenes) {
      const raster = await rasterAt(open(scene), 1000);
      const { widthPx, heightPx } = raster;
      const subject = { left: 340, top: 200, width: 320, height: 260 };
      const { data } = await open(defocused(raster, 10))
        .composite([{ input: await open(raster).extract(subject).png().toBuffer(), ...subject }])
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const focused = sharpnessOf({ data, widthPx, heightPx });
      assert.ok(focused > sharpnessOf(defocused(raster, 3)));
    }
  });
});

describe('sharpness of any frame', () => {
  const side = fc.integer({ min: 1, max: 60 });
  const frames = fc
    .tuple(side, side)
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height, maxLength: width * height })
        .map((luma) => ({ luma, width, height })),
    );

  it('is 0 where it is flat', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 255 }), (width, height, level) => {
        const luma = new Uint8Array(width * height).fill(level);
        assert.ok(resolvedDetail(luma, width, height) < 1e-3);
      }),
      { numRuns: 20 },
    );
  });

  it('lies in 0..1', () => {
    fc.assert(
      fc.property(frames, ({ luma, width, height }) => {
        const value = resolvedDetail(luma, width, height);
        assert.ok(value >= 0 && value <= 1);
      }),
      { numRuns: 30 },
    );
  });
});
