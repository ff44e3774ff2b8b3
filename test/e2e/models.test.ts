// Models in the page: what each costs is said before it comes, a stopped download goes on, what is open uses it at once.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { colourClassifier, colourSports } from '../fixtures/colour-classifier.ts';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import { startFaultyServer, type FaultyServer } from '../fixtures/faulty-server.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { writeLesson } from '../fixtures/lesson-photos.ts';
import { serveTestClip, type ServedModel } from '../fixtures/served-clip.ts';
import { checkAxe, turn } from './pages/axe.ts';
import { checkLooks } from './pages/looks.ts';
import { modelsOf, type ModelsView } from './pages/models.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';

/** Looking at 24 photos and learning from them takes seconds; on a machine that does much else at once, minutes. */
const learningMs = 240_000;

const looks = 'How photos look (CLIP)';
const words = 'What words mean (CLIP)';
const splitting = 'Splitting words (CLIP)';

describe('the models', () => {
  let work: string;
  let server: FaultyServer;
  let image: ServedModel;
  let text: ServedModel;
  let tokenizer: ServedModel;
  let session: Session;
  let models: ModelsView;

  before(async () => {
    work = temporaryFolder();
    server = await startFaultyServer();
    [image, text, tokenizer] = await serveTestClip(join(work, 'models'), server);
    mkdirSync(join(work, 'match'));
    await fillColourFolder(join(work, 'match'), 6);
    session = await openSession({ models: join(work, 'models') });
    models = modelsOf(session.page);
    await openFolders(session, join(work, 'match'));
    await session.page.getByText('Needs a model…').waitFor();
    await session.page.keyboard.press('m');
    await models.model(looks, 'Test CLIP').download.waitFor();
  });
  after(async () => {
    await session.close();
    await server.close();
    dropFolder(work);
  });

  it('say what each costs before anything is asked for, and axe finds nothing', async () => {
    await models.model('Finding faces', 'SSD MobileNet v1').inUse.waitFor();
    const download = models.model('Telling people apart', 'SFace').download;
    assert.equal(await download.textContent(), 'Download 38.7 MB (Apache-2.0)');
    await checkAxe(session);
    await turn(session, 'light');
    await checkAxe(session);
    assert.deepEqual(server.asked, []);
  });

  it('that are stopped keep what is there, and go on from there', async () => {
    const half = Math.floor(text.bytes.length / 2);
    server.serve(text.address, text.bytes, { stallAfter: half }, {});
    const model = models.model(words, 'Test CLIP');
    await model.download.press('Enter');
    await model.row.getByText(/^0\.2 MB of 0\.\d MB, /).waitFor();
    await checkAxe(session);
    await model.stop.press('Enter');
    await model.goOn.click();
    await model.inUse.waitFor();
    assert.deepEqual(
      server.asked.map(({ range }) => range),
      [undefined, `bytes=${half}-`],
    );
  });

  it('say why a download failed, and what to do', async () => {
    server.serve(image.address, image.bytes, { status: 404, content: Buffer.alloc(0) }, {});
    const model = models.model(looks, 'Test CLIP');
    await model.download.click();
    await model.problem.getByText(/does not have it any more \(404\)\. Try again later/).waitFor();
    await checkAxe(session);
    await model.download.click();
    await model.inUse.waitFor();
    assert.equal(await model.problem.count(), 0);
  });

  it('from disk are known by their content, and what is open is measured again', async () => {
    const file = join(work, 'some file');
    writeFileSync(file, 'nothing Podium knows');
    await models.importing.click();
    await models.form.path.fill(file);
    await models.form.import.click();
    await models.form.problem.getByText(/is none of the models Podium knows/).waitFor();
    await checkAxe(session);
    writeFileSync(file, tokenizer.bytes);
    await models.form.import.click();
    await models.said.getByText('Imported Test CLIP.').waitFor();
    await models.model(splitting, 'Test CLIP').inUse.waitFor();
    assert.ok(existsSync(tokenizer.path));
    await session.page.keyboard.press('Escape');
    await models.dialog.waitFor({ state: 'detached' });
    await session.page.getByText('Needs a model…').waitFor({ state: 'detached' });
  });

  it('of the user’s own are imported with their class names', async () => {
    const file = join(work, 'courts.onnx');
    const names = join(work, 'names.txt');
    writeFileSync(file, colourClassifier());
    writeFileSync(names, colourSports.join('\n'));
    await session.page.keyboard.press('m');
    await models.importing.click();
    await models.form.path.fill(file);
    await models.form.labels.fill(names);
    await models.form.name.fill('Courts');
    await models.form.name.press('Enter');
    await models.model('Your own sport classifiers', 'Courts').inUse.waitFor();
  });

  it('are checked, and removed after one question', async () => {
    await models.verify.click();
    await models.said.getByText(/models checked: every file is whole\./).waitFor();
    const model = models.model(looks, 'Test CLIP');
    await model.remove.click();
    await model.row.getByRole('button', { name: 'Keep' }).click();
    await model.inUse.waitFor();
    await model.remove.click();
    await model.remove.click();
    await model.download.waitFor();
    assert.ok(!existsSync(image.path));
    await models.said.getByText('Removed Test CLIP.').waitFor();
  });

  it('are taught from sorted photos, which says how right they are, and tell sports once they are to', async () => {
    const lesson = await writeLesson(join(work, 'my sports'));
    const { page } = session;
    const { open, dialog, folder, learn, learned, use, discard, again, back } = models.teach;
    await open.click();
    await dialog.waitFor();
    assert.ok(await learn.isDisabled());
    await session.chooseFolder(folder, join(work, 'match'));
    await learn.click();
    await dialog
      .getByRole('alert')
      .getByText(/two or more: .*match has none/)
      .waitFor();
    await session.chooseFolder(folder, lesson);
    await learn.click();
    await learned('my sports').waitFor({ timeout: learningMs });
    const said = dialog.getByText(/^2[0-4] of 24 photos held out were told right: /);
    const first = await said.textContent();
    await checkLooks(session, 'taught');
    await discard.click();
    await learn.click();
    await learned('my sports').waitFor({ timeout: learningMs });
    assert.equal(await said.textContent(), first, 'the same photos teach the same');
    await use.press('Enter');
    await dialog.getByRole('status').getByText('It tells the sports from now on.').waitFor();
    await again.click();
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    await checkLooks(session, 'teach');
    await back.click();
    await models.model('Your own sport classifiers', 'my sports').inUse.waitFor();
    await page.keyboard.press('Escape');
    await models.dialog.waitFor({ state: 'detached' });
  });

  it('complain about nothing else', () => {
    assert.deepEqual(session.complaints, []);
  });
});
