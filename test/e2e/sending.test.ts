// Albums sent from the page: a destination is written down and looked at, an album goes there, a wrong password is mended.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ftpServer, testUser, type TestServer } from '../fixtures/ftp-server.ts';
import { contentsOf } from '../fixtures/sending.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('sending', () => {
  let session: Session;
  let views: Views;
  let server: TestServer;
  let there: string;
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    there = join(session.folder, 'there');
    mkdirSync(there);
    server = await ftpServer(there);
    await openFolders(session, await makePhotos(session, 'match', 4));
  });
  after(async () => {
    await server.stop();
    await session.close();
  });
  const window = () => session.page.getByRole('dialog', { name: 'Sending' });
  const field = (name: string) => window().getByLabel(new RegExp(`^${name}`));
  const button = (name: string) => session.page.getByRole('button', { name });

  /** The page's own chooser makes one; the system's dialog is its own. */
  const chooseNew = async (folder: string) => {
    if (session.host === 'electron') {
      mkdirSync(folder);
      await session.chooseFolder(views.album.choose, folder);
      return;
    }
    const { chooser } = views;
    await views.album.choose.click();
    await chooser.path.fill(dirname(folder));
    await chooser.go.click();
    await chooser.dialog.getByRole('button', { name: 'New folder…' }).click();
    await session.page.keyboard.type(basename(folder));
    await session.page.keyboard.press('Enter');
    await chooser.dialog.getByText('There are no folders in here.').waitFor();
    await chooser.use.click();
    await chooser.dialog.waitFor({ state: 'detached' });
  };

  it('keeps a destination, and says why it does not work', async () => {
    await views.bar.album.click();
    await button('Destinations…').click();
    await session.page.getByText('There is none yet').waitFor();
    await button('Add a destination…').click();
    await checkAxe(session);
    await field('Name').fill('Club');
    await window().getByRole('combobox', { name: 'By' }).selectOption('ftp');
    await field('Server').fill('127.0.0.1');
    await field('Port').fill(String(server.port));
    await field('User').fill(testUser.user);
    await field('Password').fill('wrong');
    await field('Folder there').fill('match');
    await session.page.keyboard.press('Enter');
    await session.page.getByText('127.0.0.1 does not know this user or password.').waitFor();
    await field('Password').fill(testUser.password);
    await session.page.keyboard.press('Enter');
    await session.page.getByText(`ftp://${testUser.user}@127.0.0.1`).waitFor();
    await button('Add a destination…').waitFor();
    await session.page.keyboard.press('Escape');
  });

  it('sends an album when it is made, and says so', async () => {
    const { dialog } = views.album;
    const to = dialog.getByRole('combobox', { name: 'Then send it to' });
    await to.selectOption('Club');
    const album = join(session.folder, 'album');
    await chooseNew(album);
    await views.album.export.click();
    await dialog.getByText('It is being sent to Club.').waitFor();
    await views.album.close.click();
    await session.page.getByText('4 files sent to Club.').waitFor();
    assert.deepEqual(contentsOf(join(there, 'match')), withoutMark(contentsOf(album)));
  });

  it('asks for another password where it is wrong by now, and goes on', async () => {
    await session.page.getByRole('button', { name: 'More', exact: true }).click();
    await session.page.getByRole('menuitem', { name: 'Sending…' }).click();
    await button('Change Club').click();
    await field('Password').fill('wrong');
    await session.page.keyboard.press('Enter');
    await session.page.getByText('127.0.0.1 does not know this user or password.').waitFor();
    await session.page.keyboard.press('Escape');
    await views.bar.album.click();
    await views.album.export.click();
    await views.album.close.click();
    await session.page.getByText('does not know this user or password.').waitFor();
    await button('Sending stopped').click();
    await checkAxe(session);
    await field('Password').fill(testUser.password);
    await session.page.keyboard.press('Enter');
    await session.page.getByText('4 were there already').waitFor();
    const dismiss = button('Take album off the list');
    await dismiss.nth(1).click();
    await dismiss.nth(1).waitFor({ state: 'detached' });
    await dismiss.click();
    await session.page.getByText('Nothing is on its way.').waitFor();
  });
});

/** Podium's own mark stays where it is. */
function withoutMark(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== '.podium'));
}
