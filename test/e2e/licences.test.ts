// The licences in the page: reached, read and left by keyboard, before anything is open.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { builtPage } from '../../electron/build/build.ts';
import { checkAxe, turn } from './pages/axe.ts';
import { helpOf, type Help } from './pages/help.ts';
import { licencesOf, type Licences } from './pages/licences.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';

let session: Session;
let help: Help;
let licences: Licences;

async function openByKeys(): Promise<void> {
  await session.page.keyboard.press('?');
  await help.dialog.waitFor();
  await licences.button.press('Enter');
  await licences.dialog.waitFor();
}

describe('the licences', () => {
  before(async () => {
    session = await openSession();
    help = helpOf(session.page);
    licences = licencesOf(session.page);
    await session.page.goto(session.address());
    await session.page.getByRole('button', { name: 'Keys' }).waitFor();
  });
  after(() => session.close());

  it('are shown whole, as they were built, and axe finds nothing', async () => {
    await openByKeys();
    await licences.text.getByText('THIRD-PARTY NOTICES OF PODIUM').waitFor();
    const built = readFileSync(join(builtPage, 'notices.txt'), 'utf8');
    assert.ok(built.includes('sharp@'), 'the built file names the packages');
    assert.equal(await licences.text.textContent(), built);
    await checkAxe(session);
    await turn(session, 'light');
    await checkAxe(session);
  });

  it('are read by keyboard, and left back to the keys', async () => {
    await session.page.keyboard.press('Tab'); // the button that closes
    await session.page.keyboard.press('Tab');
    await session.page.keyboard.press('End');
    const end = licences.dialog.locator('.body');
    while ((await end.evaluate((body: { readonly scrollTop: number }) => body.scrollTop)) === 0)
      await session.page.keyboard.press('End');
    await session.page.keyboard.press('Escape');
    await licences.dialog.waitFor({ state: 'detached' });
    await help.dialog.waitFor();
    await session.page.keyboard.press('Escape');
    await help.dialog.waitFor({ state: 'detached' });
  });

  it('make the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });

  it('that are not there are missed with a sentence', { skip: notInBrowser }, async () => {
    await session.page.route('**/notices.txt', (route) => route.fulfill({ status: 404 }));
    await openByKeys();
    await licences.dialog
      .getByRole('alert')
      .getByText(/the file that holds them is miss/)
      .waitFor();
    await checkAxe(session);
  });
});
