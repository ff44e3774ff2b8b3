// Sports on the page: what the folder shows, what the selected photo shows, and what a dropped one does.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  colourSports,
  plainPhoto,
  sportColours,
  writeColourClassifier,
} from '../fixtures/colour-classifier.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';
import { checkAxe } from './pages/axe.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { sportOf, type SportParts } from './pages/sport.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

const photos = { tennis: 3, golf: 2, swimming: 1 } as const;

describe('sports on the page', () => {
  let models: string;
  let session: Session;
  let views: Views;
  let sport: SportParts;

  before(async () => {
    models = temporaryFolder();
    await ownModelFolder(models);
    await writeColourClassifier(models, 'colours');
    session = await openSession({ models });
    views = viewsOf(session.page);
    sport = sportOf(session.page);
    const match = join(session.folder, 'match');
    mkdirSync(match);
    for (const name of colourSports)
      for (let number = 1; number <= photos[name]; number++)
        writeFileSync(
          join(match, `${name}-${number}.png`),
          await plainPhoto(sportColours[name], 100 + 40 * number),
        );
    await openFolders(session, match);
    await session.page.keyboard.press('Shift+S'); // every photo of every burst
  });
  after(async () => {
    assert.deepEqual(session.complaints, []);
    await session.close();
    dropFolder(models);
  });

  it('counts the photos of each sport beside them, most first', async () => {
    await sport.areInFolder(['Tennis3', 'Golf2', 'Swimming1']);
  });

  it('shows only a sport when it is pressed, says so above the photos, and all again', async () => {
    await sport.inFolder('Golf').click();
    await session.page.getByRole('group', { name: 'Filters in use' }).getByText('Golf').waitFor();
    assert.deepEqual((await namesShown(views)).sort(), ['golf-1.png', 'golf-2.png']);
    await checkAxe(session);
    await sport.inFolder('Golf').click();
    assert.equal((await namesShown(views)).length, 6);
  });

  it('ranks the photos of a sport higher when that is wanted, and takes it back', async () => {
    await sport.inFolder('Golf').click();
    await session.page.getByRole('button', { name: 'Rank golf higher' }).click();
    await session.page.getByRole('button', { name: 'Stop ranking golf higher' }).waitFor();
    await views.toast.text('Golf ranks higher').waitFor();
    await sport.inFolder('Golf').click();
    assert.deepEqual((await namesShown(views)).slice(0, 2).sort(), ['golf-1.png', 'golf-2.png']);
    await views.ranking.weight('Chosen sport').waitFor();
    await session.page.keyboard.press('Alt+ArrowLeft'); // the filter is back
    await session.page.keyboard.press('Alt+ArrowLeft');
    await session.page.getByRole('button', { name: 'Rank golf higher' }).waitFor();
    await sport.inFolder('Golf').click();
  });

  it('says which sport the selected photo shows, how sure it is, and the next two', async () => {
    await views.grid.tile(/^swimming-1/).click();
    await sport.ofPhoto.getByText('Tennis').waitFor();
    const [first, ...others] = await sport.ofPhoto.getByRole('listitem').allTextContents();
    assert.match(first ?? '', /^Swimming9\d%$/);
    assert.equal(others.length, 2);
  });

  it('tells the sport of a photo that is dropped, and of the next one', async () => {
    await sport.drop(await plainPhoto(sportColours.golf, 64), 'from-the-desk.png');
    await sport.dropped.getByText(/^Golf, 9\d%$/).waitFor();
    assert.equal(await sport.dropped.getByRole('listitem').count(), 3);
    await sport.dropped.getByRole('img', { name: 'The photo from-the-desk.png' }).waitFor();
    await checkAxe(session);
    await sport.dropNext(await plainPhoto(sportColours.tennis, 64), 'another.png');
    await sport.dropped.getByText(/^Tennis, 9\d%$/).waitFor();
    await session.page.keyboard.press('Escape');
    await sport.dropped.waitFor({ state: 'detached' });
  });

  it('says what is wrong with something dropped that is no photo', async () => {
    await sport.drop(Buffer.from('hello'), 'note.txt');
    await sport.dropped.getByText('note.txt could not be read').waitFor();
    await sport.dropped.getByRole('button', { name: 'Close' }).last().click();
    await sport.dropped.waitFor({ state: 'detached' });
  });
});
