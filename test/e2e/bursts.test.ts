// Bursts as they are used: opened where they stand, stepped through in the loupe, compared frame by frame.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bracketed, hourApart, writeCameraPhotos } from '../fixtures/two-cameras.ts';
import { areByHand } from './pages/kept.ts';
import { checkLooks } from './pages/looks.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await session.page.keyboard.press(key);
}

const burst = () => views.grid.tile(/burst of 2/).first();
const nameOf = async (label: string | null) =>
  (await namesShown(views)).find((name) => label?.startsWith(name)) ?? assert.fail(`${label}`);
const inLoupe = () => views.loupe.view.locator('.file').textContent();

describe('bursts', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
    await session.page.getByText('7 of 12 photos, stacked', { exact: true }).waitFor();
  });
  after(() => session.close());

  it('open in place by a key or by their sign, and close again', async () => {
    const before = await namesShown(views);
    const cover = await nameOf(await burst().getAttribute('aria-label'));
    await burst().click();
    await press('s');
    await session.page.getByText('8 of 12 photos, stacked', { exact: true }).waitFor();
    const opened = await namesShown(views);
    assert.equal(await views.grid.tile(/burst of 2, opened/).count(), 2);
    const added = opened.filter((name) => !before.includes(name));
    assert.equal(added.length, 1);
    assert.deepEqual(
      opened.filter((name) => !added.includes(name)),
      before,
      'all others stay',
    );
    assert.equal(Math.abs(opened.indexOf(added[0] ?? '') - opened.indexOf(cover)), 1);
    await views.grid.tile(added[0] ?? '').click();
    await press('s');
    await views.grid
      .tile(/burst of 2, opened/)
      .first()
      .waitFor({ state: 'detached' });
    assert.deepEqual(await namesShown(views), before);
    await views.grid.tile(cover).locator('.burst').click();
    await views.grid
      .tile(/burst of 2, opened/)
      .first()
      .waitFor();
    await press('s');
    await views.grid
      .tile(/burst of 2, opened/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('are joined and split by keys and by the menu, undone, and kept', async () => {
    const shown = (photos: number) =>
      session.page.getByText(`${photos} of 12 photos, stacked`, { exact: true }).waitFor();
    await shown(7);
    const covers = views.grid.tile(/^(?!.*burst of)/);
    const names = await Promise.all(
      [0, 1].map(async (place) => nameOf(await covers.nth(place).getAttribute('aria-label'))),
    );
    const [one = '', other = ''] = names;
    await views.grid.tile(one).click();
    await press('Control+g');
    await session.page.getByText('Select the photos that are one moment').waitFor();
    await views.grid.tile(other).click({ modifiers: ['ControlOrMeta'] });
    await press('Control+g');
    await session.page.getByText('2 photos are one burst now').waitFor();
    await shown(6);
    await press('Control+z');
    await shown(7);
    await press('Control+Shift+z');
    await shown(6);
    const made = () => viewsOf(session.page).grid.tile(/burst of 2, grouped by hand/);
    await made().waitFor();
    await areByHand(session, 2);
    await session.restart();
    await session.page.goto(session.address([join(session.folder, 'match')]));
    await shown(6);
    views = viewsOf(session.page);
    await made().click({ button: 'right' });
    await views.menus.item(/^Split the burst/).click();
    await session.page.getByText('Go to the first frame of the second burst').waitFor();
    await views.grid
      .tile(/burst of 2, grouped by hand, opened/)
      .last()
      .click();
    await press('Shift+g');
    await session.page.getByText('The burst is two now: 1 frame and 1 frame').waitFor();
    await shown(7);
    await views.grid.selected.click({ button: 'right' });
    await views.menus.item('Group as Podium does again').click();
    await session.page.getByText('Grouped as Podium does again: 1 photo').waitFor();
  });

  it('are stepped through in the loupe before one goes on to the next moment', async () => {
    const [first = ''] = await namesShown(views);
    await views.grid.tile(first).click();
    await press('e');
    await views.loupe.view.waitFor();
    while (!(await views.loupe.view.getByText(/^frame \d of 2$/).isVisible()))
      await press('ArrowRight');
    const here = await inLoupe();
    const number = await views.loupe.view.getByText(/^frame \d of 2$/).textContent();
    const [there, back] = number === 'frame 1 of 2' ? ['.', ','] : [',', '.'];
    await press(there);
    const mate = await inLoupe();
    assert.notEqual(mate, here);
    await press(there);
    assert.equal(await inLoupe(), mate, 'the burst ends there');
    await press(back);
    assert.equal(await inLoupe(), here);
    await press('ArrowRight');
    const next = await inLoupe();
    assert.ok(next !== here && next !== mate, 'another moment');
    await press('g');
  });

  it('are compared frame by frame, not with the next rank', async () => {
    const cover = await nameOf(await burst().getAttribute('aria-label'));
    await burst().click();
    await press('c');
    const candidate = await session.page
      .getByRole('group', { name: /^Candidate: / })
      .first()
      .getAttribute('aria-label');
    await press('ArrowRight', 'ArrowRight');
    assert.ok(candidate !== null && !candidate.includes(cover));
    await press('g', 'n');
    await session.page.getByText('A burst of 2 photos').waitFor();
    const frames = await views.survey.photos.all();
    const labels = await Promise.all(frames.map((tile) => tile.getAttribute('aria-label')));
    const name = candidate.replace('Candidate: ', '');
    assert.ok(labels.some((label) => label?.startsWith(name)));
    await press('g');
  });

  it('and order follow cameras whose clocks are put right, by hand and by two photos', async () => {
    const two = join(session.folder, 'two cameras');
    mkdirSync(two);
    await writeCameraPhotos(two, hourApart);
    await openFolders(session, two);
    views = viewsOf(session.page);
    const tiles = session.page.locator('.tile');
    const shows = async (...names: string[]) => {
      for (const [place, name] of names.entries())
        await session.page
          .locator(`.tile[aria-posinset="${place + 1}"][aria-label^="${name}"]`)
          .waitFor({ state: 'attached' });
    };
    await press('d');
    await shows('b1.jpg', 'b2.jpg', 'a1.jpg', 'a2.jpg');
    await tiles
      .filter({ has: session.page.locator('img') })
      .first()
      .waitFor();
    const tile = (name: string) => session.page.locator(`.tile[aria-label^="${name}"]`);
    await tile('a1.jpg').click();
    await tile('b1.jpg').click({ modifiers: ['ControlOrMeta'] });
    await tile('b1.jpg').click({ button: 'right' });
    await views.menus.item('Cameras’ clocks…').click();
    const dialog = session.page.getByRole('dialog', { name: 'Cameras’ clocks' });
    await dialog.getByRole('radio', { name: /NIKON Z 9 101: 2024-05-31 18:00:00, a1.jpg/ }).check();
    await checkLooks(session, 'clocks');
    await dialog.getByRole('button', { name: 'Move NIKON Z 9 102 by +0:59:50' }).click();
    const by = dialog.getByRole('textbox', { name: 'Move NIKON Z 9 102 by' });
    await dialog.getByRole('radio', { name: /NIKON Z 9 102: 2024-05-31 18:00:00/ }).waitFor();
    await by.fill('an hour');
    await by.press('Enter');
    await dialog.getByText('That is no time').waitFor();
    await by.fill('+1:00:00');
    await by.press('Enter');
    await dialog.getByRole('radio', { name: /NIKON Z 9 102: 2024-05-31 18:00:10/ }).waitFor();
    await press('Escape');
    await shows('a1.jpg', 'b1.jpg', 'a2.jpg', 'b2.jpg');
    await press('i');
    await session.page.getByText('+1:00:00 put right').waitFor();
    await press('Control+z', 'Control+z');
    await shows('b1.jpg', 'b2.jpg', 'a1.jpg', 'a2.jpg');
  });

  it('that are exposure brackets are marked, and kept as a whole', async () => {
    const folder = join(session.folder, 'brackets');
    mkdirSync(folder);
    await writeCameraPhotos(folder, bracketed);
    await openFolders(session, folder);
    views = viewsOf(session.page);
    await session.page.getByText('3 of 5 photos, stacked', { exact: true }).waitFor();
    const bracket = views.grid.tile(/burst of 3.*exposure bracket/);
    await bracket.click();
    await bracket.locator('[title="exposure bracket"]').waitFor();
    await press('Shift+k');
    await session.page.getByText('Picked the bracket as a whole: 3 exposures').waitFor();
    await views.grid.tile(/3 of the burst picked/).waitFor();
    await press('Control+z');
    await views.grid.tile(/of the burst picked/).waitFor({ state: 'detached' });
  });
});
