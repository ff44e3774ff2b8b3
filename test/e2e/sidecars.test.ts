// Sidecars as a user meets them: what is written beside photos is chosen, and where another program says something else,
// either word is taken.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import {
  mergeSidecar,
  readSidecar,
  type SidecarChanges,
} from '../../electron/engine/xmp/sidecar.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';
import { checkAxe, turn } from './pages/axe.ts';
import { holds } from './pages/kept.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('sidecars', () => {
  let session: Session;
  let views: Views;
  let match: string;

  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = join(session.folder, 'match');
    mkdirSync(match);
    for (const number of [1, 2]) {
      const preview = await sharp(await variedPhoto(number))
        .resize(720, 480)
        .jpeg()
        .toBuffer();
      const taken = `2026:05:31 1${number}:00:00`; // no burst
      const raw = makeNef({ preview, widthPx: 720, heightPx: 480, taken });
      writeFileSync(join(match, `DSC_${number}.NEF`), raw);
    }
    writeFileSync(join(match, 'plain.jpg'), await variedPhoto(3));
    await openFolders(session, match);
  });
  after(() => session.close());

  const sidecar = (name: string) => join(match, `${name}.xmp`);
  const read = (name: string) => readSidecar(readFileSync(sidecar(name), 'utf8'));
  const dialog = (): Locator => session.page.getByRole('dialog', { name: 'Sidecars' });
  const choice = (name: string): Locator => dialog().getByRole('combobox', { name, exact: true });
  const row = (text: RegExp): Locator => dialog().getByRole('row', { name: text });
  const button = (name: string | RegExp): Locator => session.page.getByRole('button', { name });
  const differing = (): Locator => views.status.line.getByRole('button', { name: /differences?/ });

  /** Everything on its way to the disk is there when the host is closed. */
  async function reopen(): Promise<void> {
    await session.restart();
    views = viewsOf(session.page);
    await openFolders(session, match);
  }

  async function decide(name: string, key: string): Promise<void> {
    await views.grid.tile(new RegExp(`^${name}`)).click();
    await session.page.keyboard.press(key);
  }

  async function openDialog(): Promise<void> {
    await views.menus.more.click();
    await views.menus.item('Sidecars…').click();
    await dialog().waitFor();
  }

  /** Another program writes, so many seconds from now. */
  function theyWrite(name: string, changes: SidecarChanges, afterS: number): void {
    const atS = Date.now() / 1000 + afterS;
    writeFileSync(sidecar(name), mergeSidecar(readFileSync(sidecar(name), 'utf8'), changes));
    utimesSync(sidecar(name), atS, atS);
  }

  it('are written as the window says: beside RAWs at first, beside other photos when chosen', async () => {
    await decide('DSC_1.NEF', '2');
    await decide('DSC_2.NEF', '2');
    await decide('plain.jpg', 'x');
    await reopen();
    assert.deepEqual([read('DSC_1').rating, read('DSC_2').rating], [2, 2]);
    assert.ok(!existsSync(sidecar('plain')));
    await openDialog();
    await dialog().getByText('Nothing differs from what other programs say').waitFor();
    assert.equal(await choice('For RAW photos').inputValue(), 'on');
    await choice('A reject becomes').selectOption('red');
    await choice('For JPEG and all other photos').selectOption('beside');
    await session.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await reopen();
    assert.deepEqual([read('plain').label, read('plain').flag], ['Red', null]);
    await openDialog();
    assert.equal(await choice('A reject becomes').inputValue(), 'red', 'and kept');
    await session.page.keyboard.press('Escape');
  });

  it('that another program changes are listed, and one word after the other is taken', async () => {
    assert.equal(await differing().count(), 0);
    theyWrite('DSC_1', { rating: 5, label: 'Blue' }, 60);
    await views.grid.tile(/^DSC_1.*5 stars/).waitFor(); // newer: it holds, while the folder is open
    await decide('DSC_2.NEF', '3');
    await holds(() => read('DSC_2').rating === 3, 'DSC_2 is not written.');
    theyWrite('DSC_2', { rating: 4 }, -3600); // an old sidecar put back: older than what was decided
    await differing().getByText('2 differences').waitFor();
    await differing().click();
    await row(/DSC_1\.NEF 2 stars 5 stars newer/).waitFor();
    await row(/DSC_2\.NEF 3 stars newer 4 stars/).waitFor();
    for (const look of ['light', 'dark'] as const) {
      await turn(session, look);
      await checkAxe(session);
    }
    await button('Take Podium’s: 2 stars, DSC_1.NEF').click();
    await row(/DSC_1/).waitFor({ state: 'detached' });
    await button('Take the other’s: 4 stars, DSC_2.NEF').click();
    await dialog().getByText('Nothing differs').waitFor();
    await session.page.keyboard.press('Escape');
    await views.grid.tile(/^DSC_1.*2 stars/).waitFor();
    await views.grid.tile(/^DSC_2.*4 stars/).waitFor();
    await differing().waitFor({ state: 'detached' });
    await reopen();
    assert.deepEqual([read('DSC_1').rating, read('DSC_1').label], [2, 'Blue']);
    assert.equal(read('DSC_2').rating, 4);
  });

  it('are settled all at once, which is taken back like any decision', async () => {
    theyWrite('DSC_1', { rating: 5 }, 120);
    theyWrite('DSC_2', { rating: 5 }, 120);
    await differing().getByText('2 differences').waitFor();
    await differing().click();
    await button('Take Podium’s for all').click();
    await dialog().getByText('Nothing differs').waitFor();
    await session.page.keyboard.press('Escape');
    await views.grid.tile(/^DSC_1.*2 stars/).waitFor();
    await views.grid.tile(/^DSC_2.*4 stars/).waitFor();
    await session.page.keyboard.press('Control+z');
    await views.grid.tile(/^DSC_2.*5 stars/).waitFor();
    await views.grid.tile(/^DSC_1.*5 stars/).waitFor();
  });

  it('that are spoilt stay as they are, and the status line says that one is not written', async () => {
    writeFileSync(sidecar('plain'), 'no sidecar at all');
    await decide('plain.jpg', '3');
    await views.status.line.getByRole('button', { name: '1 sidecar not written' }).click();
    await dialog()
      .getByText(/plain\.xmp is not readable as XMP and stays as it is/)
      .waitFor();
    await checkAxe(session);
    await session.page.keyboard.press('Escape');
    assert.equal(readFileSync(sidecar('plain'), 'utf8'), 'no sidecar at all');
    assert.deepEqual(session.complaints, []);
  });
});
