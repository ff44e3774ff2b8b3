// A photo of somebody dropped onto People: whoever it shows is found, and where it shows several the user says whom.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { dropFile } from './pages/drop.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

const people = () => session.page.getByRole('region', { name: 'People' });
const whose = () => session.page.getByRole('dialog', { name: 'Whom do you mean?' });

describe('a photo of somebody dropped onto People', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
  });
  after(() => session.close());

  it('asks whom it means where it shows several, in words of the page, and finds that face', async () => {
    await dropFile(people(), readFileSync(samplePhoto(1)), 'team.jpg');
    await whose()
      .getByText(/^team\.jpg shows \d people\. Click the face to find\.$/)
      .waitFor();
    await whose().getByRole('img', { name: 'team.jpg' }).waitFor();
    await checkAxe(session);
    const first = whose().getByRole('button', { name: 'Face 1, counted from the left' });
    const second = whose().getByRole('button', { name: 'Face 2, counted from the left' });
    const [one, other] = await Promise.all([first.boundingBox(), second.boundingBox()]);
    assert.ok(one && other && one.x < other.x, 'from left to right');
    await second.focus();
    await session.page.keyboard.press('Enter');
    await whose().waitFor({ state: 'detached' });
    await people()
      .getByText(/^This person: [1-9]\d* photo/)
      .waitFor();
    assert.equal(await session.page.getByText('#').count(), 0);
    await views.people.showAll.click();
  });

  it('finds nobody when none of them is meant, and keeps no copy of the photo', async () => {
    await dropFile(people(), readFileSync(samplePhoto(1)), 'team.jpg');
    await whose().waitFor();
    await session.page.keyboard.press('Escape');
    await whose().waitFor({ state: 'detached' });
    assert.equal(await views.people.showAll.count(), 0);
    assert.deepEqual(readdirSync(join(session.folder, 'data', 'dropped')), []);
  });

  it('says so when it is no photo', async () => {
    await dropFile(people(), Buffer.from('hello'), 'note.jpg');
    await views.toast.text(/note\.jpg/).waitFor();
    await session.page.locator('.toast.problem').waitFor();
  });

  it('makes the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
