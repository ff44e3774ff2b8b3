// A whole evening with Podium: everything the page can do, and not one original changed, touched or joined by another file.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../electron/engine/engine.ts';
import { engineOptions, fillFolder } from '../fixtures/match-folder.ts';
import { snapshot, type Snapshot } from '../fixtures/snapshot.ts';
import { settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

describe('the originals', () => {
  let session: Session;
  let views: Views;
  let match: string;
  let originals: Snapshot;
  const press = async (...keys: string[]) => {
    for (const key of keys) await session.page.keyboard.press(key);
  };

  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = join(session.folder, 'match');
    mkdirSync(match);
    const paths = await fillFolder(match, 14);
    // Times and permissions as a card has them, not those of this moment.
    for (const [number, path] of paths.entries()) {
      utimesSync(path, 1_600_000_000, 1_600_000_000 + number / 8);
      chmodSync(path, number % 2 === 0 ? 0o644 : 0o444);
    }
    originals = snapshot(match);
  });
  after(() => session.close());

  function unchanged(): void {
    assert.deepEqual(snapshot(match), originals);
  }

  it('are as they were after opening and analysing, with a pause', async () => {
    await session.page.goto(session.address());
    await session.chooseFolder(views.start.choose, match);
    await views.status.pause.click();
    await views.status.goOn.click();
    await settled(session);
    await press('Shift+S');
    await session.page.getByText('14 photos', { exact: true }).waitFor();
    unchanged();
  });

  it('are as they were after weights, own presets, ranges and filters', async () => {
    await views.ranking.weight('Exposure').fill('0.9');
    await session.page.getByRole('button', { name: 'Save these weights…' }).click();
    await session.page.getByRole('textbox', { name: 'Name for these weights' }).fill('Mine');
    await press('Enter');
    await views.toast.text('Saved the weights as “Mine”.').waitFor();
    await session.page.getByRole('button', { name: 'Remove “Mine”' }).click();
    await views.toast.text('Removed the weights “Mine”.').waitFor();
    await views.ranking.preset.selectOption('general');
    await views.ranking.from('Sharpness').fill('0.3');
    await session.page.getByRole('button', { name: 'Clear 1 filter' }).click();
    await session.page.getByText('14 photos', { exact: true }).waitFor();
    unchanged();
  });

  it('are as they were after finding, naming and correcting people', async () => {
    await views.people.names.first().fill('Ana');
    await press('Enter');
    await views.toast.text('Named Ana.').waitFor();
    await views.people.faces.first().click();
    await views.people.showAll.waitFor();
    await views.grid.tile(/rank 2,/).click();
    await session.page.getByRole('button', { name: 'Add as another look' }).click();
    await session.page.getByText('by 2 looks').waitFor();
    await views.grid.tile(/rank 1,/).click();
    await session.page.getByRole('button', { name: 'Not this person' }).click();
    await views.toast.text('Noted: that is not Ana.').waitFor();
    await press('Control+z');
    await views.people.showAll.click();
    await session.page.getByText('14 photos', { exact: true }).waitFor();
    unchanged();
  });

  it('are as they were after looking at every pixel', async () => {
    await views.grid.tile(/rank 1,/).dblclick();
    for (let photo = 0; photo < 3; photo++) {
      await views.loupe.photo.waitFor();
      await press('z');
      await session.page.locator('.photo img[src*="/full/"]').waitFor();
      await press('Escape', 'ArrowRight');
    }
    await press('g');
    await views.grid.box.waitFor();
    unchanged();
  });

  it('are as they were after every kind of decision, and after taking each back', async () => {
    const [first = ''] = await namesShown(views);
    await views.grid.tile(first).click();
    const decisions = [
      'p',
      'u',
      'x',
      'Shift+P',
      'Shift+K',
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
    ];
    await press(...decisions, 'Control+0');
    for (let step = 0; step <= decisions.length; step++) await press('Control+z');
    await views.toast.text(`Undone: Pick: ${first}`).waitFor(); // the last of them: undoing takes turns
    await press('5', 'p');
    await views.grid
      .tile(/picked/)
      .first()
      .waitFor();
    unchanged();
  });

  for (const [number, format] of ['original', 'jpeg', 'png', 'webp'].entries())
    it(`are as they were after an album of format ${format}`, async () => {
      const album = join(session.folder, `album-${format}`);
      mkdirSync(album);
      await press('a');
      await views.album.count.fill(String(number + 3));
      await session.page.getByRole('slider', { name: 'Variety' }).fill(String(number / 3));
      await session.chooseFolder(views.album.choose, album);
      const choice = (name: string) => session.page.getByRole('combobox', { name, exact: true });
      const names = session.page.getByRole('textbox', { name: 'File names' });
      await names.fill('{rank:2} {name} {score} {date} {time}');
      await choice('Format').selectOption(format);
      if (format !== 'original') {
        await choice('Size').selectOption('long-edge');
        await session.page.getByRole('spinbutton', { name: 'Pixels' }).fill('300');
      }
      await session.page.getByRole('checkbox', { name: /XMP sidecar/ }).setChecked(number !== 2);
      await views.album.export.click();
      await session.page.getByText(`${number + 3} photos exported to`).waitFor();
      await views.album.close.click();
      const files = readdirSync(album).filter((name) => !name.startsWith('.'));
      assert.equal(files.length, number === 2 ? 5 : 2 * (number + 3));
      unchanged();
    });

  it('are as they were after closing Podium and opening it again', async () => {
    await session.restart();
    views = viewsOf(session.page);
    await session.page.goto(session.address());
    await views.start.recentFolder.click();
    await views.grid.tile(/5 stars/).waitFor({ timeout: 60_000 });
    unchanged();
  });

  it('are as they were after one of them was dropped on People', async () => {
    // Only Electron gives the page the path of a dropped file; this is what it asks the engine then.
    const engine = createEngine(engineOptions(join(session.folder, 'data')));
    try {
      const path = join(match, 'DSC_0001.jpg');
      const found = await engine.call('person.match', {
        folders: [match],
        references: [{ path, face: 1 }],
      });
      assert.ok(found.similarity.length > 0);
    } finally {
      await engine.close();
    }
    unchanged();
    assert.deepEqual(session.complaints, []);
  });
});
