// "Which one would you share?": two photos, the keys, what was learned, and the order that follows from it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkAxe } from './pages/axe.ts';
import { checkLooks } from './pages/looks.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

/** More than a steady rater needs (test/golden/taste.ts). */
const mostChoices = 120;

let session: Session;
let views: Views;

const view = () => session.page.getByRole('region', { name: 'Your taste' });
const photo = (side: 'Left' | 'Right') =>
  view().getByRole('button', { name: new RegExp(`^${side}: `) });
const choices = (count: number) =>
  view()
    .getByText(new RegExp(`^${count} choices?\\.`))
    .waitFor();

async function chooseByLiking(): Promise<void> {
  await session.page.locator('.taste[aria-busy=false]').waitFor(); // an answer to a pair that is going would be none
  const [left, right] = [await liking('Left'), await liking('Right')];
  const key = left > right ? 'ArrowLeft' : left < right ? 'ArrowRight' : 'ArrowDown';
  await session.page.keyboard.press(key);
}

/** Of six samples that the photos are cut from, the first ones are the ones to share. */
async function liking(side: 'Left' | 'Right'): Promise<number> {
  const name = (await photo(side).getAttribute('aria-label')) ?? '';
  return -((Number(/DSC_(\d+)/.exec(name)?.[1]) - 1) % 6);
}

describe('the taste view', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 18));
  });
  after(() => session.close());

  it('opens from the menu, takes answers by key and by click, and takes them back', async () => {
    const { page } = session;
    await views.menus.more.click();
    await views.menus.item('Teach Podium your taste…').click();
    await view().getByRole('heading', { name: 'Which one would you share?' }).waitFor();
    await photo('Left').waitFor();
    await view().getByText('Nothing learned yet: no two photos were compared.').waitFor();
    await page.keyboard.press('ArrowLeft');
    await choices(1);
    await page.keyboard.press('ArrowRight');
    await choices(2);
    await page.keyboard.press('ArrowDown');
    await choices(3);
    await photo('Right').click();
    await choices(4);
    await page.keyboard.press('Control+z');
    await choices(3);
    await page.keyboard.press('Control+z');
    await choices(2);
    for (const again of [3, 4]) {
      await page.keyboard.press('Control+y');
      await choices(again);
    }
    await page.keyboard.press('Control+z');
    await choices(3);
    await view()
      .getByText(/Nothing learned yet: your 3 choices do not show/)
      .waitFor();
    for (let taken = 3; taken > 0; taken--) {
      await view()
        .getByRole('button', { name: /^Take back/ })
        .click();
      await choices(taken - 1);
    }
    assert.ok(
      await view()
        .getByRole('button', { name: /^Take back/ })
        .isDisabled(),
    );
    await page.keyboard.press('Escape');
    await views.grid.box.waitFor();
  });

  it('gives axe nothing to find, light and dark, and stays whole in a small window', async () => {
    const { page } = session;
    await page.keyboard.press('q');
    await photo('Left').waitFor();
    await checkLooks(session, 'taste', async (size) => {
      const left = await photo('Left').boundingBox();
      assert.ok(left && left.height > 80, `${left?.height} px for a photo at ${size}`);
    });
  });

  it('says what it has learned once it is sure, and ranks by it when it is told to', async () => {
    const { page } = session;
    const rank = view().getByRole('button', { name: 'Rank by your taste' });
    let made = 0;
    while (made < mostChoices && !(await rank.isVisible())) {
      await chooseByLiking();
      await choices(++made);
    }
    await rank.waitFor();
    assert.equal(await view().getByText('Nothing learned yet').count(), 0);
    await view()
      .getByText(/Podium foretold \d+ of \d+ choices before you made them/)
      .waitFor();
    const folder = process.env['PODIUM_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, 'taste-learned.png') });
    await rank.click();
    await view().getByText('Your taste counts in the ranking.').waitFor();
    await page.keyboard.press('g');
    await views.ranking.weight('Your taste').waitFor();
    assert.ok(await views.ranking.weight('Your taste').isEnabled());
  });

  it('fits the weights to the choices, and claims only what was seen', async () => {
    const { page } = session;
    await page.keyboard.press('q');
    await photo('Left').waitFor();
    const [, made] = /(\d+) choices\./.exec(await view().innerText()) ?? [];
    for (let more = 1; more <= 30; more++) {
      await chooseByLiking();
      await choices(Number(made) + more);
    }
    await page.keyboard.press('g');
    await views.ranking.preset.selectOption('portrait');
    await page.getByRole('button', { name: 'Fit the weights to what you decided…' }).click();
    const fitted = page.getByRole('group', { name: 'Fitted weights' });
    await fitted.getByText(/choices foretold now, .* on what was held out/).waitFor();
    await checkAxe(session);
    const folder = process.env['PODIUM_SHOTS'];
    if (folder !== undefined) {
      await fitted.scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(folder, 'tuning.png') });
    }
    const claims = await fitted.getByText(/weights do better, also on what/).count();
    const use = fitted.getByRole('button', { name: 'Use these weights' });
    assert.equal(await use.count(), claims);
    assert.equal(claims, 1, await fitted.innerText());
    await use.click();
    await fitted.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save these weights…' }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    assert.equal(await views.ranking.preset.inputValue(), 'portrait');
  });

  it('compares any two photos by what was learned', async () => {
    const { page } = session;
    await page.keyboard.press('Home');
    await page.keyboard.press('c');
    const by = page.getByRole('region', { name: 'Which is better' });
    await by.getByLabel('Better by').selectOption('Your taste');
    const odds = by.getByText(/^\d+ %$/);
    await odds.nth(1).waitFor();
    const [first, second] = (await odds.allInnerTexts()).map((text) => Number(/\d+/.exec(text)));
    assert.equal((first ?? 0) + (second ?? 0), 100);
    await checkAxe(session);
    const folder = process.env['PODIUM_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, 'taste-compare.png') });
    assert.deepEqual(session.complaints, []);
  });
});
