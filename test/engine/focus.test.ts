import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import sharp from 'sharp';
import { decodeRegions } from '../../electron/engine/formats/regions.ts';
import { fineDetail } from '../../electron/engine/stages/focus/fine-detail.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { settle } from '../../shared/shoot/acts/looking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { deadLeaves } from '../fixtures/dead-leaves.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { focusBurst } from '../fixtures/focus-burst.ts';
import { quarterColours, turnedJpeg } from '../fixtures/images.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
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
  const inFocus = 'frame2.jpg';

  const bestByCommand = async () => {
    const list = join(test.data, 'best.txt');
    const ranked = await podium([
      ...['rank', test.photos, '--top', '1', '--variety', '0.5', '--output', list],
      ...['--data', test.data],
    ]);
    assert.equal(ranked.code, 0, ranked.stderr);
    return basename((await readFile(list, 'utf8')).trim());
  };

  it('are told apart by focus at full resolution: on the page and by the command line, once, and anew when the settings change', async () => {
    const frames = await focusBurst({
      photo: samplePhoto(3),
      enlargedPx: 3000,
      subject: { x: 0, y: 0, width: 1, height: 1 },
      sigmas: [1, 1, 0],
      lights: [1, 1, 0.95],
    });
    for (const [i, frame] of frames.entries())
      writeFileSync(join(test.photos, `frame${i}.jpg`), frame);
    const focusFrames = (most: number) =>
      test.engine.call('settings.write', { values: { 'bursts.focusFrames': most } });

    await focusFrames(0);
    const host = testHost(() => test.engine.call);
    const page = await openIn(host, [test.photos]);
    await analyse(page);
    settle(page);
    const before = namesOf(page.get());
    assert.equal(before.length, 1, 'one burst');
    assert.notEqual(before[0], inFocus, 'at the size of the analysis it cannot be told');

    await focusFrames(8);
    await analyse(page);
    assert.deepEqual(namesOf(page.get()), before, 'no cover changes under the eyes');
    settle(page);
    assert.deepEqual(namesOf(page.get()), [inFocus]);
    const { focus } = await test.columns();
    const [soft = 0, alsoSoft = 0, sharp = 0] = focus.body;
    assert.ok(sharp > 1.1 * Math.max(soft, alsoSoft), String(focus.body));
    assert.equal((await test.analyse()).filesRead, 0);
    assert.equal(await bestByCommand(), inFocus);

    const { call } = test.engine;
    await call('settings.write', { values: { 'faces.minHeightPx': 41 } });
    assert.ok((await test.analyse()).filesRead > 0);

    await test.restart(() => {
      notLookedAt(join(test.data, 'cache.db'), 2);
    });
    assert.equal((await test.analyse()).filesRead, 0, 'the engine died of them twice');
    await test.restart(() => {
      notLookedAt(join(test.data, 'cache.db'), 1);
    });
    const asked = { ...test.input(), preset: 'general' };
    const { filesRead } = await test.engine.call('folder.analyse', asked);
    assert.ok(
      filesRead < frames.length,
      'by its score General tells them apart, as it asks for no moment',
    );
    assert.equal(filesRead + (await test.analyse()).filesRead, frames.length);
  });
});

function notLookedAt(file: string, deaths: number): void {
  const cache = new Sqlite(file);
  cache.exec("DELETE FROM focus; DELETE FROM analyses WHERE stage = 'focus'");
  cache.prepare('UPDATE files SET deaths = ?').run(deaths);
  cache.close();
}
