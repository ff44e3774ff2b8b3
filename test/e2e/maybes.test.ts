// A person looked for, in piles: sure ones, then maybes, which one key confirms or refuses, learned at once and taken back.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { dropFile } from './pages/drop.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { attributes, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

const person = () => session.page.getByRole('region', { name: 'People' }).locator('.searched');
const piles = () => session.page.getByRole('group', { name: 'Photos of this person' });
const pile = (name: string | RegExp) => piles().getByRole('button', { name });
const maybes = () => views.grid.tile(/maybe the person/);
const labels = () => attributes(views.grid.tiles, 'aria-label');

/** Numbers on the three buttons. */
async function counts(): Promise<readonly number[]> {
  const texts = await piles().getByRole('button').allTextContents();
  return texts.map((text) => Number(/\d+/.exec(text)?.[0]));
}

const press = (key: string) => session.page.keyboard.press(key);

/** Waits until so many tiles are there. */
async function shows(tiles: number): Promise<void> {
  if (tiles > 0) await views.grid.tiles.nth(tiles - 1).waitFor();
  await views.grid.tiles.nth(tiles).waitFor({ state: 'detached' });
}

describe('a person looked for, in piles', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
    await press('Shift+S'); // no stacks: every photo is to be seen
    const panel = session.page.getByRole('region', { name: 'People' });
    await dropFile(panel, readFileSync(samplePhoto(1)), 'team.jpg');
    await session.page.getByRole('button', { name: 'Face 2, counted from the left' }).click();
    await piles().waitFor();
  });
  after(() => session.close());

  it('shows sure ones first, then the maybes, told apart in words', async () => {
    const [all = 0, sure = 0, maybe = 0] = await counts();
    assert.ok(sure > 0 && maybe > 2 && all === sure + maybe);
    await person().getByText(`${maybe} maybe`).waitFor();
    const said = (await labels()).map((label) => label.includes('maybe the person'));
    assert.deepEqual(said, [
      ...new Array<boolean>(sure).fill(false),
      ...new Array<boolean>(maybe).fill(true),
    ]);
    await checkAxe(session);
  });

  it('shows one pile alone, by keyboard too, with the way back of looking', async () => {
    const [all, sure, maybe] = await counts();
    await pile(/^Maybe/).focus();
    await press('Enter');
    await shows(maybe ?? 0);
    assert.equal(await maybes().count(), maybe);
    await pile(/^Sure/).click();
    await shows(sure ?? 0);
    assert.equal(await maybes().count(), 0);
    await pile(/^All/).click();
    await shows(all ?? 0);
  });

  it('confirms the maybe under the cursor with one key and goes on; Ctrl+Z takes it back', async () => {
    const [, sure = 0] = await counts();
    const first = (await maybes().first().getAttribute('aria-label'))?.split(', ')[0] ?? '';
    await maybes().first().click();
    await person().getByRole('button', { name: 'This is them' }).waitFor();
    await press('y');
    await person().getByText('by 2 looks').waitFor();
    await views.grid.tile(new RegExp(`^${first}.*shows the person`)).waitFor();
    assert.ok(((await counts())[1] ?? 0) > sure);
    assert.match((await views.grid.selected.getAttribute('aria-label')) ?? '', /maybe the person/);
    assert.notEqual(
      (await views.grid.selected.getAttribute('aria-label'))?.split(', ')[0],
      first,
      'the next one',
    );
    await press('Control+z');
    await person().getByText('by 1 look').waitFor();
    await views.grid.tile(new RegExp(`^${first}.*maybe the person`)).waitFor();
  });

  it('refuses it with one key; Ctrl+Z takes that back', async () => {
    await pile(/^Maybe/).click();
    const before = await labels();
    const [, , maybe = 0] = await counts();
    await maybes().first().click();
    await press('w');
    await views.toast.text('Noted: that is not this person.').waitFor();
    await views.grid.tiles.nth(maybe).waitFor({ state: 'detached' });
    await session.page.locator('.tile.selected').waitFor();
    await press('Control+z');
    await views.toast.text(/^Undone: Noted: that is not this person/).waitFor();
    await shows(before.length);
    assert.deepEqual(
      (await labels()).map((label) => label.split(', ')[0]),
      before.map((label) => label.split(', ')[0]),
    );
    await pile(/^All/).click();
  });

  it('says which photo the keys are about where it is none', async () => {
    await views.grid.tiles.first().click();
    await press('y');
    await views.toast.text('Select a photo that is only maybe the person looked for.').waitFor();
  });

  it('lets an album take the sure ones only, and maybes where only those are shown', async () => {
    const [, sure, maybe] = await counts();
    const candidates = async () => {
      await views.bar.album.click();
      await views.album.count.fill('100');
      await views.album.pictures.first().waitFor();
      const text = (await views.album.export.textContent()) ?? '';
      await press('Escape');
      await views.album.dialog.waitFor({ state: 'detached' });
      return Number(/\d+/.exec(text)?.[0]);
    };
    assert.equal(await candidates(), sure);
    await pile(/^Maybe/).click();
    assert.equal(await candidates(), maybe);
    await pile(/^All/).click();
  });

  it('has its keys on the sheet', async () => {
    await press('?');
    await views.help.dialog.getByText('Person: a maybe is them').waitFor();
    await views.help.dialog.getByText('Person: this is somebody else').waitFor();
    await press('Escape');
  });

  it('makes the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
