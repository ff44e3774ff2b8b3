// Answers that come late, where only the page itself can show it: as it is left, and before anything is open.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { isKept } from './pages/kept.ts';
import { openFolders } from './pages/opening.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;
let match: string;
let other: string;

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
    await fillFolder(match, 3);
    writeFileSync(join(other, 'OTHER.jpg'), await variedPhoto(100));
  });
  after(() => session.close());

  it('does not keep the last change of the page from being written as the page is left', async () => {
    await openFolders(session, match);
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
