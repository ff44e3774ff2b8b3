// Menus and panels: what the hand on the mouse finds, by keyboard too, and what gives way in a small window.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { checkAxe } from './pages/axe.ts';
import { isKept } from './pages/kept.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('menus', () => {
  let session: Session;
  let views: Views;
  let match: string;
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 6);
  });
  after(() => session.close());
  beforeEach(async () => {
    await session.resize(1280, 800);
    await openFolders(session, match);
  });

  it('of a photo: a right click selects it and decides about it', async () => {
    const second = views.grid.tile(/rank 2,/);
    await second.click({ button: 'right' });
    await views.menus.menu.waitFor();
    await checkAxe(session);
    await views.menus.item(/^Pick/).click();
    await views.grid.tile(/rank 2,.*picked/).waitFor();
    assert.equal(await views.menus.menu.count(), 0);
    assert.match((await views.grid.selected.getAttribute('aria-label')) ?? '', /rank 2,/);
  });

  it('of a photo, by keyboard: arrows go through it, Escape gives the photos their keys back', async () => {
    const { page } = session;
    await views.grid.tile(/rank 1,/).click();
    await page.keyboard.press('Shift+F10');
    await views.menus.menu.waitFor();
    assert.equal(await focused(), 'Loupe');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'Compare with the next photo');
    await page.keyboard.press('x'); // of the menu, not of the photo behind it
    await page.keyboard.press('Escape');
    await views.menus.menu.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate('document.activeElement.role'), 'listbox');
    assert.equal(await views.grid.tile(/rejected/).count(), 0);
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('Enter');
    await views.loupe.photo.waitFor();
  });

  it('keep dark or light as it was chosen, over a restart', async () => {
    await views.menus.more.click();
    assert.equal(await views.menus.choice('Dark').getAttribute('aria-checked'), 'true');
    await views.menus.choice('Light').click();
    assert.equal(await ground(), 'light');
    await isKept(session, '"look":"light"');
    await session.restart();
    await openFolders(session, match);
    await session.page.locator('html[data-look=light]').waitFor();
    await views.menus.more.click();
    await views.menus.choice('Dark').click();
    assert.equal(await ground(), 'dark');
  });

  it('write under the photos what was chosen: the score, the exposure or the name', async () => {
    const words = session.page.locator('.caption .words');
    await session.page.locator('.caption .words[data-text^="0."]').first().waitFor();
    await views.menus.more.click();
    await views.menus.choice('Shutter, aperture and ISO').click();
    await session.page
      .locator('.caption .words[data-text=""]')
      .first()
      .waitFor({ state: 'attached' });
    await views.menus.more.click();
    await views.menus.choice('File name').click();
    await words.and(session.page.locator('[data-text$=".jpg"]')).first().waitFor();
    await views.menus.more.click();
    await views.menus.choice('Score').click();
    await session.page.locator('.caption .words[data-text^="0."]').first().waitFor();
  });

  it('leave the photos their place in a window zoomed to 200 %: one panel at a time, over them', async () => {
    await views.menus.more.click();
    await views.menus.menu.waitFor();
    await session.resize(640, 400);
    await views.menus.menu.waitFor({ state: 'detached' }); // or it would lie beyond the edge
    const why = views.ranking.why;
    await why.waitFor({ state: 'detached' });
    await views.people.faces.first().waitFor({ state: 'detached' });
    await session.page.keyboard.press(']');
    await why.waitFor();
    await session.page.keyboard.press('[');
    await why.waitFor({ state: 'detached' });
    await session.page.keyboard.press('Escape');
    await views.people.faces.first().waitFor({ state: 'detached' });
    await session.resize(1280, 800);
    await why.waitFor();
  });

  it('leaves the loupe its buttons and the name of the photo in windows of any width', async () => {
    const { page } = session;
    await views.grid.tiles.first().dblclick();
    await views.loupe.photo.waitFor();
    await page.keyboard.press('p');
    await page.locator('.decided .picked').waitFor();
    for (const width of [1024, 640]) {
      await session.resize(width, 700);
      const bar = await page.locator('.loupe-bar').boundingBox();
      const zoom = await views.loupe.zoom.boundingBox();
      const name = await page.locator('.loupe-bar .file').boundingBox();
      assert.ok(bar && zoom && zoom.x + zoom.width <= bar.x + bar.width, `zoom at ${width}`);
      assert.ok(name && name.width >= 40, `name at ${width}`);
    }
    await session.resize(1280, 800);
    await page.keyboard.press('u');
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
  });

  async function focused(): Promise<unknown> {
    return session.page.evaluate('document.activeElement.querySelector(".spread").textContent');
  }

  async function ground(): Promise<unknown> {
    return session.page.evaluate('getComputedStyle(document.documentElement).colorScheme');
  }
});
