// The page's bursts and album go by what CLIP saw: photos whose hashes differ and whose colours agree, by the test CLIP.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillBlockFolder, fourOfEach, oneMoment } from '../fixtures/block-photos.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { attributes, viewsOf, type Views } from './pages/views.ts';

let work: string;
let session: Session;
let views: Views;

async function open(name: string): Promise<void> {
  await openFolders(session, join(work, name));
}

before(async () => {
  work = temporaryFolder();
  for (const name of ['album', 'moment']) mkdirSync(join(work, name));
  await fillBlockFolder(join(work, 'album'), fourOfEach);
  await fillBlockFolder(join(work, 'moment'), oneMoment);
  await ownModelFolder(join(work, 'models'));
  await writeTestClip(join(work, 'models'));
  session = await openSession({ models: join(work, 'models') });
  views = viewsOf(session.page);
});
after(async () => {
  await session.close();
  dropFolder(work);
});

describe('what CLIP saw, in the page', () => {
  /** Two tiles are left: a burst and the other moment. The order settles when the user is not looking for something. */
  const stacked = async () => {
    await views.grid
      .tile(/burst of 3/)
      .first()
      .waitFor();
    await session.page.mouse.move(5, 5);
    await views.grid.tiles.nth(2).waitFor({ state: 'detached' });
  };

  it('stacks the frames of one moment once they are analysed, and when they are opened again', async () => {
    await open('moment');
    await stacked();
    await session.page.reload();
    await stacked();
  });

  it('fills an album with what looks different', async () => {
    await open('album');
    await views.bar.album.click();
    await views.album.dialog.getByRole('slider').press('End');
    await views.album.count.fill('4');
    await views.album.pictures.nth(3).waitFor();
    await views.album.pictures.nth(4).waitFor({ state: 'detached' });
    const names = await attributes(views.album.pictures, 'title');
    const colours = names.map((name) => name.replace(/-.*$/, '')).sort();
    assert.deepEqual(colours, ['blue', 'green', 'red', 'yellow']);
  });
});
