// Copies in the page: marked, counted and named with their original, and what was decided stays when a caption is written.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { captioned } from '../fixtures/described.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let work: string;
let match: string;
let original: string;
let session: Session;
let views: Views;

before(async () => {
  work = temporaryFolder();
  match = join(work, 'match');
  mkdirSync(join(match, 'sent'), { recursive: true });
  [original = ''] = await fillFolder(match, 2);
  copyFileSync(original, join(match, 'sent', 'for the paper.jpg'));
  session = await openSession({});
  views = viewsOf(session.page);
  await openFolders(session, match);
});
after(async () => {
  await session.close();
  dropFolder(work);
});

describe('copies in the page', () => {
  it('are marked at their original and counted', async () => {
    await views.grid.tile(/DSC_0001.*has copies/).waitFor();
    await views.grid.tiles.nth(2).waitFor({ state: 'detached' });
    assert.equal(await views.grid.tiles.count(), 2);
    await session.page.getByText('1 file is a copy of another photo here').waitFor();
    await views.grid.tile(/DSC_0001/).dblclick();
    const named = session.page.getByTitle(/^Copies of it: .*for the paper\.jpg$/);
    await named.getByText('1 copy').waitFor();
    await views.loupe.back.click();
  });

  it('leave the pick with its photo when another program writes a caption into both', async () => {
    await views.grid.tile(/DSC_0001/).click();
    await session.page.keyboard.press('p');
    await views.grid.tile(/DSC_0001.*picked/).waitFor();
    writeFileSync(original, captioned(readFileSync(original), 'the goal'));
    await session.page.reload();
    await views.grid.tile(/DSC_0001.*rank.*picked/).waitFor();
    await views.grid.tile(/DSC_0001.*has copies/).waitFor();
  });
});
