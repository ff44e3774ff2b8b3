// An evening after a match, by the keyboard alone: 300 photos from the card, culled while they arrive, captioned, exported and sent.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { fillCard, shotName, shots, withPeople } from '../fixtures/card-of-300.ts';
import { exifTools, noExifTool, type Tags } from '../fixtures/exiftool.ts';
import { ftpServer, testUser, type TestServer } from '../fixtures/ftp-server.ts';
import { contentsBelow } from '../fixtures/rejected-folder.ts';
import { byKeys, type ByKeys } from './pages/by-keys.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

const labels = ['Red', 'Yellow', 'Green', 'Blue'] as const;
const starsOf = (photo: number) => 1 + (photo % 5);
const labelOf = (photo: number) => labels[photo % 4] ?? '';
const another = 'Written by another program meanwhile';

/** Without the sidecars. */
function photosIn(folder: string): Record<string, string> {
  const photos = Object.entries(contentsBelow(folder)).filter(([name]) => name.endsWith('.jpg'));
  return Object.fromEntries(photos);
}

describe('an evening', { skip: noExifTool || notInBrowser, timeout: 900_000 }, () => {
  let session: Session;
  let views: Views;
  let keys: ByKeys;
  let server: TestServer;
  let [card, to, album, there] = ['', '', '', ''];
  let onCard: Record<string, string>;

  before(async () => {
    session = await openSession({ dark: true });
    views = viewsOf(session.page);
    keys = byKeys(session);
    [card, to] = [join(session.folder, 'EOS_DIGITAL'), join(session.folder, 'Photos')];
    [album, there] = [join(session.folder, 'album'), join(session.folder, 'there')];
    for (const folder of [to, album, there, join(session.folder, 'data')])
      mkdirSync(folder, { recursive: true });
    const settings = { 'sidecars.others': 'beside' };
    writeFileSync(join(session.folder, 'data', 'settings.json'), JSON.stringify(settings));
    await fillCard(card);
    onCard = contentsBelow(card);
    server = await ftpServer(there);
    await session.page.goto(session.address());
  });
  after(async () => {
    await server.stop();
    await session.close();
  });

  const day = () => join(to, '2026-05-31');
  const button = (name: string | RegExp) => session.page.getByRole('button', { name });
  const panel = () => session.page.getByRole('region', { name: 'Caption' });
  /** Once it is known what is said of the photo: until then nothing can be typed. */
  const headline = () => panel().locator('#caption-headline[aria-busy="false"]');
  const grid = () => session.page.getByRole('listbox', { name: /^Photos/ });
  const tile = (name: RegExp): Locator => grid().getByRole('option', { name });
  const status = (text: string | RegExp) => views.status.line.getByText(text);

  it('begins with the card, which is looked at and decided about while it is copied', async () => {
    const { ingest } = views;
    await keys.enter(ingest.open);
    await keys.choose(ingest.from, card);
    await keys.choose(ingest.to, to);
    await ingest.dialog.getByText(`${shots} shots, `).waitFor();
    await keys.enter(ingest.start);
    await keys.enter(ingest.show);
    await ingest.dialog.waitFor({ state: 'detached' });
    await views.grid.tiles.first().waitFor();
    await keys.press('Home', '5');
    await views.grid.tile(/5 stars/).waitFor();
    await keys.press('Control+z', 'Shift+S');
    await views.toast.text(`${shots} shots copied and verified`).waitFor({ timeout: 240_000 });
    await tile(new RegExp(`^${shotName(0)}`))
      .and(session.page.locator(`[aria-setsize="${shots}"]`))
      .waitFor();
    assert.deepEqual(contentsBelow(card), onCard, 'the card is as it was');
    assert.deepEqual(photosIn(day()), photosIn(join(card, 'DCIM', '100CANON')));
  });

  it('goes on with a person who gets a name, and every photo is decided about', async () => {
    await keys.tabTo(session.page.getByRole('combobox', { name: 'Sort by' }));
    await keys.type('Name');
    await keys.tabTo(grid());
    await keys.press('Home');
    for (let photo = 0; photo < withPeople; photo += 1)
      await tile(new RegExp(`^${shotName(photo)}.jpg.*score 0`)).waitFor({
        state: 'attached',
        timeout: 240_000,
      });
    await views.people.names.first().waitFor({ timeout: 120_000 });
    await keys.write(views.people.names.first(), 'Zoë Łukasik');
    await keys.press('Enter');
    await views.toast.text('Named Zoë Łukasik.').waitFor();
    await keys.tabTo(grid());
    await keys.press('Home');
    for (let photo = 0; photo < shots; photo += 1)
      if (photo < withPeople)
        await keys.press(String(starsOf(photo)), String(6 + (photo % 4)), 'p', 'ArrowRight');
      else await keys.press(photo % 2 === 0 ? 'Shift+X' : 'Shift+U');
    await status(`${withPeople} picks · ${(shots - withPeople) / 2} rejects`).waitFor();
  });

  it('captions the picks with codes, and with who is seen, while another program writes too', async () => {
    await keys.press('Home', 't');
    await panel().waitFor();
    await keys.enter(panel().getByText('Codes', { exact: true }));
    const buffer = Buffer.from('z9\tZoë Łukasik\tZoë Łukasik of Bremen\n');
    const codes = { name: 'codes.txt', mimeType: 'text/plain', buffer };
    await panel().getByLabel('Add a file…').last().setInputFiles(codes); // the system's own dialog
    await panel().getByText('1 code', { exact: true }).waitFor();
    await keys.press('Escape', 'Home', 't');
    for (let photo = 0; photo < withPeople; photo += 1) {
      await headline().waitFor();
      await keys.type(`Goal ${photo + 1} by =z9=`);
      await keys.press('Tab');
      await keys.type(`=z9#2= scores & smiles, ${photo + 1}.`);
      await keys.press('Control+Enter');
      // It goes on to the next photo by itself, in the same field.
      await tile(new RegExp(`^${shotName(photo + 1)}`))
        .and(views.grid.selected)
        .waitFor();
      await keys.press('Shift+Tab');
    }
    await keys.press('Escape');
    const sidecarOf = (photo: number) => join(day(), `${shotName(photo)}.xmp`);
    const last = `Goal ${withPeople} by Zoë`;
    while (!readFileSync(sidecarOf(withPeople - 1), 'utf8').includes(last)) await rest(20);
    const sidecar = sidecarOf(2);
    const block = `<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:Instructions>${another}</photoshop:Instructions></rdf:Description>`;
    const text = readFileSync(sidecar, 'utf8');
    writeFileSync(sidecar, text.replace('</rdf:RDF>', `${block}</rdf:RDF>`));
    await keys.press('Home', 'ArrowRight', 'ArrowRight', '1');
    await tile(new RegExp(`^${shotName(2)}.*1 star`)).waitFor({ state: 'attached' });
    await keys.press('Home');
    for (let photo = 0; photo < withPeople; photo += 1) await keys.press('v', 'ArrowRight');
  });

  it('makes an album of the picks and sends it, and originals and card are as they were', async () => {
    await keys.press('a');
    await keys.enter(button('Destinations…'));
    await keys.enter(button('Add a destination…'));
    const field = (name: string) =>
      session.page.getByRole('dialog', { name: 'Sending' }).getByLabel(new RegExp(`^${name}`));
    await keys.write(field('Name'), 'Club');
    await keys.tabTo(session.page.getByRole('combobox', { name: 'By', exact: true }));
    await keys.type('FTP,');
    await keys.write(field('Server'), '127.0.0.1');
    await keys.write(field('Port'), String(server.port));
    await keys.write(field('User'), testUser.user);
    await keys.write(field('Password'), testUser.password);
    await keys.write(field('Folder there'), 'match');
    await keys.press('Enter');
    await session.page.getByText(`ftp://${testUser.user}@127.0.0.1`).waitFor();
    await button('Add a destination…').waitFor();
    await keys.press('Escape');
    const { dialog } = views.album;
    await keys.enter(button('The picks'));
    await views.album.pictures.nth(withPeople - 1).waitFor();
    await keys.choose(views.album.choose, album);
    await keys.tabTo(dialog.getByRole('checkbox', { name: /XMP/ }));
    await keys.press('Space');
    await keys.tabTo(dialog.getByRole('combobox', { name: 'Then send it to' }));
    await keys.type('Club');
    await keys.enter(views.album.export);
    await dialog.getByText('It is being sent to Club.').waitFor();
    await keys.enter(views.album.close);
    await session.page.getByText(`${2 * withPeople} files sent to Club.`).waitFor();
    assert.deepEqual(contentsBelow(join(there, 'match')), contentsBelow(album));
    assert.deepEqual(photosIn(day()), photosIn(join(card, 'DCIM', '100CANON')));
    assert.deepEqual(contentsBelow(card), onCard);
    assert.deepEqual(session.complaints, []);
  });

  it('ends with what ExifTool reads of the delivered photos: every word, rating, label, person and region', () => {
    const byName = (folder: string) =>
      new Map(
        exifTools(folder, 'xmp').map((tags) => [
          /DSC_\d+/.exec(String(tags['SourceFile']))?.[0] ?? '',
          tags,
        ]),
      );
    const delivered = byName(join(there, 'match'));
    const beside = byName(day());
    assert.equal(delivered.size, withPeople);
    for (let photo = 0; photo < withPeople; photo += 1) {
      const name = shotName(photo);
      for (const tags of [delivered.get(name), beside.get(name)]) {
        const said = (tag: string) => tags?.[tag];
        assert.equal(said('XMP-photoshop:Headline'), `Goal ${photo + 1} by Zoë Łukasik`, name);
        const text = `Zoë Łukasik of Bremen scores & smiles, ${photo + 1}.`;
        assert.equal(said('XMP-dc:Description'), text, name);
        assert.equal(said('XMP-xmp:Rating'), photo === 2 ? 1 : starsOf(photo), name);
        assert.equal(said('XMP-xmp:Label'), labelOf(photo), name);
      }
    }
    const wrote = [...delivered].filter(
      ([, tags]) => tags['XMP-photoshop:Instructions'] === another,
    );
    assert.deepEqual(
      wrote.map(([name]) => name),
      [shotName(2)],
    );
    const shown = (map: ReadonlyMap<string, Tags>, tag: string) => {
      const all = [...map].filter(([, tags]) => String(tags[tag]).includes('Zoë Łukasik'));
      return all.map(([name]) => name).sort();
    };
    const namedOn = shown(delivered, 'XMP-mwg-rs:RegionName');
    assert.ok(namedOn.length > 0, 'the named person has a region');
    assert.deepEqual(shown(beside, 'XMP-mwg-rs:RegionName'), namedOn);
    assert.deepEqual(shown(delivered, 'XMP-iptcExt:PersonInImage'), namedOn);
    assert.deepEqual(shown(delivered, 'XMP-dc:Subject'), namedOn);
    const rejected = [...beside].filter(([, tags]) => tags['XMP-xmp:Rating'] === -1);
    assert.equal(rejected.length, (shots - withPeople) / 2);
  });
});
