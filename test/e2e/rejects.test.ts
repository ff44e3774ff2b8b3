// Rejected photos moved on the page: one question by key, moved, taken back, moved elsewhere and brought back.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { contentsBelow } from '../fixtures/rejected-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders, settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('rejected photos', () => {
  let session: Session;
  let views: Views;
  let match: string;
  let held: Record<string, string>;
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 4);
    held = contentsBelow(match);
    await openFolders(session, match);
  });
  after(() => session.close());
  const dialog = () => session.page.getByRole('dialog', { name: 'Move rejected photos' });
  const move = () => dialog().getByRole('button', { name: /^Move \d/ });
  /** The count in the bar; there may be a person on as many photos. */
  const shows = (photos: string) =>
    session.page.getByRole('status').filter({ hasText: new RegExp(`^${photos}$`) });
  const moved = (folder: string) =>
    Object.fromEntries(
      Object.entries(held).map(([name, hash]) => {
        return [['DSC_0001.jpg', 'DSC_0003.jpg'].includes(name) ? join(folder, name) : name, hash];
      }),
    );

  it('are none before one is rejected, and the window says so', async () => {
    await session.page.keyboard.press('Control+Backspace');
    await dialog().getByText('No photo is rejected.').waitFor();
    assert.equal(await move().count(), 0);
    await session.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('are moved beside after one question, and come back by undoing it', async () => {
    for (const name of ['DSC_0001.jpg', 'DSC_0003.jpg']) {
      await views.grid.tile(name).click();
      await session.page.keyboard.press('x');
      await views.grid.tile(new RegExp(`${name}.*rejected`)).waitFor({ state: 'attached' });
    }
    await session.page.keyboard.press('Control+Backspace');
    await dialog()
      .getByText(`2 photos to ${join(match, 'Rejected')}.`)
      .waitFor();
    await dialog().getByText('2 photos that are not rejected stay.').waitFor();
    await checkAxe(session);
    assert.deepEqual(contentsBelow(match), held, 'nothing is moved by asking');
    await move().press('Enter');
    await views.toast.text('2 rejected photos moved.').waitFor();
    assert.deepEqual(contentsBelow(match), moved('Rejected'));
    await shows('2 photos').waitFor();
    await views.toast.undo.press('Enter');
    await shows('4 photos').waitFor();
    assert.deepEqual(contentsBelow(match), held);
    await views.grid.tile(/DSC_0001.*rejected/).waitFor({ state: 'attached' });
    await settled(session);
  });

  it('are moved to another folder, and are brought back from the window', async () => {
    const other = join(session.folder, 'put aside');
    mkdirSync(other);
    await views.menus.more.click();
    await views.menus.item(/^Move rejected photos/).click();
    await session.chooseFolder(dialog().getByRole('button', { name: /^Choose… another/ }), other);
    await dialog().getByText(`2 photos to ${other}.`).waitFor();
    await move().press('Enter');
    await dialog().waitFor({ state: 'detached' });
    assert.deepEqual(Object.keys(contentsBelow(other)), ['DSC_0001.jpg', 'DSC_0003.jpg']);
    await shows('2 photos').waitFor();
    await session.page.keyboard.press('Control+Backspace');
    const back = dialog().getByRole('button', { name: 'Bring back 2 photos' });
    await back.waitFor();
    await checkAxe(session);
    await back.press('Enter');
    await views.toast.text('2 photos moved back to where they were.').waitFor();
    await shows('4 photos').waitFor();
    assert.deepEqual(contentsBelow(match), held);
    assert.deepEqual(session.complaints, []);
  });
});
