// Folders that fail while Podium uses them: read-only, in the way, full, gone. Nothing hangs and the user can go on.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';
import { snapshot, type Snapshot } from '../fixtures/snapshot.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders, settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let match: string;
let originals: Snapshot;

before(async () => {
  session = await openSession();
  views = viewsOf(session.page);
  match = await makePhotos(session, 'match', 8);
  originals = snapshot(match);
});
after(() => session.close());

async function openMatch(folder = match): Promise<void> {
  await openFolders(session, folder);
}

describe('an album folder that cannot be written', () => {
  before(() => openMatch());

  async function exportTo(folder: string): Promise<void> {
    await session.page.keyboard.press('a');
    await views.album.count.fill('3');
    await session.chooseFolder(views.album.choose, folder);
    await views.album.export.click();
  }

  /** The dialog says why, is still there, and another folder does. */
  async function refused(reason: string): Promise<void> {
    await views.album.dialog.getByRole('alert').getByText(reason).waitFor();
    await checkAxe(session);
    const other = join(session.folder, 'other');
    mkdirSync(other, { recursive: true });
    await session.chooseFolder(views.album.choose, other);
    await views.album.export.click();
    await session.page.getByText(`3 photos exported to ${other}`).waitFor();
    await views.album.close.click();
    assert.deepEqual(snapshot(match), originals);
    rmSync(other, { recursive: true });
  }

  it('is named when its disk can only be read', { skip: noSmallDisk }, async () => {
    const disk = mountSmallDisk();
    try {
      disk.makeReadOnly();
      await exportTo(disk.path);
      await refused('can only be read');
    } finally {
      disk.remove();
    }
  });

  it('is named when its disk is full', { skip: noSmallDisk }, async () => {
    const disk = mountSmallDisk();
    try {
      writeFileSync(join(disk.path, 'filler'), Buffer.alloc(2 ** 20 - 40_000));
      await exportTo(disk.path);
      await refused(`are free in ${disk.path}`);
      assert.deepEqual(
        readdirSync(disk.path).filter((name) => name.endsWith('.jpg')),
        [],
      );
    } finally {
      disk.remove();
    }
  });

  it('is named when it has become a file', async () => {
    const album = join(session.folder, 'album');
    mkdirSync(album);
    await session.page.keyboard.press('a');
    await views.album.count.fill('3');
    await session.chooseFolder(views.album.choose, album);
    rmSync(album, { recursive: true });
    writeFileSync(album, 'a file');
    await views.album.export.click();
    await refused(album);
  });

  it('is refused when it holds the originals', async () => {
    await exportTo(match);
    await refused(match);
  });
});

describe('a folder of photos that can only be read', { skip: noSmallDisk }, () => {
  it('is ranked, decided about and exported like any other', async () => {
    const disk = mountSmallDisk(2);
    try {
      cpSync(match, join(disk.path, 'match'), { recursive: true });
      const before = snapshot(disk.path);
      disk.makeReadOnly();
      await openMatch(join(disk.path, 'match'));
      await views.grid.tile(/rank 1, score/).click();
      await session.page.keyboard.press('p');
      await views.status.line.getByText('1 pick').waitFor();
      await session.page.keyboard.press('e');
      await views.loupe.photo.waitFor();
      await session.page.keyboard.press('z');
      await session.page.locator('.photo img[src*="/full/"]').waitFor();
      assert.deepEqual(snapshot(disk.path), before);
      await session.page.goto(session.address());
      await views.start.title.waitFor();
    } finally {
      disk.remove();
    }
  });
});

describe('a folder that goes while it is open', () => {
  it('keeps what is on the screen, says what is missing, and is back when it is back', async () => {
    const trip = join(session.folder, 'trip');
    mkdirSync(trip);
    // Photos of its own: those of the match may be kept at full size already, and would be shown.
    for (const number of [20, 21, 22])
      writeFileSync(join(trip, `DSC_00${number}.jpg`), await variedPhoto(number));
    const before = snapshot(trip);
    await openMatch(trip);
    const away = join(session.folder, 'away');
    renameSync(trip, away);
    await session.page.keyboard.press('Shift+S');
    await views.grid.tile(/rank 1, score/).click();
    await session.page.keyboard.press('e');
    await views.loupe.photo.waitFor();
    await session.page.keyboard.press('z');
    await views.toast.text('There is no photo at').waitFor();
    await session.page.getByText('Loading every pixel…').waitFor({ state: 'detached' });
    await checkAxe(session);
    await session.page.keyboard.press('g');
    await session.page.keyboard.press('3');
    await views.grid.tile(/3 stars/).waitFor();
    renameSync(away, trip);
    await openMatch(trip);
    await views.grid.tile(/3 stars/).waitFor();
    assert.deepEqual(snapshot(trip), before);
  });

  it('waits with the analysis and calls no photo broken, and goes on by itself when it is back', async () => {
    const fair = await makePhotos(session, 'fair', 60);
    await session.page.goto(session.address([fair]));
    await views.status.pause.click();
    await views.status.goOn.click(); // with most photos left: the run cannot be over before they go
    const gone = join(session.folder, 'gone');
    renameSync(fair, gone);
    await views.status.line.getByText(`The folder ${basename(fair)} is away.`).waitFor();
    await checkAxe(session);
    renameSync(gone, fair);
    await settled(session);
    assert.equal(await views.problems.open.count(), 0);
    await views.bar.home.click();
    await views.start.title.waitFor();
  });
});
