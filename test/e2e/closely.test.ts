// One photo looked at closely: what was seen in it drawn over it, how it was taken, its number found, its place by time.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { numberedSample } from '../fixtures/drawn-number.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { filtersOf } from './pages/filters.ts';
import { isKept } from './pages/kept.ts';
import { openFolders, settled } from './pages/opening.ts';
import { searchOf } from './pages/search.ts';
import { openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

const at = (time: string) => ({ IFD2: { DateTimeOriginal: `2026:05:31 ${time}` } });
const shot = {
  IFD0: { Make: 'Canon', Model: 'Canon EOS R3' },
  IFD2: {
    ...{ ExposureTime: '1/2000', FNumber: '28/10', ISOSpeedRatings: '1600' },
    ...{ FocalLength: '400/1', LensModel: 'RF400mm F2.8', DateTimeOriginal: '2026:05:31 18:00:00' },
    OffsetTimeOriginal: '+02:00',
  },
};

before(async () => {
  session = await openSession();
  views = viewsOf(session.page);
  const match = join(session.folder, 'match');
  mkdirSync(match);
  const write = async (name: string, photo: Sharp) => {
    writeFileSync(join(match, name), await photo.jpeg({ quality: 92 }).toBuffer());
  };
  const ten = await sharp(await numberedSample('10'))
    .resize(2400)
    .jpeg()
    .toBuffer();
  await write('d-upright.jpg', sharp(ten).withExif(shot));
  // As a camera held on its side stores it, with a note to turn it back; darker, so that it is no copy.
  await write('c-turned.jpg', sharp(ten).linear(0.6).rotate(-90).withMetadata({ orientation: 6 }));
  await write('b-second.jpg', sharp(await variedPhoto(1)).withExif(at('19:00:00')));
  const third = sharp(await variedPhoto(2));
  const { width } = await third.metadata();
  const corner = (background: string, left: number) => ({
    input: { create: { width: 120, height: 120, channels: 3 as const, background } },
    ...{ left, top: 0 },
  });
  const ends = [corner('#ffffff', 0), corner('#000000', width - 120)];
  await write('a-third.jpg', third.composite(ends).withExif(at('20:00:00')));
  await openFolders(session, match);
  await settled(session);
  await session.page.getByRole('button', { name: 'Stack bursts' }).click();
});
after(() => session.close());

const shown = async (count: number) => {
  await session.page
    .getByRole('banner')
    .getByText(new RegExp(`^${count} (of 4 )?photos$`))
    .waitFor();
  return namesShown(views);
};

describe('a photo', () => {
  it('is painted red where it is burnt out and blue where it is black, by one key', async () => {
    const { page } = session;
    const corners = async () => {
      const photo = sharp(await page.locator('.photo').screenshot());
      const { width } = await photo.metadata();
      const pixelAt = async (left: number) => {
        const one = photo.clone().extract({ left, top: 12, width: 1, height: 1 });
        return [...(await one.removeAlpha().raw().toBuffer())];
      };
      return Promise.all([pixelAt(12), pixelAt(width - 12)]);
    };
    await views.grid.tile(/a-third/).click();
    await page.keyboard.press('e');
    await views.loupe.photo.waitFor();
    await page.evaluate(
      'Promise.all([...document.querySelectorAll(".photo img")].map((image) => image.decode()))',
    );
    assert.deepEqual(await corners(), [
      [255, 255, 255],
      [0, 0, 0],
    ]);
    await page.keyboard.press('j');
    await page.locator('img.clipping').nth(1).waitFor();
    assert.deepEqual(await corners(), [
      [237, 38, 38],
      [51, 115, 255],
    ]);
    await page.getByRole('button', { name: 'Clipping' }).click();
    await page.locator('img.clipping').first().waitFor({ state: 'detached' });
    await page.keyboard.press('i');
    const info = page.getByRole('region', { name: 'Info' });
    await info.getByText(/^[1-9][\d.]* % burnt out, [1-9][\d.]* % black$/).waitFor();
    assert.equal(await info.locator('.tones path').count(), 3);
    await page.keyboard.press('i');
    await page.keyboard.press('g');
  });
});

describe('photos by time', () => {
  /** The turned photo has no time; it stands with the one that it is alike. */
  const byTime = ['d-upright.jpg', 'c-turned.jpg', 'b-second.jpg', 'a-third.jpg'];
  const sort = () => session.page.getByRole('combobox', { name: 'Sort by' });
  const listed = (name: string) =>
    session.page.getByRole('listbox', { name, exact: true }).waitFor();

  it('are one key away from those by score, and their ranks stay', async () => {
    const byScore = await shown(4);
    await session.page.keyboard.press('d');
    await listed('Photos by capture time, Earliest first');
    assert.deepEqual(await namesShown(viewsBy('capture time')), byTime);
    assert.equal(await sort().inputValue(), 'time');
    const first = viewsBy('capture time').grid.tiles.first();
    const rank = byScore.indexOf('d-upright.jpg') + 1;
    assert.match((await first.getAttribute('aria-label')) ?? '', new RegExp(`rank ${rank},`));
    await session.page.keyboard.press('d');
    await listed('Photos, best first');
    assert.deepEqual(await namesShown(views), byScore);
  });

  it('turn round, and are kept with the folder', async () => {
    await sort().selectOption('Capture time');
    await session.page.getByRole('button', { name: /^Earliest first; click for/ }).click();
    await listed('Photos by capture time, Latest first');
    const latest = ['a-third.jpg', 'b-second.jpg', 'd-upright.jpg', 'c-turned.jpg'];
    assert.deepEqual(await namesShown(viewsBy('capture time')), latest);
    await isKept(session, '"sort":{"by":"time","reversed":true}');
    await session.page.reload();
    await listed('Photos by capture time, Latest first');
    await sort().selectOption('Score');
    await listed('Photos, best first');
  });
});

/** The grid has the name of its order. */
function viewsBy(order: string): Views {
  const box = session.page.getByRole('listbox', { name: `Photos by ${order}` });
  return { ...views, grid: { ...views.grid, box, tiles: box.getByRole('option') } };
}

describe('a number that is searched for', () => {
  it('is read first where that is wanted, and found on upright and turned photos', async () => {
    const { page } = session;
    const search = searchOf(page);
    await page.keyboard.press('/');
    await page.keyboard.type('#10');
    await page.getByRole('button', { name: /^Read numbers on shirts, and find 10/ }).waitFor();
    await page.keyboard.press('Enter');
    await filtersOf(page).chip('Number 10').waitFor();
    assert.deepEqual((await shown(2)).toSorted(), ['c-turned.jpg', 'd-upright.jpg']);
    assert.equal(await search.field.inputValue(), '');
    await settled(session);
    await views.grid.tile(/d-upright/).click();
    await views.ranking.why.getByText(/number 10/).waitFor();
  });
});

describe('how a photo was taken', () => {
  it('is one key away in the grid and in the loupe', async () => {
    const { page } = session;
    await page.keyboard.press('i');
    const info = page.getByRole('region', { name: 'Info' });
    await info.getByText('Canon EOS R3').waitFor();
    await info.getByText(/^1\/2000 s · f\/2\.8 · ISO\s1600$/).waitFor();
    await info.getByText('2026-05-31 18:00:00 UTC+02:00').waitFor();
    await info.getByText(/^2400 × \d+ px$/).waitFor();
    await info.getByText(/^d-upright\.jpg, \d+\.\d MB$/).waitFor();
    await info.getByRole('img', { name: /^Red, green and blue/ }).waitFor();
    await checkAxe(session);
    await page.keyboard.press('e');
    await views.loupe.photo.waitFor();
    await info.getByText('RF400mm F2.8').waitFor();
    await page.keyboard.press('i');
    await info.waitFor({ state: 'detached' });
  });
});

type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
const rectOf = async (found: Locator): Promise<Rect> => {
  const rect = await found.boundingBox();
  assert.ok(rect);
  return rect;
};

/** Where the number's frame lies, in shares of the photo as it stands on the screen. */
async function numberPlace(): Promise<readonly number[]> {
  const frame = session.page.locator('.seen-number');
  await frame.waitFor({ state: 'attached' });
  const [box, photo] = [await rectOf(frame), await rectOf(session.page.locator('.photo'))];
  return [
    (box.x - photo.x) / photo.width,
    (box.y - photo.y) / photo.height,
    box.width / photo.width,
    box.height / photo.height,
  ];
}

function alike(a: readonly number[], b: readonly number[], within: number): void {
  for (const [i, value] of a.entries())
    assert.ok(Math.abs(value - (b[i] ?? NaN)) < within, `${String(a)} and ${String(b)}`);
}

describe('what was seen in a photo', () => {
  const list = () => session.page.getByRole('list', { name: 'Seen in this photo' });

  it('is drawn over it by one key, and told as a list', async () => {
    const { page } = session;
    await page.keyboard.press('o');
    await list().waitFor({ state: 'attached' });
    const said = await list().getByRole('listitem').allTextContents();
    assert.ok(said.some((line) => /^player, \d+ % sure, /.test(line)));
    assert.ok(said.some((line) => /^number 10, \d+ % sure, in the middle$/.test(line)));
    assert.ok(said.some((line) => /^joints of \d players?$/.test(line)));
    assert.ok(said.some((line) => line.startsWith('face')));
    assert.equal(await page.locator('.seen-number').textContent(), '10');
    await checkAxe(session);
  });

  it('lies where it was seen, fitted, at 1:1, panned, and on a photo that was turned', async () => {
    const { page } = session;
    const fitted = await numberPlace();
    await page.keyboard.press('z');
    await page.locator('.stage.zoomed').waitFor();
    const before = await rectOf(page.locator('.photo'));
    alike(await numberPlace(), fitted, 0.002);
    await page.keyboard.press('Shift+ArrowRight');
    assert.notEqual((await rectOf(page.locator('.photo'))).x, before.x);
    alike(await numberPlace(), fitted, 0.002);
    await page.keyboard.press('z');
    await views.loupe.fit.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await views.grid.tile(/c-turned/).click();
    await page.keyboard.press('e');
    await views.loupe.photo.waitFor();
    alike(await numberPlace(), fitted, 0.03);
  });

  it('goes by the button, and no word of it stays', async () => {
    await session.page.getByRole('button', { name: 'Marks' }).click();
    await list().waitFor({ state: 'detached' });
    await session.page.locator('.seen').waitFor({ state: 'detached' });
    assert.deepEqual(session.complaints, []);
  });
});
