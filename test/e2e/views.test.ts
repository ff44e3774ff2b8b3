// The ways of looking besides grid and loupe, and deciding about several photos at once.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillFolder } from '../fixtures/match-folder.ts';
import { openSession, type Session } from './pages/session.ts';
import { attributes, namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

describe('ways of looking', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    const match = join(session.folder, 'match');
    mkdirSync(match);
    await fillFolder(match, 12);
    await session.page.goto(session.address([match]));
    await views.status.done.waitFor({ timeout: 60_000 });
    await session.page.mouse.move(5, 5); // results never reorder the photos under the pointer
    await views.grid.newOrder.waitFor({ state: 'detached' });
    await session.page.keyboard.press('s'); // every photo of every burst
    await session.page.getByText('12 photos', { exact: true }).waitFor();
  });
  after(() => session.close());

  it('selects several by click and by key, decides about all, and undoes it in one step', async () => {
    const { page } = session;
    const names = await namesShown(views);
    await views.grid.tiles.nth(1).click();
    await views.grid.tiles.nth(4).click({ modifiers: ['Shift'] });
    await views.bar.selected(4).waitFor();
    await views.grid.tiles.nth(2).click({ modifiers: ['ControlOrMeta'] });
    await views.bar.selected(3).waitFor();
    const selected = await attributes(views.grid.tiles, 'aria-selected');
    assert.deepEqual(
      names.filter((_, place) => selected[place] === 'true'),
      [names[1], names[3], names[4]],
    );
    await page.keyboard.press('x');
    await views.toast.text('Reject: 3 photos').waitFor();
    await views.status.line.getByText('0 picks · 3 rejects').waitFor();
    await page.keyboard.press('Control+z');
    await views.toast.text('Undone: Reject: 3 photos').waitFor();
    await page.keyboard.press('Escape');
    await views.bar.selected(3).waitFor({ state: 'detached' });
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await views.bar.selected(3).waitFor();
    await page.keyboard.press('Control+a');
    await views.bar.selected(12).waitFor();
    await page.keyboard.press('3');
    await views.toast.text('3 stars: 12 photos').waitFor();
    await page.keyboard.press('Control+z');
    await views.toast.text('Undone: 3 stars: 12 photos').waitFor();
    await page.keyboard.press('Home');
    await views.bar.selected(12).waitFor({ state: 'detached' });
  });

  it('has not complained', () => {
    assert.deepEqual(session.complaints, []);
  });
});
