// Words in the search box find photos by what they show: 200 photos of known colours, by the test CLIP.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillColourFolder, type ColourPhoto } from '../fixtures/colour-photos.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';
import { dropFile } from './pages/drop.ts';
import { openFolders } from './pages/opening.ts';
import { searchOf, type SearchParts } from './pages/search.ts';
import { openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

let work: string;
let photos: ColourPhoto[];
let session: Session;
let views: Views;
let search: SearchParts;

async function open(folder: string, models?: string): Promise<void> {
  session = await openSession({ ...(models !== undefined && { models }) });
  views = viewsOf(session.page);
  search = searchOf(session.page);
  await openFolders(session, folder);
}

const found = async () => {
  const names = await namesShown(views);
  return names.map((name) => photos.find(({ path }) => basename(path) === name));
};

before(async () => {
  work = temporaryFolder();
  mkdirSync(join(work, 'match'));
  mkdirSync(join(work, 'few'));
  photos = await fillColourFolder(join(work, 'match'));
  await fillColourFolder(join(work, 'few'), 3);
  await ownModelFolder(join(work, 'models'));
  await writeTestClip(join(work, 'models'));
});
after(() => {
  dropFolder(work);
});

describe('the search by words', () => {
  before(async () => {
    await open(join(work, 'match'), join(work, 'models'));
    // Stripes of nearly one width are nearly one photo: every one of them is to be seen.
    await session.page.getByRole('button', { name: 'Stack bursts' }).click();
  });
  after(() => session.close());

  it('shows the photos of a colour, the most colourful first, and the rest no more', async () => {
    await session.page.keyboard.press('/');
    await session.page.keyboard.type('blue');
    await search.suggestion.waitFor();
    await session.page.keyboard.press('Enter');
    await search.line.getByText(/photos show “blue” best/).waitFor();
    await session.page
      .getByRole('banner')
      .getByText(/^\d+ of 200 photos$/)
      .waitFor();
    const best = await found();
    assert.ok(best.length > 3);
    assert.ok(best.every((photo) => photo?.colour === 'blue'));
    assert.deepEqual(
      best.map((photo) => photo?.share),
      best.map((_, place) => 50 - place),
    );
    assert.equal(await search.field.inputValue(), '', 'the words filter no names');
  });

  it('shows the others too, after the likest, where that is wanted', async () => {
    await search.others.click();
    await search.line.getByText('200 photos, likest to “blue” first').waitFor();
    assert.equal((await found())[0]?.share, 50);
    await search.best.click();
    await search.line.getByText(/photos show “blue” best/).waitFor();
  });

  it('goes back to the ranking by Escape, and undo brings the search back', async () => {
    await views.grid.box.focus();
    await session.page.keyboard.press('Escape');
    await search.line.waitFor({ state: 'detached' });
    await session.page.getByRole('banner').getByText('200 photos').waitFor();
    await session.page.keyboard.press('Alt+ArrowLeft');
    await search.line.getByText(/photos show “blue” best/).waitFor();
    await search.clear.click();
    await search.line.waitFor({ state: 'detached' });
  });

  it('still filters by file name while one types', async () => {
    const name = basename(photos[7]?.path ?? '');
    await search.field.fill(name);
    await session.page.getByRole('banner').getByText('1 of 200 photos').waitFor();
    await search.field.fill('');
    await session.page.getByRole('banner').getByText('200 photos').waitFor();
  });

  it('ranks by the aesthetic of the prompts in the page too', async () => {
    await views.ranking.preset.selectOption('published');
    await views.ranking.weight('Aesthetics').waitFor();
    await views.ranking.weight('Sharpness').fill('0');
    await views.ranking.weight('Exposure').fill('0');
    await views.ranking.weight('Contrast').fill('0');
    await views.ranking.weight('Faces').fill('0');
    const shares = (await found()).map((photo) => photo?.share ?? 0);
    assert.ok(shares.length >= 4);
    assert.deepEqual(
      shares,
      shares.map((_, place) => 50 - Math.floor(place / 4)),
    );
  });

  it("compares two photos by a prompt set, and by words of one's own", async () => {
    const { vectors } = search;
    const vivid = photos.find((photo) => photo.share === 50 && photo.colour === 'green');
    const gloomy = photos.find((photo) => photo.share === 1 && photo.colour === 'red');
    await search.field.fill('');
    for (const [photo, modifiers] of [
      [vivid, []],
      [gloomy, ['Control']],
    ] as const) {
      await search.field.fill(basename(photo?.path ?? ''));
      await session.page.getByRole('banner').getByText('1 of 200 photos').waitFor();
      await views.grid.tiles.first().click({ modifiers: [...modifiers] });
    }
    await search.field.fill('');
    await views.grid.box.focus();
    await session.page.keyboard.press('c');
    await vectors
      .answer(/^Select: 100 %, Candidate: 0 %$|^Select: 0 %, Candidate: 100 %$/)
      .waitFor();
    await vectors.add.click();
    await vectors.name.fill('Redder');
    await vectors.positive.fill('red\na photo of red');
    await vectors.negative.fill('green');
    await vectors.save.click();
    await vectors.by.selectOption('Redder');
    assert.equal(await vectors.by.inputValue(), 'Redder');
    await vectors.remove.waitFor();
  });

  it('compares a photo that is dropped', async () => {
    const { vectors } = search;
    const red = photos.find((photo) => photo.share === 49 && photo.colour === 'red');
    await dropFile(vectors.panel, readFileSync(red?.path ?? ''), 'dropped.png');
    await vectors.answer('Dropped: dropped.png').waitFor();
    await vectors.answer(/^Select: 0 %, dropped\.png: 100 %$/).waitFor();
    await vectors.candidateAgain.click();
    await vectors.answer(/, Candidate: /).waitFor();
    await vectors.remove.click();
    await vectors.remove.waitFor({ state: 'detached' });
  });

  it('complains about nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});

describe('the search by words without CLIP', () => {
  before(() => open(join(work, 'few')));
  after(() => session.close());

  it('says what is missing and goes on finding names', async () => {
    await search.field.fill('blue');
    await session.page.keyboard.press('Enter');
    await search.line.getByText(/CLIP for images.* not installed/).waitFor();
    await session.page.getByRole('button', { name: 'Show the models' }).click();
    await session.page.getByRole('dialog', { name: 'Models' }).waitFor();
    await session.page.keyboard.press('Escape');
    await search.clear.click();
    await search.line.waitFor({ state: 'detached' });
    const banner = session.page.getByRole('banner');
    await banner.getByText('0 of 3 photos').waitFor(); // no name has “blue”
    await search.field.fill(basename(photos[1]?.path ?? ''));
    await banner.getByText('1 of 3 photos').waitFor();
  });
});
