// An album of what the user chose: every pick, also inside a stack, with what was decided beside each copy.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await session.page.keyboard.press(key);
};

describe('an album of the picks', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
  });
  after(() => session.close());

  it('holds every pick, stacked or not, and writes what was decided', async () => {
    await views.grid
      .tile(/burst of 2/)
      .first()
      .click();
    await press('n');
    await session.page.getByText('A burst of 2 photos').waitFor();
    await press('Home', 'p', '4', 'End', 'p', 'g');
    await views.status.line.getByText('2 picks').waitFor();
    await session.page.getByText('7 of 12 photos, stacked', { exact: true }).waitFor();

    await views.bar.album.click();
    await session.page.getByRole('button', { name: 'The picks' }).click();
    await views.album.pictures.nth(1).waitFor();
    await session.page.getByRole('button', { name: 'Export 2', exact: false }).waitFor();
    assert.equal(await views.album.count.inputValue(), '2');
    const album = join(session.folder, 'album');
    mkdirSync(album);
    await session.chooseFolder(views.album.choose, album);
    await session.page.getByRole('checkbox', { name: /XMP/ }).check();
    await views.album.export.click();
    await views.album.dialog.getByRole('status').waitFor();

    const sidecars = readdirSync(album).filter((name) => name.endsWith('.xmp'));
    assert.equal(sidecars.length, 2);
    const said = sidecars.map((name) => readSidecar(readFileSync(join(album, name), 'utf8')));
    assert.deepEqual(
      said.map(({ flag }) => flag),
      ['pick', 'pick'],
    );
    assert.deepEqual(said.map(({ rating }) => rating).sort(), [4, null]);
  });
});
