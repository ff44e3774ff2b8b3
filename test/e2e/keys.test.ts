// Keys as the user wants them: another set, single keys changed, advancing after decisions, and all of it kept.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { helpOf, type Help } from './pages/help.ts';
import { isKept } from './pages/kept.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let help: Help;
let match: string;

async function openHelp(): Promise<void> {
  await session.page.keyboard.press('?');
  await help.dialog.waitFor();
}

async function closeHelp(): Promise<void> {
  await session.page.keyboard.press('Escape');
  await help.dialog.waitFor({ state: 'detached' });
}

/** No picks, no rejects: the line says nothing of either. */
async function nothingDecided(): Promise<void> {
  await views.status.line.getByText(/pick/).waitFor({ state: 'detached' });
}

/** Clicks an action in the sheet and presses its new key. */
async function change(row: string, key: string): Promise<void> {
  await help.row(row).click();
  await session.page.keyboard.press(key);
}

describe('the keys', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    help = helpOf(session.page);
    match = await makePhotos(session, 'match', 6);
    await openFolders(session, match);
    await session.page.keyboard.press('Shift+S'); // every photo of every burst
    await session.page.getByText('6 photos', { exact: true }).waitFor();
  });
  after(() => session.close());

  it('go on to the next photo when deciding with Shift', async () => {
    const [first = '', second = ''] = await namesShown(views);
    await views.grid.tile(first).click();
    await session.page.keyboard.press('Shift+x');
    await views.grid.tile(new RegExp(`^${first}.*rejected`)).waitFor();
    await session.page.keyboard.press('3');
    await views.grid.tile(new RegExp(`^${second}.*3 stars`)).waitFor();
    await session.page.keyboard.press('Control+z');
    await session.page.keyboard.press('Control+z');
    await nothingDecided();
  });

  it('are changed by pressing the new one', async () => {
    await openHelp();
    await change('Pick: P', 'k');
    await help.row('Pick: K').waitFor();
    await closeHelp();
    await views.grid.tiles.first().click();
    await session.page.keyboard.press('p');
    await session.page.keyboard.press('k');
    await views.toast.text(/^Pick: DSC_/).waitFor();
    await views.status.line.getByText('1 pick').waitFor();
    await session.page.keyboard.press('u');
    await nothingDecided();
  });

  it('say whose they are before they are taken', async () => {
    await openHelp();
    await change('Neither pick nor reject: U', 'x');
    await help.said(/^X is “Reject” and “.+” now\.$/).waitFor();
    await help.leave.click();
    await help.row('Reject: X').waitFor();
    await change('Neither pick nor reject: U', 'x');
    await help.take.click();
    await help.row('Neither pick nor reject: X').waitFor();
    await help.row('Reject: no key').waitFor();
  });

  it('stay when Escape is pressed instead, and Tab cannot be one', async () => {
    await change('Grid: G', 'Tab');
    await help.said('Tab moves between buttons and cannot be changed.').waitFor();
    await session.page.keyboard.press('Escape');
    await help.row('Grid: G').waitFor();
    assert.ok(await help.dialog.isVisible(), 'the sheet itself stays open');
  });

  it('come back all at once, and that can be undone', async () => {
    await help.reset.click();
    await help.row('Pick: P').waitFor();
    await help.row('Reject: X').waitFor();
    await closeHelp();
    await session.page.keyboard.press('Alt+ArrowLeft');
    await views.toast.text('Back: Back to the set’s keys').waitFor();
    await openHelp();
    await help.row('Pick: K').waitFor();
    await help.reset.click();
    await help.row('Pick: P').waitFor();
  });

  it('are those of Photo Mechanic when that is chosen, also after a restart', async () => {
    await help.set('Photo Mechanic').click();
    await help.row('3 stars: Ctrl 3').waitFor();
    await change('Grid: G', 'b');
    await isKept(session, '"grid":["b"]');
    await closeHelp();
    await session.restart();
    views = viewsOf(session.page);
    help = helpOf(session.page);
    await openFolders(session, match);
    await views.grid.tiles.first().click();
    await session.page.keyboard.press('2');
    await views.grid.tile(/yellow label/).waitFor();
    await session.page.keyboard.press('t');
    await views.status.line.getByText('1 pick').waitFor();
    await session.page.keyboard.press('t');
    await nothingDecided();
    await openHelp();
    await help.row('Grid: B').waitFor();
    await help.row('Pick, or take the pick back: T').waitFor();
  });

  it('make the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
