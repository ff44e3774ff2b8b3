// Who cannot use a mouse, or sees little: every view checked by axe, in light and dark, and walked by keyboard alone.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkAxe, chooseLook } from './pages/axe.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let match: string;

async function everyView(): Promise<void> {
  const { page } = session;
  await page.goto(session.address());
  await views.start.title.waitFor();
  await checkAxe(session);
  await openFolders(session, match);
  await views.grid.tile(/rank 1, score/).click();
  await page.keyboard.press('5');
  await views.toast.undo.waitFor();
  await checkAxe(session);
  await views.people.faces.first().click();
  await views.people.showAll.waitFor();
  await checkAxe(session);
  await views.people.showAll.click();
  await page.keyboard.press('e');
  await views.loupe.photo.waitFor();
  await checkAxe(session);
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await views.album.dialog.waitFor();
  await checkAxe(session);
  await page.keyboard.press('Escape');
  await views.album.dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await views.help.dialog.waitFor();
  await checkAxe(session);
  await page.keyboard.press('Escape');
}

describe('for everybody', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 8);
  });
  after(() => session.close());

  it('gives axe nothing to find in any view, dark', () => everyView());

  it('gives axe nothing to find in any view, light, once that was chosen', async () => {
    await chooseLook(session, 'Light');
    await everyView();
    assert.equal(await session.page.evaluate('document.documentElement.dataset.look'), 'light');
  });

  it('gives axe nothing to find in the chooser', { skip: notInBrowser }, async () => {
    await session.page.goto(session.address());
    await views.start.choose.click();
    await views.chooser.path.waitFor();
    await checkAxe(session);
  });

  it('is usable by keyboard alone', async () => {
    const { page } = session;
    await openFolders(session, match);
    await page.keyboard.press('Shift+S'); // every photo of every burst
    await page.getByText('8 photos', { exact: true }).waitFor();
    assert.equal(await page.evaluate('document.activeElement.role'), 'listbox');
    await page.keyboard.press('ArrowRight');
    await views.grid.selected.waitFor();
    await page.keyboard.press('Shift+Digit3');
    await views.grid.tile(/3 stars/).waitFor();
    await views.bar.home.focus();
    await page.keyboard.press('Enter'); // the focus is on a button of the bar: it is pressed instead
    await views.start.title.waitFor();
    await views.start.recentFolder.focus();
    await page.keyboard.press('Enter');
    await views.grid.tile(/3 stars/).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('e');
    await page.getByText('8 of 8').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('7 of 8').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('DSC_0003');
    await page.getByText('1 of 8 photos').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await views.help.dialog.waitFor();
    await page.keyboard.press('Escape');
    await views.help.dialog.waitFor({ state: 'detached' });
  });

  it('keeps its main button in windows of any width, whatever is selected', async () => {
    const { page } = session;
    await openFolders(session, match);
    await page.keyboard.press('Control+a');
    for (const width of [901, 960, 1024, 1101, 1280, 1920]) {
      await session.resize(width, 768);
      const box = await views.bar.album.boundingBox();
      assert.ok(box && box.x + box.width <= width, `at ${width}`);
    }
    await session.resize(1280, 800);
  });

  it('fits a window zoomed to 200 %', async () => {
    const { page } = session;
    await session.resize(640, 400); // what 1280 x 800 leaves at 200 %
    await openFolders(session, match);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.equal(overflow, 0);
    await views.bar.album.click();
    await views.album.dialog.waitFor();
    const box = await views.album.dialog.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 640 && box.y >= 0);
    await views.album.export.scrollIntoViewIfNeeded();
  });
});
