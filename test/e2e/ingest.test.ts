// A card copied on the page: found or chosen, said before, copied, stopped, finished and looked at; the card stays as it is.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillFolder } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

/** Every file below a folder by its path there: what it holds. */
function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(files.map((path) => [relative(folder, path), hash(path)]));
}

/** Whatever folders they are in. */
function named(contents: Record<string, string>): Record<string, string> {
  const names = Object.entries(contents).map(([path, hash]) => [basename(path), hash] as const);
  return Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('copying from a card', { timeout: 600_000 }, () => {
  let session: Session;
  let views: Views;
  let card: string;
  let [to, also] = ['', ''];
  let held: Record<string, string>;

  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    card = join(session.folder, 'EOS_DIGITAL');
    [to, also] = [join(session.folder, 'Photos'), join(session.folder, 'Backup')];
    const dcim = join(card, 'DCIM', '100CANON');
    for (const folder of [dcim, to, also]) mkdirSync(folder, { recursive: true });
    await fillFolder(dcim, 6);
    writeFileSync(join(dcim, 'DSC_0001.wav'), 'a voice memo');
    writeFileSync(join(dcim, 'AUTPRINT.MRK'), 'a list of the camera');
    held = contentsOf(card);
    await session.page.goto(session.address());
  });
  after(() => session.close());

  const shots = () => {
    const { 'AUTPRINT.MRK': list, ...rest } = named(held);
    assert.ok(list);
    return rest;
  };

  it('says what will be copied, and which template cannot be used', async () => {
    const { ingest } = views;
    await ingest.open.press('Enter');
    await ingest.dialog.waitFor();
    await ingest.dialog.getByText('Choose where to copy to').waitFor();
    await session.chooseFolder(ingest.from, card);
    assert.ok(await ingest.dialog.getByRole('radio', { name: card }).isChecked());
    await session.chooseFolder(ingest.to, to);
    const sizes = Object.keys(held).filter((path) => !path.endsWith('MRK'));
    const bytes = sizes.reduce((sum, path) => sum + statSync(join(card, path)).size, 0);
    const said = `6 shots, ${(bytes / 1e6).toFixed(1)} MB, will be copied to ${to}.`;
    await ingest.dialog.getByText(said).waitFor();
    await ingest.template.fill('{rank}/{name}');
    await ingest.dialog.getByRole('alert').getByText('ranks and scores').waitFor();
    assert.ok(await ingest.dialog.getByRole('button', { name: 'Copy', exact: true }).isDisabled());
    await ingest.template.fill('{name}');
    await ingest.start.waitFor();
    await session.chooseFolder(ingest.also, also);
    await ingest.dialog.getByText(`will be copied to ${also}.`).waitFor();
    await checkAxe(session);
    assert.deepEqual([readdirSync(to), readdirSync(also)], [[], []], 'nothing is copied yet');
  });

  it('copies every shot to both places, says what was left out, and opens them', async () => {
    const { ingest } = views;
    await ingest.start.press('Enter');
    await ingest.dialog.getByText(`6 shots copied and verified to ${also}.`).waitFor();
    await ingest.dialog.getByText('1 other file.').waitFor();
    await checkAxe(session);
    assert.deepEqual(contentsOf(to), shots());
    assert.deepEqual(contentsOf(also), shots());
    await ingest.show.press('Enter');
    await settled(session);
    assert.equal(await views.grid.tiles.count(), 6);
  });

  it('opens from the menu too, and copies nothing that is there', async () => {
    const { ingest, menus } = views;
    await menus.more.click();
    await menus.item('Copy from a card…').press('Enter');
    await ingest.dialog.getByText(`Nothing is missing in ${to}. 6 shots already there.`).waitFor();
    assert.ok(await ingest.dialog.getByRole('button', { name: 'Copy', exact: true }).isDisabled());
    await ingest.noAlso.press('Enter');
    await ingest.dialog.getByText(also).waitFor({ state: 'detached' });
    assert.deepEqual(contentsOf(card), held, 'the card is as it was');
  });

  it('says that the second place is gone, and copies to the first', async () => {
    const { ingest } = views;
    const [disk, gone] = [join(session.folder, 'DISK'), join(session.folder, 'DISK', 'Backup')];
    mkdirSync(gone, { recursive: true });
    await session.chooseFolder(ingest.also, gone);
    await ingest.start.waitFor();
    rmSync(disk, { recursive: true });
    const raw = Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(5000, 1)]);
    writeFileSync(join(card, 'DCIM', '100CANON', 'LATE.NEF'), raw);
    held = contentsOf(card);
    await ingest.template.fill('late_{name}');
    await ingest.dialog.getByText(`Nothing can be copied to ${gone}`).waitFor();
    await ingest.dialog.getByText(`1 shot, 5 kB, will be copied to ${to}.`).waitFor();
    await ingest.start.press('Enter');
    await ingest.dialog.getByText(`Nothing could be copied to ${gone}`).waitFor();
    await ingest.dialog.getByText(`1 shot copied and verified to ${to}.`).waitFor();
    assert.equal(contentsOf(to)['late_LATE.NEF'], shots()['LATE.NEF']);
    rmSync(join(to, 'late_LATE.NEF'));
    await ingest.more.press('Enter');
    await ingest.noAlso.press('Enter');
    await ingest.template.fill('{name}');
  });

  it('is stopped, goes on when it is begun again, and is looked at before it has ended', async () => {
    const { ingest } = views;
    const dcim = join(card, 'DCIM', '100CANON');
    const count = 150;
    for (let number = 0; number < count; number += 1) {
      const raw = [Buffer.from('II*\0'), Buffer.alloc(200_000, number), Buffer.from(`${number}`)];
      writeFileSync(join(dcim, `RAW_${number}.NEF`), Buffer.concat(raw));
    }
    held = contentsOf(card);
    await session.page.keyboard.press('Escape');
    await ingest.dialog.waitFor({ state: 'detached' });
    await views.menus.more.click();
    await views.menus.item('Copy from a card…').press('Enter');
    await ingest.dialog.getByText(`${count + 1} shots, `).waitFor();
    await ingest.start.press('Enter');
    await ingest.stop.press('Enter');
    await ingest.dialog
      .getByRole('alert')
      .getByText(/^Stopped/)
      .waitFor();
    const whole = shots();
    for (const [name, hash] of Object.entries(contentsOf(to)))
      assert.equal(hash, whole[name], `${name} is whole, and nothing else is there`);
    assert.ok(Object.keys(contentsOf(to)).length < Object.keys(whole).length);
    await ingest.start.press('Enter');
    await ingest.show.press('Enter');
    await ingest.dialog.waitFor({ state: 'detached' });
    await views.toast.text(/shots? copied and verified to /).waitFor();
    assert.deepEqual(contentsOf(to), whole);
    assert.deepEqual(contentsOf(card), held, 'the card is as it was');
    await views.menus.more.click();
    await views.menus.item('Copy from a card…').press('Enter');
    await ingest.dialog.getByText(`copied and verified to ${to}`).waitFor();
    await ingest.close.press('Enter');
    assert.deepEqual(session.complaints, []);
  });
});
