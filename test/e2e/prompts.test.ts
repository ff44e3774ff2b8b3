// Prompt files that break and are mended while their folder is open: the page says so, and stops saying so.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { offerTestHead, ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('prompt files', () => {
  let work: string;
  let session: Session;
  let views: Views;

  const write = (name: string, content: string) => {
    writeFileSync(join(work, 'data', 'prompts', `${name}.json`), content);
  };
  const faulty = '{"positive": []}';
  const mended = JSON.stringify({ positive: ['red'], negative: ['green'] });
  const unmeasured = () => session.page.getByRole('button', { name: 'Needs a model…' });
  const comeBack = () => session.page.evaluate("window.dispatchEvent(new Event('focus'))");

  before(async () => {
    work = temporaryFolder();
    for (const name of ['match', 'data', join('data', 'prompts')]) mkdirSync(join(work, name));
    await fillColourFolder(join(work, 'match'), 6);
    await ownModelFolder(join(work, 'models'));
    await writeTestClip(join(work, 'models'));
    await offerTestHead(join(work, 'models'), join(work, 'models', 'test-head.pth'), { green: 5 });
    write('sports', faulty);
    session = await openSession({ data: join(work, 'data'), models: join(work, 'models') });
    views = viewsOf(session.page);
    await openFolders(session, join(work, 'match'));
  });
  after(async () => {
    await session.close();
    dropFolder(work);
  });

  it('of one preset that are at fault leave the other presets alone', async () => {
    await unmeasured().waitFor();
    await views.problems.open.getByText('1 problem').waitFor();
    await views.ranking.preset.selectOption('album');
    await unmeasured().waitFor({ state: 'detached' });
    await views.problems.open.waitFor({ state: 'detached' });
    await views.ranking.preset.selectOption('sports');
    await unmeasured().waitFor();
    await views.problems.open.getByText('1 problem').waitFor();
  });

  it('are looked at again when the user comes back from mending them', async () => {
    write('sports', mended);
    await comeBack();
    await unmeasured().waitFor({ state: 'detached' });
    await views.problems.open.waitFor({ state: 'detached' });
  });

  it('that break meanwhile are told', async () => {
    write('sports', faulty);
    await comeBack();
    await unmeasured().waitFor();
    await views.problems.open.click();
    await views.problems.dialog.getByText(/sports\.json is no prompt set/).waitFor();
    await session.page.keyboard.press('Escape');
  });

  it('give way to a head, and come back', async () => {
    const by = session.page.getByRole('group', { name: 'Measure aesthetics by' });
    assert.equal(await by.count(), 0, 'nothing to choose where nothing is measured');
    write('sports', mended);
    await comeBack();
    await by.getByRole('button', { name: 'Ratings' }).click();
    await by.getByRole('button', { name: 'Ratings', pressed: true }).waitFor();
    await session.page.getByText('Aesthetics: Ratings').waitFor();
    const settings = () => readFileSync(join(work, 'data', 'settings.json'), 'utf8');
    assert.match(settings(), /"clip\.aesthetic": ?"head"/);
    await session.page.getByRole('button', { name: 'Back', exact: true }).click();
    await by.getByRole('button', { name: 'Words', pressed: true }).waitFor();
    assert.doesNotMatch(settings(), /clip\.aesthetic/);
  });

  it('complain about nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});
