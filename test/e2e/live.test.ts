// Photos that appear in the open folder, and a folder that is taken away and put back, on the page.

import assert from 'node:assert/strict';
import { mkdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders, settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('the folder that is open', () => {
  let session: Session;
  let views: Views;
  let match: string;

  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 6);
    await openFolders(session, match);
  });
  after(() => session.close());

  it('shows photos that are put there, and moves none while the pointer is on them', async () => {
    /** Where each photo of before stands, as the eye sees it. */
    const places = () =>
      Promise.all(
        [1, 2, 3, 4, 5, 6].map((number) =>
          views.grid.tile(new RegExp(`DSC_000${number}`)).boundingBox(),
        ),
      );
    const before = await places();
    await views.grid.tile(/DSC_0001/).hover();
    writeFileSync(join(match, 'NEW.jpg'), await variedPhoto(30));
    await views.grid.tile(/NEW\.jpg/i).waitFor();
    assert.deepEqual(await places(), before);
    await settled(session);
    await views.grid.tile(/NEW\.jpg, rank/i).waitFor();
    unlinkSync(join(match, 'NEW.jpg'));
    await views.grid.tile(/NEW\.jpg/i).waitFor({ state: 'detached' });
  });

  it('keeps its photos while it is away, says so, and goes on when it is back', async () => {
    const { page } = session;
    renameSync(match, `${match} elsewhere`);
    const away = page.getByText('The folder match is away. Its photos stay here');
    await away.waitFor();
    await checkAxe(session);
    assert.equal(await views.grid.tiles.count(), 6);
    writeFileSync(join(`${match} elsewhere`, 'BACK.jpg'), await variedPhoto(31));
    renameSync(`${match} elsewhere`, match);
    await away.waitFor({ state: 'detached' });
    await views.grid.tile(/BACK\.jpg/i).waitFor();
    await settled(session);
    assert.equal(await page.locator('.status .problems').count(), 0);
  });

  it('begins empty and says that photos will appear', async () => {
    const { page } = session;
    const folder = join(session.folder, 'tethered');
    mkdirSync(folder);
    await page.goto(session.address([folder]));
    await page.getByText('Photos that are put there appear here by themselves.').waitFor();
    writeFileSync(join(folder, 'SHOT.jpg'), await variedPhoto(32));
    await views.grid.tile(/SHOT\.jpg/i).waitFor();
    assert.deepEqual(session.complaints, []);
  });
});
