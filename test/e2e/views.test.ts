// The ways of looking besides grid and loupe, and deciding about several photos at once.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkAxe, turn } from './pages/axe.ts';
import { checkLooks } from './pages/looks.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { attributes, leftsOf, namesShown, viewsOf, type Views } from './pages/views.ts';

/** How far the page reaches beyond the window, px. */
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let session: Session;
let views: Views;

describe('ways of looking', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    const match = await makePhotos(session, 'match', 12);
    await openFolders(session, match);
    await session.page.keyboard.press('Shift+S'); // every photo of every burst
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

  it('compares two photos: moves on, swaps, decides about the active one, zooms both', async () => {
    const { page } = session;
    const [first = '', second = '', third = ''] = await namesShown(views);
    await page.keyboard.press('Home');
    await page.keyboard.press('c');
    await views.compare.pane('Select', first).waitFor();
    await views.compare.active(second).waitFor();
    await views.compare.why.getByText(/is ahead by 0\.\d\d|sets these two apart/).waitFor();
    await page.keyboard.press('ArrowRight');
    await views.compare.active(third).waitFor();
    await page.keyboard.press('x');
    await views.toast.text(`Reject: ${third}`).waitFor();
    await page.keyboard.press('Control+z');
    await views.toast.text(`Undone: Reject: ${third}`).waitFor();
    await page.keyboard.press('o');
    await views.compare.active(first).waitFor();
    await page.keyboard.press('ArrowDown');
    await views.compare.pane('Select', third).waitFor();
    await views.compare.pane('Candidate', first).waitFor();
    await page.keyboard.press('ArrowUp');
    await views.compare.pane('Select', first).waitFor();
    await views.compare.pane('Candidate', second).waitFor();
    await page.setViewportSize({ width: 640, height: 480 }); // so that the small photos are larger than their panes
    await page.keyboard.press('z');
    await views.loupe.fit.waitFor();
    await views.compare.everyPixel.nth(1).waitFor();
    // A face at the right edge is what one sees first: from there nothing lies further right.
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    const before = await leftsOf(views.compare.photos);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    const after = await leftsOf(views.compare.photos);
    after.forEach((left, pane) => {
      assert.ok(left < (before[pane] ?? 0), `${left} of ${before[pane] ?? 0}`);
    });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press('Escape');
    await views.loupe.zoom.waitFor();
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
  });

  it('compares the photos that are selected', async () => {
    const { page } = session;
    const names = await namesShown(views);
    await views.grid.tiles.nth(5).click();
    await views.grid.tiles.nth(2).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('c');
    await views.compare.pane('Select', names[2] ?? '').waitFor();
    await views.compare.active(names[5] ?? '').waitFor();
    await page.keyboard.press('ArrowRight'); // there is no third
    await views.compare.active(names[5] ?? '').waitFor();
    await page.keyboard.press('g');
    await views.grid.box.waitFor();
  });

  it('surveys what is selected, takes one out without deciding, and puts it back', async () => {
    const { page } = session;
    const names = await namesShown(views);
    await views.grid.tiles.first().click();
    await views.grid.tiles.nth(3).click({ modifiers: ['Shift'] });
    await page.keyboard.press('n');
    await page.getByText('4 photos side by side').waitFor();
    assert.equal(await views.survey.photos.count(), 4);
    await page.keyboard.press('Home');
    await page.keyboard.press('x');
    await views.toast.text(`Taken out of the survey, nothing decided: ${names[0] ?? ''}`).waitFor();
    assert.equal(await views.survey.photos.count(), 3);
    assert.equal(await views.status.line.getByText(/reject/).count(), 0);
    await views.survey.active(names[1] ?? '').waitFor();
    await page.keyboard.press('4');
    await views.survey.active(/4 stars/).waitFor();
    await views.toast.text(/^4 stars: /).waitFor(); // written: only then it can be undone
    await page.keyboard.press('Control+z');
    await views.toast.text(/^Undone: 4 stars/).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByText('4 photos side by side').waitFor();
    await page.keyboard.press('e');
    await views.loupe.view.getByText(names[0] ?? '', { exact: true }).waitFor();
    await page.keyboard.press('Escape'); // back to where one came from
    await page.getByText('4 photos side by side').waitFor();
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
  });

  it('surveys a burst that the grid has stacked, and marks its best', async () => {
    const { page } = session;
    await page.keyboard.press('Shift+S');
    await views.grid
      .tile(/burst of/)
      .first()
      .click();
    await page.keyboard.press('n');
    await page.getByText(/^A burst of \d+ photos$/).waitFor();
    assert.equal(await views.survey.best.count(), 1);
    await page.keyboard.press('End');
    await page.keyboard.press('c');
    await views.compare.why.waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/^A burst of \d+ photos$/).waitFor();
    await page.keyboard.press('Escape');
    await views.grid.selected.waitFor(); // the top of the stack
    await page.keyboard.press('Shift+S');
    await page.getByText('12 photos', { exact: true }).waitFor();
  });

  it('shows every face, goes on with the arrows, and finds whose face is clicked', async () => {
    const { page } = session;
    await page.keyboard.press('Home');
    await page.keyboard.press('f');
    await page.getByText('1 of 12').waitFor();
    for (let place = 2; (await views.faces.cards.count()) === 0 && place <= 12; place++) {
      await page.keyboard.press('ArrowRight');
      await page.getByText(`${place} of 12`).waitFor();
    }
    const text = (await views.faces.cards.first().textContent()) ?? '';
    assert.match(text, /Eyes (open|closed)|Eyes too small/);
    assert.match(text, /Smiling|Not smiling/);
    assert.match(text, /[Ss]harp|Soft/);
    await views.faces.cards.first().getByRole('button').click();
    await views.people.showAll.waitFor();
    await views.people.showAll.click();
    await page.getByText('12 photos', { exact: true }).waitFor();
  });

  it('gives axe nothing to find, light and dark, and fits a window zoomed to 200 %', async () => {
    const { page } = session;
    for (const look of ['light', 'dark'] as const) {
      await turn(session, look);
      for (const size of [
        { width: 1280, height: 800 },
        { width: 640, height: 400 }, // what 1280 x 800 leaves at 200 %
      ]) {
        await page.setViewportSize(size);
        await page.keyboard.press('g');
        await page.keyboard.press('Home');
        for (const [key, view] of views.ways) {
          await page.keyboard.press(key);
          await view.waitFor();
          await checkAxe(session);
          assert.equal(await page.evaluate(overflow), 0, `${key} at ${size.width}`);
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press('g');
  });

  it('shows in charts what the photos are like; a bar opens its photos, by key too, and one comes back to it', async () => {
    const { page } = session;
    const insights = page.getByRole('region', { name: 'Insights', exact: true });
    const chart = (title: string) => insights.getByRole('figure', { name: title, exact: true });
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
    await page.keyboard.press('h');
    const bar = chart('Scores')
      .getByRole('button', { name: /: \d+ photos?$/ })
      .last();
    await bar.waitFor();
    await chart('Where the subject stands').getByRole('button').first().waitFor();
    await checkLooks(session, 'insights');
    await bar.focus();
    const label = (await bar.getAttribute('aria-label')) ?? '';
    const [, photos = ''] = /: (\d+) photos?$/.exec(label) ?? [];
    const focused = bar.and(page.locator(':focus'));
    await page.keyboard.press('ArrowLeft');
    await focused.waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await focused.waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`${photos} of 12 photos`, { exact: true }).waitFor();
    assert.equal(await views.grid.tiles.count(), Number(photos));
    await page.getByRole('button', { name: 'Back to the insights' }).click();
    await focused.waitFor();
    const table = chart('Dominant colour');
    await table.getByText('As a table').click();
    const row = table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .first();
    assert.match(await row.innerText(), /\d+$/);
    await row.getByRole('button').click();
    await page.getByRole('button', { name: /^Dominant colour: / }).waitFor();
    await page.getByRole('button', { name: 'Back to the insights' }).click();
    await insights.waitFor();
    const to = join(session.folder, 'reports');
    mkdirSync(to);
    const save = insights.getByRole('button', { name: 'Save as page, tables and drawings…' });
    await session.chooseFolder(save, to);
    await page.getByText(/Wrote .*insights\.html/).waitFor();
    for (const name of ['insights.csv', 'insights.json', join('charts', 'scores.svg')])
      assert.ok(existsSync(join(to, 'Insights', name)), name);
    await page.keyboard.press('Escape');
    await page.getByText('12 photos', { exact: true }).waitFor();
  });

  it('has not complained', () => {
    assert.deepEqual(session.complaints, []);
  });
});
