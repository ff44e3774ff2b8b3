// The page's own folder chooser, where no system dialog tells a page a path.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillFolder } from '../fixtures/match-folder.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('the folder chooser', { skip: notInBrowser }, () => {
  let session: Session;
  let views: Views;
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    mkdirSync(join(session.folder, 'games', 'match'), { recursive: true });
    await fillFolder(join(session.folder, 'games', 'match'), 3);
    await session.page.goto(session.address());
    await views.start.choose.click();
  });
  after(() => session.close());

  it('keeps what is being written when the first list arrives', async () => {
    const { page } = session;
    let arrive: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/folders', async (route) => {
      await late;
      await route.continue();
    });
    await page.keyboard.press('Escape');
    await views.start.choose.click();
    await views.chooser.path.focus();
    arrive();
    await views.chooser.dialog.getByRole('button', { name: 'Home' }).waitFor();
    await page.keyboard.insertText(session.folder);
    assert.equal(await views.chooser.path.inputValue(), session.folder);
    await page.unroute('**/folders');
  });

  it('goes to a path, counts its photos and walks into its folders', async () => {
    await views.chooser.path.fill(session.folder);
    await views.chooser.go.click();
    await session.page.getByText('No photos directly in here').waitFor();
    await views.chooser.dialog.getByRole('button', { name: 'games' }).click();
    await views.chooser.dialog.getByRole('button', { name: 'match 3' }).click();
    await session.page.getByText('3 photos in here').waitFor();
  });

  it('says that a typed folder is not there, and opens nothing else instead', async () => {
    await views.chooser.path.fill(join(session.folder, 'nowhere'));
    await views.chooser.use.click();
    await views.chooser.dialog.getByRole('alert').getByText('nowhere').waitFor();
    await views.chooser.path.fill('');
    await views.chooser.use.and(session.page.locator(':disabled')).waitFor();
  });

  it('opens a folder that was typed and not gone to', async () => {
    await views.chooser.path.fill(join(session.folder, 'games'));
    await views.chooser.use.click();
    await session.page.getByText('3 photos', { exact: true }).waitFor();
  });

  it('comes back to the folder that is open when the page is loaded again', async () => {
    await session.page.reload();
    await session.page.getByText('3 photos', { exact: true }).waitFor();
    await views.bar.home.click();
    await session.page.reload();
    await views.start.title.waitFor();
  });
});
