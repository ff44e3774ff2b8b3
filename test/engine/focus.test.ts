import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodeRegions } from '../../electron/engine/formats/regions.ts';
import { fineDetail } from '../../electron/engine/stages/focus/fine-detail.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { deadLeaves } from '../fixtures/dead-leaves.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { focusBurst } from '../fixtures/focus-burst.ts';
import { quarterColours, turnedJpeg } from '../fixtures/images.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { podium } from '../fixtures/command-line.ts';

describe('fineDetail', () => {
  it('falls with every pixel of blur, whatever the contrast, the light and the noise', async () => {
    const size = 512;
    const of = async (sigma: number, contrast: number, noise: number) => {
      const scene = deadLeaves(3, 900).greyscale().linear(contrast, 40);
      const whole = await scene.png().toBuffer();
      const soft = sigma === 0 ? sharp(whole) : sharp(whole).blur(sigma);
      const luma = await soft
        .extract({ left: 300, top: 60, width: size, height: size })
        .greyscale()
        .raw()
        .toBuffer();
      let state = 1;
      const noisy = Uint8Array.from(luma, (value) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.max(0, Math.min(255, value + Math.round(noise * (state / 2 ** 31 - 1))));
      });
      return fineDetail(noisy, size, size);
    };
    for (const [contrast, noise] of [
      [0.8, 0],
      [0.3, 0],
      [0.8, 8],
    ] as const) {
      const values = await Promise.all([0, 1, 2].map((sigma) => of(sigma, contrast, noise)));
      const [inFocus = 0, soft = 0, softer = 0] = values;
      assert.ok(
        soft < 0.9 * inFocus && softer < 0.9 * soft,
        `${contrast} ${noise}: ${values.join(' ')}`,
      );
    }
    assert.ok(Math.abs((await of(0, 0.8, 0)) / (await of(0, 0.3, 0)) - 1) < 0.05);
    assert.ok(Number.isNaN(fineDetail(new Uint8Array(size * size).fill(90), size, size)));
  });
});

describe('decodeRegions', () => {
  it('finds a part of the upright photo however its pixels are stored', async () => {
    const box = { x: 0.6, y: 0.1, width: 0.3, height: 0.2 }; // inside the top right quarter
    for (let orientation = 1; orientation <= 8; orientation++) {
      const bytes = await turnedJpeg(400, 200, orientation);
      const [part] = await decodeRegions(bytes, 'a.jpg', defaultSettings, [box]);
      assert.ok(part);
      assert.deepEqual(
        [part.widthPx, part.heightPx].sort((a, b) => a - b),
        [40, 120],
      );
      const middle = 3 * ((part.heightPx >> 1) * part.widthPx + (part.widthPx >> 1));
      const [, colour] = quarterColours;
      colour.forEach((value, i) => {
        assert.ok(
          Math.abs((part.data[middle + i] ?? 0) - value) < 12,
          `orientation ${orientation}`,
        );
      });
    }
  });

  it('has nothing of a box outside the photo', async () => {
    const bytes = await turnedJpeg(40, 20, 1);
    const outside = { x: 1.2, y: 0, width: 0.3, height: 0.2 };
    assert.deepEqual(await decodeRegions(bytes, 'a.jpg', defaultSettings, [outside]), [null]);
  });
});

describe('frames of a burst that nothing tells apart', () => {
  const test = engineForEach();

  it('are told apart by focus at full resolution: in the album, once, and anew when the settings change', async () => {
    const frames = await focusBurst({
      photo: samplePhoto(3),
      enlargedPx: 4800,
      subject: { x: 0.2, y: 0, width: 0.6, height: 1 },
      sigmas: [1.5, 0, 1.5],
    });
    for (const [i, frame] of frames.entries())
      writeFileSync(join(test.photos, `frame${i}.jpg`), frame);
    await test.sync();
    const first = await test.analyse();
    assert.ok(first.filesRead > 3 && first.filesRead <= 6, String(first.filesRead));
    const { focus } = await test.columns();
    const [soft = 0, inFocus = 0, alsoSoft = 0] = focus.body;
    assert.ok(inFocus > 1.1 * Math.max(soft, alsoSoft), String(focus.body));
    assert.equal((await test.analyse()).filesRead, 0);

    const list = join(test.data, 'best.txt');
    const chosen = await podium([
      ...['rank', test.photos, '--top', '1', '--variety', '0.5', '--output', list],
      ...['--data', test.data],
    ]);
    assert.equal(chosen.code, 0, chosen.stderr);
    assert.match(await readFile(list, 'utf8'), /frame1\.jpg\n$/);

    const { call } = test.engine;
    await call('settings.write', { values: { 'faces.minHeightPx': 41 } });
    assert.ok((await test.analyse()).filesRead > 0);
    await call('settings.write', { values: { 'faces.minHeightPx': 40 } });
    await call('settings.write', { values: { 'bursts.focusFrames': 0 } });
    assert.equal((await test.analyse()).filesRead, 0);
  });
});
