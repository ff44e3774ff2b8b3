// The start screen's picture: the best photo of the match that was open last, not any sharp one.

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf } from './pages/views.ts';

let session: Session;
before(async () => void (session = await openSession()));
after(() => session.close());

const contentIn = (address: string | null) => /[\da-f]{64}/.exec(address ?? '')?.[0];

it('goes on with the last match by its first photo, also after another order was wanted', async () => {
  const { page } = session;
  const views = viewsOf(page);
  const last = page.locator('.last-shoot');
  await page.goto(session.address());
  await page.getByText('The moment first').waitFor(); // nothing was opened yet
  await openFolders(session, await makePhotos(session, 'match', 6));
  for (const reweighed of [false, true]) {
    if (reweighed) await views.ranking.weight('Match photo').fill('0');
    const first = views.grid.tile(/rank 1,/).locator('img');
    const best = contentIn(await first.getAttribute('src'));
    assert.ok(best !== undefined);
    await views.bar.home.click();
    await last.locator(`img[src*="${best}"]`).waitFor();
    await checkAxe(session);
    await last.click();
    await views.grid.tile(/rank 1,/).waitFor();
  }
});
