// Photos that cannot be read, in a folder that can: each is named with its reason, the others are ranked.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cutOff, hugePng } from '../fixtures/damage.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { snapshot, type Snapshot } from '../fixtures/snapshot.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('photos that cannot be read', () => {
  let session: Session;
  let views: Views;
  let match: string;
  let originals: Snapshot;
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 4);
    const photo = await variedPhoto(7);
    const broken = {
      'CUT.jpg': cutOff(photo, 0.4),
      'EMPTY.jpg': Buffer.alloc(0),
      'HUGE.png': hugePng(40_000, 40_000),
      'TEXT.jpg': Buffer.from('not a photo at all'),
      'CLIP0001.MTS': Buffer.from('a video'),
    };
    for (const [name, bytes] of Object.entries(broken)) writeFileSync(join(match, name), bytes);
    originals = snapshot(match);
    await openFolders(session, match);
  });
  after(() => session.close());

  it('are listed with a reason each', async () => {
    await views.problems.open.getByText('4 problems').click();
    await views.problems.dialog.getByText('the other 4 photos are fine').waitFor();
    const said = await views.problems.dialog.getByRole('listitem').allInnerTexts();
    const reasons = said.sort().map((text) => text.split('\n').filter((line) => line !== '')[1]);
    assert.deepEqual(reasons, [
      'CUT.jpg could not be read: the file ends early.',
      'EMPTY.jpg is empty (0 bytes). It was skipped.',
      'HUGE.png could not be read: it has 1600 megapixels, more than the limit of 400.',
      'TEXT.jpg is named like a photo but holds something else. It was skipped.',
    ]);
    await checkAxe(session);
    await session.page.keyboard.press('Escape');
  });

  it('are told apart from files that are no photos, which are counted', async () => {
    await views.status.line.getByText('1 video was left out: it is not a photo.').waitFor();
  });

  it('say why a video gave no stills, or what is needed for them', async () => {
    const take = session.page.getByRole('button', { name: 'Take stills of 1 video' });
    await take.click();
    const reasons = [
      'No stills were taken from CLIP0001.MTS: it is broken or not a video.',
      'Stills from videos need ffmpeg', // where it is not installed
    ].map((text) => session.page.getByText(text));
    const [broken, missing] = reasons;
    assert.ok(broken && missing);
    await broken.or(missing).waitFor();
    await take.waitFor();
    await checkAxe(session);
  });

  it('leave the others to be ranked, decided about and looked at', async () => {
    await session.page.keyboard.press('Shift+S');
    await session.page.getByText('4 photos', { exact: true }).waitFor();
    assert.equal(await views.grid.tile(/score/).count(), 4);
    await views.grid.tiles.first().click();
    await session.page.keyboard.press('p');
    await views.status.line.getByText('1 pick').waitFor();
    await session.page.keyboard.press('e');
    await views.loupe.photo.waitFor();
  });

  it('are not touched', () => {
    assert.deepEqual(snapshot(match), originals);
    assert.deepEqual(session.complaints, []);
  });
});
