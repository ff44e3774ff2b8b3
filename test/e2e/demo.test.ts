// The demo from the start screen: its first photos are there while the others are still being drawn.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { demoShots } from '../../electron/engine/demo/shots.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

before(async () => {
  session = await openSession();
  views = viewsOf(session.page);
});
after(() => session.close());

describe('the demo in the page', { timeout: 300_000 }, () => {
  it('shows its first photos while the others are drawn, and those as they come', async () => {
    const { page } = session;
    await page.goto(session.address());
    const clickedMs = performance.now();
    await page.getByRole('button', { name: 'Try the demo folder' }).click();
    await views.grid.tiles.first().waitFor();
    const drawn = readdirSync(join(session.folder, 'data', 'demo', 'match')).length;
    console.log(`first tile ${Math.round(performance.now() - clickedMs)} ms after the click`);
    assert.ok(drawn < demoShots().length / 2, `${drawn} are drawn already`);
    await views.grid.tiles.nth(3).waitFor();
    await page.getByRole('heading', { name: 'match' }).waitFor();
  });

  it('ends the drawing when the folder is left', async () => {
    const stopped = session.page.waitForRequest('**/cancel');
    await session.page.getByRole('button', { name: 'Start screen' }).click();
    await stopped;
    await views.start.title.waitFor();
  });
});
