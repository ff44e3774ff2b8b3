// Keys act on what is on the screen and on nothing else, whichever way one came to it.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { attributes, namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await session.page.keyboard.press(key);
}

async function stacked(photos: string): Promise<void> {
  await press('Shift+S');
  await session.page.getByText(photos, { exact: true }).waitFor();
}

/** Of the burst whose best photo comes first: a photo and the one after it, as the unstacked grid shows them. */
async function firstBurst(): Promise<[string, string]> {
  const names = await namesShown(views);
  await views.grid
    .tile(/burst of 2/)
    .first()
    .click();
  await press('n');
  await session.page.getByText('A burst of 2 photos').waitFor();
  const burst = await views.survey.photos.all();
  const [first, second] = await Promise.all(burst.map((tile) => tile.getAttribute('aria-label')));
  await press('g');
  await views.grid.box.waitFor();
  const nameOf = (label: string | null | undefined) =>
    names.find((name) => label?.startsWith(name)) ?? assert.fail(`${label} is not in the grid`);
  return [nameOf(first), nameOf(second)];
}

describe('keys act on what is on the screen', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
    await stacked('12 photos');
  });
  after(() => session.close());

  it('keeps every selected photo of a burst, and rejects none that the grid hides', async () => {
    const [first, second] = await firstBurst();
    await views.grid.tile(first).click();
    await views.grid.tile(second).click({ modifiers: ['ControlOrMeta'] });
    await press('Shift+K');
    await views.status.line.getByText('2 picks').waitFor();
    assert.equal(await views.status.line.getByText(/[1-9] reject/).count(), 0);
    await press('Control+z');
    await views.status.line.getByText(/pick/).waitFor({ state: 'detached' });
    await views.grid.tile(first).click();
    await views.filters.decision('Picks').click();
    await views.grid.tiles.first().waitFor({ state: 'detached' });
    await views.grid.box.focus();
    await press('Shift+K', 'x');
    await views.ranking.why.getByText('Select a photo to see why').waitFor(); // a hidden selection is none
    assert.equal(await views.ranking.why.getByRole('button').count(), 0);
    await press('Control+z');
    await views.toast.text('There is nothing to undo.').waitFor(); // nothing was decided, and filters are no decision
    await press('Alt+ArrowLeft');
    await views.grid.tiles.nth(11).waitFor();
    assert.equal(await views.status.line.getByText(/pick|reject/).count(), 0);
  });

  it('takes back by the button what the line says, or nothing', async () => {
    await views.grid.tiles.first().click();
    await press('x');
    await views.toast.text(/^Reject: DSC_/).waitFor();
    await views.ranking.preset.selectOption('general');
    await views.toast.undo.click(); // the preset is taken back by itself: this is about the decision
    await views.status.line.getByText(/reject/).waitFor({ state: 'detached' });
    assert.equal(await views.ranking.preset.inputValue(), 'general');
    await views.grid.box.focus();
    await press('p', 'x');
    await views.toast.text(/^Reject: DSC_/).waitFor();
    await press('Control+z', 'Control+z');
    await views.status.line.getByText(/pick|reject/).waitFor({ state: 'detached' });
    await press('Alt+ArrowLeft');
    await views.toast.text('Back: preset General').waitFor();
    assert.equal(await views.ranking.preset.inputValue(), 'sports');
  });

  it('means the photos again after a choice with the pointer, not with the keyboard', async () => {
    await views.grid.tiles.first().click();
    await views.ranking.preset.selectOption('sports');
    await press('p');
    await views.status.line.getByText('1 pick').waitFor();
    await press('Control+z');
    await views.status.line.getByText(/pick/).waitFor({ state: 'detached' });
    await views.ranking.preset.focus();
    await press('p');
    assert.equal(await views.ranking.preset.inputValue(), 'portrait');
    assert.equal(await views.status.line.getByText(/pick/).count(), 0);
    await views.ranking.preset.selectOption('sports');
    await views.grid.box.focus();
  });

  it('goes to the grid for the search box', async () => {
    await views.grid.tiles.first().click();
    await press('e', '/');
    await views.grid.box.waitFor();
    assert.equal(await session.page.evaluate('document.activeElement.id'), 'search');
    await press('Escape');
  });

  it('comes back from the loupe to the two that are compared', async () => {
    const [first = '', second = ''] = await namesShown(views);
    await views.grid.tile(first).click();
    await press('c');
    await views.compare.active(second).waitFor();
    await press('e', 'ArrowRight', 'ArrowRight', 'Escape');
    await views.compare.active(second).waitFor();
    await press('x');
    await views.toast.text(`Reject: ${second}`).waitFor();
    await press('Control+z', 'g');
    await views.grid.box.waitFor();
  });

  it('goes from a photo inside a stack to the next, not to the first of all', async () => {
    await stacked('7 of 12 photos, stacked');
    const [first = ''] = await namesShown(views);
    await views.grid
      .tile(/burst of 2/)
      .last()
      .click();
    await press('n', 'End', 'e');
    await views.loupe.view.waitFor();
    const inside = await views.loupe.view.locator('.file').textContent();
    await press('ArrowRight');
    assert.equal(await views.loupe.view.locator('.file').textContent(), inside, 'the burst ends');
    await press('ArrowLeft');
    assert.notEqual(await views.loupe.view.locator('.file').textContent(), inside);
    assert.notEqual(await views.loupe.view.locator('.file').textContent(), first);
    await press('g');
    await stacked('12 photos');
  });

  it('shows a pick as the cover of its stack, and says which stack holds one', async () => {
    const [first, second] = await firstBurst();
    await stacked('7 of 12 photos, stacked');
    await views.grid.tile(first).click();
    await press('n', 'ArrowRight', 'p', 'g');
    await views.grid.tile(new RegExp(`^${second}.*picked.*burst of 2`)).waitFor();
    assert.equal(await views.grid.tile(first).count(), 0);
    await views.filters.decision('Undecided').click();
    await views.grid.tile(new RegExp(`^${first}.*1 of the burst picked`)).waitFor();
    await views.grid.box.focus();
    await press('Alt+ArrowLeft', 'Control+z');
    await views.grid.tile(first).waitFor();
    await stacked('12 photos');
  });

  it('says why a rank is higher than the place of the photo, where stacks hide others', async () => {
    await stacked('7 of 12 photos, stacked');
    const ranks = views.grid.box.locator('.caption b');
    const [places, titles] = await Promise.all([
      attributes(ranks, 'data-text'),
      attributes(ranks, 'title'),
    ]);
    assert.ok(
      places.some((rank, place) => Number(rank) !== place + 1),
      'ranks leave some out',
    );
    for (const [place, rank] of places.entries())
      assert.equal(
        titles[place]?.startsWith(`Rank ${rank} of all photos.`),
        Number(rank) !== place + 1,
      );
    await session.page.getByTitle(/Of each burst its best photo is shown\./).waitFor();
    await stacked('12 photos');
  });

  it('puts nothing back into a survey that is another', async () => {
    await views.grid.tiles.first().click();
    await views.grid.tiles.nth(2).click({ modifiers: ['Shift'] });
    await press('n', 'x', 'g');
    await views.grid.tiles.nth(8).click();
    await views.grid.tiles.nth(11).click({ modifiers: ['Shift'] });
    await press('n');
    await session.page.getByText('4 photos side by side').waitFor();
    await press('Alt+ArrowLeft');
    assert.equal(await session.page.getByText('4 photos side by side').count(), 1);
    await press('g');
  });

  it('surveys what fits, and acts on one of that', async () => {
    const many = await makePhotos(session, 'many', 50);
    await session.page.goto(session.address([many]));
    await session.page
      .getByText(/^50 photos$|of 50/)
      .first()
      .waitFor();
    if ((await session.page.getByText('50 photos', { exact: true }).count()) === 0)
      await press('Shift+S');
    await session.page.getByText('50 photos', { exact: true }).waitFor();
    await views.grid.tiles.first().click();
    await press('End', 'Control+a', 'n');
    await session.page.getByText('The best 48 of 50').waitFor();
    assert.equal(await views.survey.photos.count(), 48);
    await views.survey.active(/^DSC_/).waitFor();
  });

  it('makes the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
