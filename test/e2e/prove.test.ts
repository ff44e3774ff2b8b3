// The proof of the order: frames judged blind by key, the judgement kept, its figures, and the report.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkLooks } from './pages/looks.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let photos: string;

const view = () => session.page.getByRole('region', { name: 'Proof of the order' });
const frame = (place: number) =>
  view()
    .getByText(new RegExp(`^Frame ${place} of \\d+$`))
    .waitFor();

describe('the proof of the order', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    photos = await makePhotos(session, 'match', 26);
    await openFolders(session, photos);
  });
  after(() => session.close());

  it('shows frames without rank or score, takes answers by key and by click, and takes them back', async () => {
    const { page } = session;
    await views.menus.more.click();
    await views.menus.item('Prove the order on this shoot…').click();
    await view().getByRole('heading', { name: 'Would you keep this one?' }).waitFor();
    await frame(1);
    assert.equal(await page.getByRole('complementary', { name: 'Ranking' }).count(), 0);
    assert.doesNotMatch(await view().innerText(), /DSC_|0\.\d\d/);
    await checkLooks(session, 'prove');
    await page.keyboard.press('2');
    await frame(2);
    await view()
      .getByRole('button', { name: /^One of the best/ })
      .click();
    await frame(3);
    await page.keyboard.press('s');
    await frame(4);
    await page.keyboard.press('Control+z');
    await frame(3);
  });

  it('goes on where it was left, after a restart too', async () => {
    const { page } = session;
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
    await openFolders(session, photos);
    await page.getByRole('button', { name: 'Prove the order on this shoot…' }).click();
    await frame(3);
  });

  it('tells at the end what was proved, and writes a report that can be worked out again', async () => {
    const { page } = session;
    const [, of] = /Frame 3 of (\d+)/.exec(await view().innerText()) ?? [];
    for (let place = 3; place <= Number(of); place++) {
      await frame(place);
      await page.keyboard.press(String(place % 4));
    }
    await view().getByRole('heading', { name: 'What your judgement proves' }).waitFor();
    await view()
      .getByText(/photos, of each burst one, were judged blind/)
      .waitFor();
    await view().getByRole('columnheader', { name: 'Keepers left out' }).waitFor();
    await checkLooks(session, 'prove-done');
    const to = join(session.folder, 'reports');
    mkdirSync(to);
    await session.chooseFolder(view().getByRole('button', { name: 'Save the report…' }), to);
    await page.getByText(/Wrote .*proof\.html/).waitFor();
    for (const name of ['proof.html', 'proof.json', 'proof.csv'])
      assert.ok(existsSync(join(to, 'Proof', name)), name);
    await view().getByRole('button', { name: 'Judge other frames' }).click();
    await frame(1);
    assert.deepEqual(session.complaints, []);
  });

  it('compares two rankings blind, and tells which one suits better beyond chance', async () => {
    const { page } = session;
    const blind = page.getByRole('region', { name: 'Two rankings, blind' });
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
    await views.menus.more.click();
    await views.menus.item('Compare two rankings blind…').click();
    await blind.getByRole('combobox', { name: 'The other', exact: true }).selectOption('group');
    await checkLooks(session, 'blind-choice');
    await blind.getByRole('button', { name: 'Start', exact: true }).click();
    const pair = (place: number) =>
      blind.getByText(new RegExp(`^Pair ${place} of \\d+$`)).waitFor();
    await pair(1);
    assert.doesNotMatch(await blind.innerText(), /DSC_|0\.\d\d|Group/);
    await checkLooks(session, 'blind-pair');
    await page.keyboard.press('ArrowLeft');
    await pair(2);
    await page.keyboard.press('Control+z');
    await pair(1);
    await blind.getByRole('button', { name: 'The photo on the right' }).click();
    await pair(2);
    const [, of] = /Pair 2 of (\d+)/.exec(await blind.innerText()) ?? [];
    await page.keyboard.press('ArrowDown');
    for (let place = 3; place <= Number(of); place++) {
      await pair(place);
      await page.keyboard.press('ArrowRight');
    }
    await blind.getByRole('heading', { name: 'Which ranking suits you better' }).waitFor();
    await blind.getByText(/Not counted: 1 too close to tell\./).waitFor();
    await checkLooks(session, 'blind-done');
    await blind.getByRole('button', { name: 'Compare two others' }).click();
    await blind.getByRole('button', { name: 'Start', exact: true }).waitFor();
    assert.deepEqual(session.complaints, []);
  });
});
