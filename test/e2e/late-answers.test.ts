// Answers that come late: when other folders are open by then, something else was asked for, or there is none at all.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { isKept } from './pages/kept.ts';
import { openFolders, settled } from './pages/opening.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';
import { namesShown, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let match: string;
let other: string;

async function openMatch(): Promise<void> {
  await session.page.goto('about:blank');
  await openFolders(session, match);
}

/** Leaves the match for the other folder, and waits until all is known of that. */
async function openOther(): Promise<void> {
  await views.bar.home.click();
  await session.chooseFolder(views.start.choose, other);
  await session.page.getByRole('heading', { name: 'other' }).waitFor();
  await settled(session);
}

/** What the page does with an answer it has done by then. */
const secondPicture =
  'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))';

/** Holds the next call of a method back. `come` lets it go on, and waits until the page has seen its answer. */
async function holdBack(
  method: string,
): Promise<{ asked: Promise<unknown>; come(): Promise<void> }> {
  const { page } = session;
  const path = `**/call/${method}`;
  const asked = page.waitForRequest(path, { timeout: 60_000 });
  const gate = Promise.withResolvers<undefined>();
  await page.route(
    path,
    async (route) => {
      await gate.promise;
      await route.continue();
    },
    { times: 1 },
  );
  const come = async () => {
    await asked;
    // The browser lists a request once its answer has come to its end.
    const listed = `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/call/${method}')).length`;
    const before = await page.evaluate<number>(listed);
    gate.resolve(undefined);
    while ((await page.evaluate<number>(listed)) === before) await page.evaluate(secondPicture);
    await page.evaluate(secondPicture);
  };
  return { asked, come };
}

describe('an answer that comes late', { skip: notInBrowser, timeout: 300_000 }, () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    match = join(session.folder, 'match');
    other = join(session.folder, 'other');
    mkdirSync(match);
    mkdirSync(other);
    await fillFolder(match, 12);
    for (const number of [100, 103, 106])
      writeFileSync(join(other, `OTHER_${number}.jpg`), await variedPhoto(number));
  });
  after(() => session.close());

  it('about the people of a folder is not shown in another', async () => {
    const groups = await holdBack('person.groups');
    await session.page.goto(session.address([match]));
    await groups.asked;
    await openOther();
    const names = await views.people.names.count();
    await groups.come();
    assert.equal(await views.people.names.count(), names);
  });

  it('about a person shows no photos of the folder that was left', async () => {
    await openMatch();
    const search = await holdBack('person.match');
    await views.people.faces.first().click();
    await search.asked;
    await openOther();
    await search.come();
    for (const name of await namesShown(views)) assert.match(name, /^OTHER/);
    assert.equal(await views.people.showAll.count(), 0);
  });

  it('about a face leaves the face that was clicked after it', async () => {
    await openMatch();
    const search = await holdBack('person.match');
    await views.people.faces.nth(0).click();
    await search.asked;
    await views.people.faces.nth(1).click();
    await views.people.showAll.waitFor();
    const second = await namesShown(views);
    await search.come();
    assert.deepEqual(await namesShown(views), second);
    await views.people.showAll.click();
  });

  it('about one look of a person does not lose the look that was added after it', async () => {
    await openMatch();
    await views.people.faces.first().click();
    await views.people.showAll.waitFor();
    const add = session.page.getByRole('button', { name: 'Add as another look of this person' });
    const gate = Promise.withResolvers<undefined>();
    let added = 0; // one of these faces may be the one that was clicked: it is no other look
    await session.page.route('**/call/person.match', async (route) => {
      added += 1;
      await gate.promise;
      await route.continue();
    });
    for (const place of [0, 1, 2]) {
      await views.grid.tiles.nth(place).click();
      await add.click();
    }
    gate.resolve(undefined);
    assert.ok(added >= 2, `${added} were added`);
    await session.page.getByText(`by ${1 + added} looks`).waitFor();
    await session.page.unroute('**/call/person.match');
    await session.page.getByRole('button', { name: 'Show everybody' }).click();
  });

  it('about a person comes although the analysis is paused and the page had not heard of all faces', async () => {
    const many = join(session.folder, 'many');
    mkdirSync(many);
    await fillFolder(many, 60);
    const { page } = session;
    await page.goto('about:blank');
    await page.goto(session.address([many]));
    await views.grid.tile(/score/).first().waitFor({ timeout: 60_000 });
    const columns = '**/call/folder.columns';
    await page.route(columns, (route) => route.fulfill({ status: 500, body: 'no' }));
    const counts = views.status.line.getByText(/ of \d+ ·/);
    const doneOf = async () => Number.parseInt((await counts.textContent()) ?? '', 10);
    const before = await doneOf();
    while ((await doneOf()) < before + 6) await page.evaluate(secondPicture);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await views.grid.tile(/score/).first().dblclick();
    await views.loupe.photo.waitFor();
    await page.unroute(columns);
    const faces = page.getByRole('button', { name: /^Find / });
    await faces.first().focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^This person: \d+ photo/).waitFor();
    await views.people.showAll.click();
  });

  it('does not keep the last change of the page from being written as the page is left', async () => {
    await openMatch();
    const size = session.page.getByRole('slider', { name: 'Size of the photos' });
    await session.page.evaluate(`{
      const { fetch } = window;
      window.fetch = async (url, init) => {
        const answer = await fetch(url, init);
        return String(url).endsWith('/call/page.write') ? new Promise(() => {}) : answer;
      };
    }`);
    const written = session.page.waitForRequest('**/call/page.write');
    await size.fill('250');
    await written;
    await size.fill('310');
    await session.page.goto('about:blank');
    await isKept(session, '"tilePx":310');
  });

  it('that a step back could not be written leaves the decision, and the step', async () => {
    await openMatch();
    const writing = '**/call/decision.write';
    await views.grid.tiles.first().click();
    await session.page.keyboard.press('p');
    await views.status.line.getByText('1 pick').waitFor();
    await session.page.route(writing, (route) => route.fulfill({ status: 500, body: 'no' }));
    await session.page.keyboard.press('Control+z');
    await session.page.locator('.toast.problem').waitFor();
    await views.status.line.getByText('1 pick').waitFor();
    await session.page.unroute(writing);
    await session.page.keyboard.press('Control+z');
    await views.toast.text(/^Undone: Pick/).waitFor();
    await views.status.line.getByText(/pick/).waitFor({ state: 'detached' });
  });

  it('about weights that were saved is no step back in another folder', async () => {
    await openMatch();
    const saving = await holdBack('preset.save');
    await views.ranking.weight('Contrast').fill('0.9');
    await session.page.getByRole('button', { name: 'Save these weights…' }).click();
    await session.page.getByRole('textbox', { name: 'Name for these weights' }).fill('Late');
    await session.page.keyboard.press('Enter');
    await saving.asked;
    await openOther();
    await saving.come();
    await session.page.keyboard.press('Control+z');
    await views.toast.text('There is nothing to undo.').waitFor();
  });

  it('stops the demo when a folder was opened before it was made', async () => {
    await session.page.goto(session.address());
    const demo = await holdBack('demo.make');
    await session.page.getByRole('button', { name: 'Try the demo folder' }).click();
    await demo.asked;
    await session.page.keyboard.press('Control+o');
    await views.chooser.path.fill(other);
    await views.chooser.use.click();
    await session.page.getByRole('heading', { name: 'other' }).waitFor();
    const stopped = session.page.waitForRequest('**/cancel');
    await Promise.all([stopped, demo.come()]);
    await session.page.getByRole('heading', { name: 'other' }).waitFor();
  });
});
