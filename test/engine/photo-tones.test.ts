// The tones of a photo, through the engine: what its pixels are is what is told.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { Tones } from '../../shared/tones.ts';
import { isError } from '../fixtures/engine-error.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';

/** Grey; the left quarter white, the right eighth black: 1600 px wide, as its preview is. */
const width = 1600;
const height = 800;

describe('the tones of a photo', () => {
  const own = engineForAll();
  let hex = '';
  const tones = (): Promise<Tones> => own.engine.call('photo.tones', { contentHex: hex });

  before(async () => {
    const block = (share: number, background: string, left: number) => ({
      input: { create: { width: share * width, height, channels: 3 as const, background } },
      ...{ left, top: 0 },
    });
    await sharp({ create: { width, height, channels: 3, background: '#c08040' } })
      .composite([block(1 / 4, '#ffffff', 0), block(1 / 8, '#000000', (7 / 8) * width)])
      .png()
      .toFile(join(own.photos, 'blocks.png'));
    await own.sync();
    await own.analyse();
    const { contents } = await own.columns();
    hex = Buffer.from(contents.subarray(0, 32)).toString('hex');
  });

  it('are what its pixels are, up to what JPEG makes of edges', async () => {
    const { red, green, blue, burnt, black } = await tones();
    const pixels = red.reduce((sum, count) => sum + count);
    assert.equal(
      green.reduce((sum, count) => sum + count),
      pixels,
    );
    const near = (share: number, wanted: number) => {
      assert.ok(Math.abs(share - wanted) < 0.01, `${share}, not ${wanted}`);
    };
    near(burnt, 1 / 4);
    near(black, 1 / 8);
    const around = (counts: Uint32Array, value: number) =>
      counts.subarray(value - 2, value + 3).reduce((sum, count) => sum + count) / pixels;
    near(around(red, 0xc0), 5 / 8);
    near(around(green, 0x80), 5 / 8);
    near(around(blue, 0x40), 5 / 8);
  });

  it('are told also where the picture was lost, and not where the photo has gone', async () => {
    const before = await tones();
    rmSync(join(own.data, 'images'), { recursive: true });
    assert.deepEqual(await tones(), before);
    rmSync(join(own.data, 'images'), { recursive: true });
    rmSync(join(own.photos, 'blocks.png'));
    await assert.rejects(tones(), isError('not-found', /no longer there/));
  });
});
