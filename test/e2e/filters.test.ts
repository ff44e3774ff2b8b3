// Filters: each shows what it says, counts what it would leave, is named above the grid, and has a way back of its own.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { numberedSample } from '../fixtures/drawn-number.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { filtersOf, type FilterParts } from './pages/filters.ts';
import { isKept } from './pages/kept.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let filters: FilterParts;
let match: string;

const lenses = ['70-200 mm', '400 mm', '70-200 mm', '400 mm', '400 mm', '70-200 mm'];
const cameras = ['NIKON Z 9', 'NIKON Z 8', 'NIKON Z 9', 'NIKON Z 9', null, 'NIKON Z 8'];

/** Six photos of two cameras and two lenses, ten minutes apart; each with twice the ISO and half the time of the one before. */
async function fillWithTimes(folder: string): Promise<void> {
  for (const [number, camera] of cameras.entries()) {
    const taken = `2026:05:03 15:${number}0:00`;
    const shot = {
      DateTimeOriginal: taken,
      LensModel: lenses[number] ?? '',
      ISOSpeedRatings: String(100 * 2 ** number),
      ExposureTime: `1/${125 * 2 ** number}`,
    };
    const exif = { IFD0: { ...(camera && { Model: camera }) }, IFD2: shot };
    const jpeg = await sharp(await variedPhoto(number))
      .withExif(exif)
      .jpeg()
      .toBuffer();
    writeFileSync(join(folder, `DSC_000${number}.jpg`), jpeg);
  }
}

async function isShown(text: string): Promise<void> {
  await session.page.getByRole('banner').getByText(text, { exact: true }).waitFor();
}

/** Drags over a slider, through these shares of its width. */
async function drag(slider: Locator, shares: readonly number[]): Promise<void> {
  const { mouse } = session.page;
  const box = (await slider.boundingBox()) ?? assert.fail('the slider is there');
  const to = (share: number) => mouse.move(box.x + share * box.width, box.y + box.height / 2);
  await to(shares[0] ?? 0);
  await mouse.down();
  for (const share of shares) await to(share);
  await mouse.up();
  await mouse.move(5, 5);
}

async function openMatch(): Promise<void> {
  await openFolders(session, match);
}

describe('the filters', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    filters = filtersOf(session.page);
    match = join(session.folder, 'match');
    mkdirSync(match);
    await fillWithTimes(match);
    await openMatch();
    await session.page.keyboard.press('Shift+S'); // every photo of every burst
    await isShown('6 photos');
  });
  after(() => session.close());

  it('show one camera, and say how many photos each has', async () => {
    await filters.offers('Camera', ['Any', 'NIKON Z 8 (2)', 'NIKON Z 9 (3)', 'Not known (1)']);
    await filters.choose('Camera', 'NIKON Z 8 (2)');
    await isShown('2 of 6 photos');
    assert.deepEqual((await namesShown(views)).sort(), ['DSC_0001.jpg', 'DSC_0005.jpg']);
    await filters.chip('NIKON Z 8').waitFor();
  });

  it('count with each other', async () => {
    await views.grid.tiles.first().click();
    await session.page.keyboard.press('4');
    await views.grid.tile(/4 stars/).waitFor();
    await filters.offersChips('Stars', [
      '1 star or more (1)',
      '2 stars or more (1)',
      '3 stars or more (1)',
      '4 stars or more (1)',
      '5 stars or more (0)',
    ]);
  });

  it('are taken away one by one above the grid', async () => {
    await filters.press('Stars', '5 stars or more (0)');
    await session.page.getByText('No photo matches the filters.').waitFor();
    await views.grid.box.focus();
    await session.page.keyboard.press('x'); // about nothing: the selected photo is not to be seen
    await filters.chip('5 stars or more').click();
    await isShown('2 of 6 photos');
    await filters.chip('NIKON Z 8').click();
    await isShown('6 photos');
    await filters.line.waitFor({ state: 'detached' });
    assert.equal(await views.grid.tile(/rejected/i).count(), 0);
  });

  it('show the photos of so many players, or with a ball, and are taken back', async () => {
    await filters.offersChips('Ball', ['In frame (0)']);
    await filters.offersChips('Players', ['1 (0)', '2 (1)', '3 or more (5)']);
    await filters.press('Players', '3 or more (5)');
    await isShown('5 of 6 photos');
    await filters.chip('Three or more players').waitFor();
    await session.page.keyboard.press('Alt+ArrowLeft');
    await isShown('6 photos');
    await filters.chip('Three or more players').waitFor({ state: 'detached' });
  });

  it('show a part of the time', async () => {
    await session.page.getByText('15:00 – 15:50').waitFor();
    await filters.takenFrom.fill('0.5');
    await isShown('3 of 6 photos');
    await filters.takenTo.fill('0.9');
    await isShown('2 of 6 photos');
    assert.deepEqual((await namesShown(views)).sort(), ['DSC_0003.jpg', 'DSC_0004.jpg']);
    await filters.chip('15:25 – 15:45').waitFor();
  });

  it('show one lens, a part of the shutters and of the ISOs, and are taken away by themselves', async () => {
    const { page } = session;
    await filters.offers('Lens', ['Any', '400 mm (2)', '70-200 mm (0)', 'Not known (0)']);
    await filters.chip('15:25 – 15:45').click();
    await page.getByText('1/125 s – 1/4000 s').waitFor();
    await page.getByRole('slider', { name: 'Shutter from the slowest' }).fill('0.5');
    await filters.chip('1/707 s – 1/4000 s').waitFor();
    await isShown('3 of 6 photos');
    await filters.choose('Lens', '400 mm');
    await isShown('2 of 6 photos');
    await page.getByRole('slider', { name: 'ISO up to' }).fill('0.7');
    await filters.chip('ISO 100 – ISO 1131').waitFor();
    await isShown('1 of 6 photos');
    assert.deepEqual(await namesShown(views), ['DSC_0003.jpg']);
    await filters.clearAll.click();
    await filters.takenFrom.fill('0.5');
    await filters.takenTo.fill('0.9');
    await isShown('2 of 6 photos');
  });

  it('are all cleared at once, and that is undone', async () => {
    await filters.press('Decisions', /^Undecided/);
    await filters.clearAll.click();
    await isShown('6 photos');
    await session.page.keyboard.press('Alt+ArrowLeft');
    await isShown('2 of 6 photos');
    await filters.chip('Undecided').waitFor();
  });

  it('are taken back by themselves, and decisions by themselves', async () => {
    await views.grid.tiles.first().click();
    await session.page.keyboard.press('p');
    await isShown('1 of 6 photos');
    await session.page.keyboard.press('Alt+ArrowLeft');
    await views.toast.text('Back: filters').waitFor();
    await filters.chip('Undecided').waitFor({ state: 'detached' });
    await views.status.line.getByText('1 pick').waitFor();
    await session.page.keyboard.press('Alt+ArrowRight');
    await filters.chip('Undecided').waitFor();
    await isShown('1 of 6 photos');
    await session.page.keyboard.press('Control+z');
    await isShown('2 of 6 photos');
    await filters.chip('Undecided').waitFor();
  });

  it('undo a slider as one step, and the preset after it', async () => {
    const { ranking } = views;
    const first = await ranking.weight('Exposure').inputValue();
    await ranking.preset.selectOption('album');
    const album = await ranking.weight('Exposure').inputValue();
    await drag(ranking.weight('Exposure'), [0.3, 0.5, 0.7, 0.8]);
    assert.notEqual(await ranking.weight('Exposure').inputValue(), album);
    await session.page.keyboard.press('Alt+ArrowLeft');
    await views.toast.text('Back: weight of Exposure').waitFor();
    assert.equal(await ranking.weight('Exposure').inputValue(), album);
    await session.page.keyboard.press('Alt+ArrowLeft');
    await views.toast.text('Back: preset Album').waitFor();
    assert.equal(await ranking.weight('Exposure').inputValue(), first);
    assert.equal(await ranking.preset.inputValue(), 'sports');
  });

  it('are there again after a restart, with the size of the photos and the selected one', async () => {
    const { page } = session;
    await page.getByRole('slider', { name: 'Size of the photos' }).fill('240');
    await views.grid.tiles.last().click();
    const [, last = ''] = await namesShown(views);
    await isKept(session, `${last}"`);
    await isKept(session, '"tilePx":240');
    await session.restart();
    views = viewsOf(session.page);
    filters = filtersOf(session.page);
    await openMatch();
    await filters.chip('Undecided').waitFor();
    await filters.chip('15:25 – 15:45').waitFor();
    await isShown('2 of 6 photos');
    const size = session.page.getByRole('slider', { name: 'Size of the photos' });
    assert.equal(await size.inputValue(), '240');
    assert.match((await views.grid.selected.getAttribute('aria-label')) ?? '', new RegExp(last));
  });

  it('show the photos of a number, once numbers are read', async () => {
    const numbered = join(session.folder, 'numbered');
    mkdirSync(numbered);
    writeFileSync(join(numbered, 'ten.jpg'), await numberedSample('10'));
    writeFileSync(join(numbered, 'none.jpg'), await variedPhoto(1));
    await openFolders(session, numbered);
    await isShown('2 photos');
    await session.page.getByRole('button', { name: 'Read numbers on shirts' }).click();
    await views.toast.text('Numbers on shirts are read.').waitFor();
    await filters.number.fill('10');
    await filters.chip('Number 10').waitFor();
    await isShown('1 of 2 photos');
    assert.deepEqual(await namesShown(views), ['ten.jpg']);
  });

  it('make the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
