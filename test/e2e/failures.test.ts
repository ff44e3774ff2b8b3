// When things go wrong: the page says what happened in a sentence, loses nothing, and goes on.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makePhotos, settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let match: string;

describe('when things go wrong', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = await makePhotos(session, 'match', 36);
  });
  after(() => session.close());

  it('says that a folder is not there', async () => {
    await session.page.goto(session.address([join(session.folder, 'nowhere')]));
    await session.page.getByRole('alert').getByText('nowhere').waitFor();
    await views.start.choose.waitFor();
  });

  it('says so when a folder holds no photos', async () => {
    const empty = join(session.folder, 'empty');
    mkdirSync(empty);
    await session.page.goto(session.address([empty]));
    await session.page.getByText('There are no photos in this folder.').waitFor();
  });

  it('stops and goes on where it was when it is paused', async () => {
    await session.page.goto(session.address([match]));
    await views.status.pause.click();
    await views.status.paused.waitFor();
    await views.status.goOn.click();
    await session.page.getByText('Analysing', { exact: true }).waitFor();
    await views.status.pause.click();
    await views.status.paused.waitFor();
  });

  it('says that the engine died, keeps what was decided, and goes on when asked', async () => {
    const { page } = session;
    await views.grid.tiles.first().click();
    await page.keyboard.press('p');
    await views.status.line.getByText('1 pick').waitFor();
    const pid = await session.enginePid();
    await views.status.goOn.click();
    await views.status.progress.waitFor(); // the engine is at it, with most photos left
    process.kill(pid, 'SIGKILL');
    await page.getByText('The analysis stopped').waitFor();
    await views.status.again.click();
    await settled(session);
    await views.status.line.getByText('1 pick').waitFor();
  });

  it('says that a folder opened before has gone', async () => {
    rmSync(match, { recursive: true });
    await session.page.goto(session.address([match]));
    await session.page.getByRole('alert').getByText(match).waitFor();
  });
});
