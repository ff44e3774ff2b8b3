// The whole path through the page: open, watch, rank, find a person, look closely, decide, undo, export, come back.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { snapshot, type Snapshot } from '../fixtures/snapshot.ts';
import { isKept } from './pages/kept.ts';
import { makePhotos, settled } from './pages/opening.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';
import { attributes, namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let match: string;
let album: string;
let originals: Snapshot;

describe('the whole path', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 14);
    album = join(session.folder, 'album');
    mkdirSync(album);
    writeFileSync(join(match, 'DSC_0099.jpg'), 'not a photo at all');
    originals = snapshot(match);
  });
  after(() => session.close());

  it('opens a folder from the start screen and ranks it', async () => {
    await session.page.goto(session.address());
    await session.chooseFolder(views.start.choose, match);
    await views.grid.tiles.first().waitFor();
    await settled(session);
    await views.grid.tile(/rank 1, score/).waitFor();
    await session.page.keyboard.press('Shift+S'); // every photo of every burst
    await session.page.getByText('14 photos', { exact: true }).waitFor();
    const label = await views.grid.tiles.first().getAttribute('aria-label');
    assert.match(label ?? '', /^DSC_\d+\.jpg, rank 1, score 0\.\d\d/);
  });

  it('says which file could not be read, and why', async () => {
    await views.problems.open.click();
    await views.problems.dialog.getByText('DSC_0099.jpg', { exact: true }).waitFor();
    await views.problems.dialog.getByText('the other 14 photos are fine').waitFor();
    await session.page.keyboard.press('Escape');
  });

  it('changes the order when a weight changes, and back with the preset', async () => {
    await views.ranking.preset.selectOption('published');
    const published = await namesShown(views);
    for (const label of ['Sharpness', 'Exposure', 'Faces'])
      await views.ranking.weight(label).fill('0');
    await views.ranking.weight('Contrast').fill('1');
    const byContrast = await namesShown(views);
    assert.notDeepEqual(byContrast, published);
    await views.ranking.preset.selectOption('published');
    assert.deepEqual(await namesShown(views), published);
  });

  it('hides what a brushed range leaves out', async () => {
    await views.ranking.from('Sharpness').fill('0.6');
    await session.page.getByText(/^\d+ of 14 photos$/).waitFor();
    const best = await namesShown(views);
    assert.ok(best.length > 0 && best.length < 14, `${best.length} photos`);
    await session.page.getByRole('button', { name: 'Clear 1 filter' }).click();
  });

  it('finds a person by a face and comes back to everybody', async () => {
    await views.people.faces.first().click();
    await views.people.showAll.waitFor();
    await session.page.getByRole('button', { name: /^Sure/ }).click();
    await session.page.getByText(/^\d+ of 14 photos$/).waitFor();
    for (const tile of await views.grid.tiles.all())
      assert.match((await tile.getAttribute('aria-label')) ?? '', /shows the person/);
    await views.people.showAll.click();
    await session.page.getByText('14 photos', { exact: true }).waitFor();
    await session.page.keyboard.press('Alt+ArrowLeft');
    await views.toast.text('Back: showing everybody').waitFor();
    await views.people.showAll.waitFor();
    await session.page.keyboard.press('Alt+ArrowLeft'); // all piles
    await session.page.keyboard.press('Alt+ArrowLeft');
    await views.toast.text(/^Back: looking for/).waitFor();
    await session.page.getByText('14 photos', { exact: true }).waitFor();
  });

  it('decides by key, shows it, undoes it', async () => {
    const [first = '', second = ''] = await namesShown(views);
    await views.grid.tile(first).click();
    await session.page.keyboard.press('p');
    await views.grid
      .tile(`${first}, rank 1`)
      .and(session.page.getByRole('option', { name: /picked/ }))
      .waitFor();
    await session.page.keyboard.press('ArrowRight');
    await session.page.keyboard.press('x');
    await views.toast.text(`Reject: ${second}`).waitFor();
    await views.status.line.getByText('1 pick · 1 reject').waitFor();
    await session.page.keyboard.press('Control+z');
    await views.toast.text(`Undone: Reject: ${second}`).waitFor();
    await views.status.line.getByText('1 pick · 0 rejects').waitFor();
    await session.page.keyboard.press('4');
    await session.page.keyboard.press('8');
    await views.grid.tile(/4 stars, green label/).waitFor();
  });

  it('looks at one photo, pixel for pixel, and goes on to the next', async () => {
    const [first = '', second = ''] = await namesShown(views);
    await views.grid.tile(first).dblclick();
    await views.loupe.view.getByText(first, { exact: true }).waitFor();
    await views.loupe.photo.waitFor();
    await session.page.keyboard.press('z');
    await views.loupe.fit.waitFor();
    await session.page.locator('.photo img[src*="/full/"]').waitFor();
    await session.page.keyboard.press('Escape');
    await session.page.keyboard.press('ArrowRight');
    await views.loupe.view.getByText(second, { exact: true }).waitFor();
    await session.page.keyboard.press('g');
    await views.grid.box.waitFor();
  });

  it('zooms by a double click on a face, as anywhere on the photo', async () => {
    const { page } = session;
    const face = page.locator('.face-frame').first();
    await page.keyboard.press('Home');
    await page.keyboard.press('e');
    for (let place = 2; place <= 14; place++) {
      await views.loupe.photo.waitFor();
      if ((await face.count()) > 0) break;
      await page.keyboard.press('ArrowRight');
      await page.getByText(`${place} of 14`).waitFor();
    }
    await face.dblclick();
    await views.loupe.fit.waitFor();
    await page.keyboard.press('Escape');
    await views.loupe.zoom.waitFor();
    await face.click();
    await views.people.showAll.click();
    await page.getByText('14 photos', { exact: true }).waitFor();
  });

  it('exports exactly the photos of the preview', async () => {
    await session.page.keyboard.press('a');
    await views.album.count.fill('3');
    await views.album.pictures.nth(2).waitFor();
    await views.album.pictures.nth(3).waitFor({ state: 'detached' });
    const shown = await attributes(views.album.pictures, 'title');
    await session.chooseFolder(views.album.choose, album);
    await session.page.getByText(`First file: 001_${shown[0] ?? ''}`).waitFor();
    await views.album.export.click();
    await session.page.getByText('3 photos exported to').waitFor();
    await views.album.close.click();
    const names = shown.map((name, place) => `00${place + 1}_${name}`);
    assert.deepEqual(readdirSync(album).sort(), ['.podium', ...names]);
  });

  it(
    'shows an export again whose window was closed meanwhile',
    { skip: notInBrowser },
    async () => {
      const { page } = session;
      const calls = '**/call/album.export';
      let goOn: () => void = () => undefined;
      const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
      const second = join(session.folder, 'second album');
      mkdirSync(second);
      await page.keyboard.press('a');
      await session.chooseFolder(views.album.choose, second);
      await page.getByText('First file: 001_').waitFor();
      await page.route(calls, async (route) => {
        await mayGoOn;
        await route.continue();
      });
      await views.album.export.click();
      await views.album.stop.waitFor();
      await page.keyboard.press('Escape');
      await views.album.dialog.waitFor({ state: 'detached' });
      await page.keyboard.press('a');
      await views.album.stop.waitFor();
      assert.equal(
        await page.locator('.album[inert]').count(),
        1,
        'nothing can be chosen meanwhile',
      );
      await page.keyboard.press('Escape');
      await views.album.dialog.waitFor({ state: 'detached' });
      goOn();
      await views.toast.text('3 photos exported to').waitFor();
      await page.unroute(calls);
      await page.keyboard.press('a');
      await views.album.dialog.getByText('3 photos exported to').waitFor();
      await views.album.close.click();
      assert.equal(readdirSync(second).length, 4, 'three photos and what Podium notes of them');
    },
  );

  it('finds everything as it was left after Podium was closed', async () => {
    await views.ranking.weight('Contrast').fill('0.9');
    const order = await namesShown(views);
    await isKept(session, '"contrast":0.9');
    await views.bar.home.click();
    await session.restart();
    views = viewsOf(session.page);
    await session.page.goto(session.address());
    await views.start.recentFolder.click();
    await views.grid.tile(/rank 1, score/).waitFor();
    assert.deepEqual(await namesShown(views), order);
    assert.equal(await views.ranking.weight('Contrast').inputValue(), '0.9');
    await views.grid.tile(/4 stars, green label/).waitFor();
    await views.status.line.getByText('1 pick · 0 rejects').waitFor();
  });

  it('has not touched a single original, nor complained', () => {
    assert.deepEqual(snapshot(match), originals);
    assert.deepEqual(session.complaints, []);
  });
});
