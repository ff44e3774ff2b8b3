// The doors to a person: a file, the clipboard, and a photo dropped anywhere; and the list that stays where it is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { dropFile, holdFile, pasteFile } from './pages/drop.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { attributes, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

const people = () => session.page.getByRole('region', { name: 'People' });
const whose = () => session.page.getByRole('dialog', { name: 'Whom do you mean?' });
const purpose = () => session.page.getByRole('dialog', { name: 'What is this photo for?' });
const same = () => session.page.getByRole('dialog', { name: 'Are they the same person?' });
const body = () => session.page.locator('body');
const team = readFileSync(samplePhoto(1));

/** Answers whom a photo of several means, and leaves the person found. */
async function findsFace(): Promise<void> {
  await whose().getByRole('button', { name: 'Face 2, counted from the left' }).click();
  await people()
    .getByText(/^This person: [1-9]\d* photo/)
    .waitFor();
  await views.people.showAll.click();
  await views.people.showAll.waitFor({ state: 'detached' });
}

describe('a person is found', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
    session.page.on('filechooser', () => undefined); // from now on, not from the moment a test waits for one
  });
  after(() => session.close());

  it('by a file, by keyboard alone and by a button', async () => {
    const byKey = session.page.waitForEvent('filechooser');
    await session.page.keyboard.press('Shift+F');
    await (await byKey).setFiles({ name: 'team.jpg', mimeType: 'image/jpeg', buffer: team });
    await findsFace();
    const byButton = session.page.waitForEvent('filechooser');
    await people().getByRole('button', { name: 'Find a person…' }).click();
    const chooser = await byButton;
    assert.ok(chooser.isMultiple(), 'several looks of one person');
    await chooser.setFiles({ name: 'team.jpg', mimeType: 'image/jpeg', buffer: team });
    await findsFace();
  });

  it('by a picture that is pasted, and not where text is written', async () => {
    await pasteFile(session.page, 'body', team, 'image.jpg', null);
    await findsFace();
    await pasteFile(session.page, '#search', team, 'image.jpg', 'some words');
    assert.equal(await whose().count(), 0);
  });

  it('by a photo dropped anywhere, which asks what it is for; the page lights up while it is held', async () => {
    await holdFile(views.grid.box, team, 'team.jpg');
    await session.page
      .locator('.drop-light')
      .getByText(/^Drop a photo/)
      .waitFor();
    await dropFile(views.grid.box, team, 'team.jpg');
    await purpose().waitFor();
    assert.equal(await session.page.locator('.drop-light').count(), 0);
    await purpose().getByRole('img', { name: 'The photo team.jpg' }).waitFor();
    await checkAxe(session);
    await purpose().getByRole('button', { name: 'Find this person' }).focus();
    await session.page.keyboard.press('Enter');
    await findsFace();
  });

  it('or its sport is told instead, or nothing is done', async () => {
    await dropFile(body(), team, 'team.jpg');
    await purpose().getByRole('button', { name: 'What sport is it?' }).click();
    await session.page.getByRole('dialog', { name: 'What sport is this?' }).waitFor();
    await session.page.keyboard.press('Escape');
    await dropFile(body(), team, 'team.jpg');
    await purpose().waitFor();
    await session.page.keyboard.press('Escape');
    await purpose().waitFor({ state: 'detached' });
    assert.equal(await views.people.showAll.count(), 0);
  });

  it('in a list that stays under the pointer, marks them, and counts what a click finds', async () => {
    const labels = await attributes(views.people.faces, 'aria-label');
    assert.ok(labels.length > 1);
    for (const [place, label] of labels.entries()) {
      const face = views.people.faces.nth(place);
      await face.click({ trial: true }); // out from under the box about whoever was found before
      const from = await face.boundingBox();
      await face.click();
      await people().locator('.searched').waitFor();
      await session.page
        .locator(`button.person[aria-current=true][aria-label="${label}"]`)
        .waitFor();
      const to = await face.boundingBox();
      assert.ok(from && to && Math.abs(to.y - from.y) < 1 && to.x === from.x, 'within a pixel');
      assert.equal(await session.page.locator('button.person[aria-current]').count(), 1);
      const said = /, (\d+) photos?$/.exec(label)?.[1];
      await people()
        .locator('.searched')
        .getByText(new RegExp(`: ${said} photos?\\b`))
        .waitFor();
    }
    await checkAxe(session);
    await views.people.showAll.click();
  });

  it('and put together with another of the same name only when the user says so', async () => {
    const before = await views.people.faces.count();
    const call = async (place: number) => {
      await views.people.names.nth(place).fill('Anna');
      await views.people.names.nth(place).press('Enter');
    };
    await call(0); // and on at once: the name is asked about also where it is only just being written
    // Who is in a photo with Anna is not even asked about.
    const apart = views.toast.text(
      'Anna is in a photo together with this one: give this one another name.',
    );
    let place = 0;
    do {
      place += 1;
      await call(place);
      await apart.or(same()).first().waitFor();
      if (await same().isVisible()) break;
      assert.equal(await views.people.names.nth(place).inputValue(), '');
      await session.page.keyboard.press('Tab');
    } while (place < before);
    await same()
      .getByText(/^Somebody is called Anna already\./)
      .waitFor();
    await checkAxe(session);
    await same().getByRole('button', { name: 'Two people' }).click();
    await views.toast.text('Anna is somebody else: give this one another name.').waitFor();
    assert.equal(await views.people.names.nth(place).inputValue(), '');
    assert.equal(await views.people.faces.count(), before);
    await call(place);
    await same().getByRole('button', { name: 'The same person' }).click();
    await same().waitFor({ state: 'detached' });
    await views.people.faces.nth(before - 1).waitFor({ state: 'detached' });
  });

  it('makes the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
