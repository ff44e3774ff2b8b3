// An album of what the user chose: every pick, also inside a stack, with what was decided beside each copy.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { csvRows } from '../../electron/disk/csv-rows.ts';
import { readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { checkAxe } from './pages/axe.ts';
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

  it('is made as a preset says, changed, saved under a name and removed', async () => {
    await views.album.close.click();
    await views.bar.album.click();
    const { dialog } = views.album;
    const choice = (name: string) => dialog.getByRole('combobox', { name, exact: true });
    await choice('Preset').selectOption('Web');
    assert.equal(await choice('Format').inputValue(), 'jpeg');
    await dialog.getByRole('spinbutton', { name: 'Pixels' }).fill('200');
    await choice('Format').selectOption('webp');
    await choice('Watermark').selectOption('text');
    assert.ok(await views.album.export.isDisabled(), 'nothing says what the mark is');
    await dialog.getByRole('textbox', { name: 'Words of the watermark' }).fill('© Club');
    await checkAxe(session);
    await dialog.getByText('Web, changed').waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: 'Save as a preset…' }).click();
    await dialog.getByRole('textbox', { name: 'Name of the preset' }).fill('Club site');
    await session.page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Remove the preset Club site' }).waitFor();
    assert.equal(await choice('Preset').inputValue(), 'Club site');

    const album = join(session.folder, 'small');
    mkdirSync(album);
    await session.chooseFolder(views.album.choose, album);
    await views.album.export.click();
    await views.album.dialog.getByRole('status').waitFor();
    const names = readdirSync(album).filter((name) => name.endsWith('.webp'));
    assert.equal(names.length, 2);
    for (const name of names) {
      const { width, height, format } = await sharp(readFileSync(join(album, name))).metadata();
      assert.deepEqual([Math.max(width, height), format], [200, 'webp']);
    }
    await views.album.close.click();
    await views.bar.album.click();
    await dialog.getByRole('button', { name: 'Remove the preset Club site' }).click();
    await dialog.getByText('Your own choice').waitFor({ state: 'attached' });
    assert.equal(await choice('Format').inputValue(), 'webp', 'what was chosen stays');
    assert.deepEqual(session.complaints, []);
  });

  it('becomes galleries, contact sheets and tables under free names, as often as they are wanted', async () => {
    const { dialog } = views.album;
    const make = dialog.getByRole('combobox', { name: 'Make', exact: true });
    const album = join(session.folder, 'small');
    for (const [what, button, made] of [
      ['gallery', /^Make a gallery of 2 photos/, 'Gallery/index.html'],
      ['gallery', /^Make a gallery of 2 photos/, 'Gallery (2)/index.html'],
      ['sheet', /^Draw a sheet of 2 photos/, 'Contact sheet.png'],
      ['sheet', /^Draw a sheet of 2 photos/, 'Contact sheet (2).png'],
      ['table', /^Write a table of 2 photos/, 'Photos.csv'],
    ] as const) {
      await make.selectOption(what);
      assert.equal(await dialog.getByRole('combobox', { name: 'Format' }).count(), 0);
      await dialog.getByRole('button', { name: button }).click();
      await dialog.getByRole('status').waitFor();
      assert.ok(existsSync(join(album, made)), made);
      await checkAxe(session);
      await views.album.close.click();
      await views.bar.album.click();
    }
    assert.equal(readdirSync(join(album, 'Gallery', 'pictures')).length, 2);
    const { width } = await sharp(join(album, 'Contact sheet.png')).metadata();
    assert.ok(width > 500, `${width} px`);
    const rows = csvRows(readFileSync(join(album, 'Photos.csv'), 'utf8').replace('\ufeff', ''));
    assert.deepEqual(
      rows.map(({ file, decision }) => [file?.startsWith('DSC_'), decision]),
      [
        [true, 'pick'],
        [true, 'pick'],
      ],
    );
    assert.deepEqual(session.complaints, []);
  });
});
