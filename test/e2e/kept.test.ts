// Lost decisions and forgetting, as a user meets them: a clear question first, and then it is so.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import sharp from 'sharp';
import { decide, filesWith } from '../fixtures/decided-data.ts';
import { dropFolder, samplePhoto, temporaryFolder } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('what is kept', () => {
  let work: string;
  let data: string;
  let match: string;
  let file: string;
  let session: Session;
  let views: Views;
  beforeEach(async () => {
    work = temporaryFolder();
    data = join(work, 'data');
    match = join(work, 'match');
    file = join(data, 'decisions.db');
    mkdirSync(match);
    await decide(data, match);
  });
  afterEach(async () => {
    await session.close();
    dropFolder(work);
  });

  async function open(folders: readonly string[] = []): Promise<void> {
    session = await openSession({ data });
    views = viewsOf(session.page);
    await session.page.goto(session.address(folders));
  }

  it('comes back from the copy when decisions.db is empty', async () => {
    truncateSync(file, 0);
    await open([match]);
    await views.lost.page.getByText(`${file} is empty`).waitFor();
    await views.lost.page.getByText(/The copy of .* has the decisions on 5 photos/).waitFor();
    await checkAxe(session);
    await views.lost.restore.click();
    await views.lost.page.waitFor({ state: 'detached' });
    await openFolders(session, match);
    assert.equal(await views.grid.box.getByRole('option', { name: /4 stars/ }).count(), 5);
  });

  it('starts without them when told to, and keeps the damaged file under another name', async () => {
    writeFileSync(file, 'no database any more '.repeat(400));
    await open();
    await views.lost.page.getByText(`${file} is damaged`).waitFor();
    await views.lost.empty.click();
    await views.start.choose.waitFor();
    const [aside = ''] = readdirSync(data).filter((name) => name.startsWith('decisions.db.aside-'));
    assert.match(readFileSync(join(data, aside), 'utf8'), /^no database any more/);
    await openFolders(session, match);
    assert.equal(await views.grid.box.getByRole('option', { name: /4 stars/ }).count(), 0);
  });

  it('says that settings were set aside', async () => {
    writeFileSync(join(data, 'settings.json'), '');
    await open();
    await session.page
      .getByText(/settings\.json was set aside as .*The defaults are used/)
      .waitFor();
  });

  it('forgets a person, then the folder, then everything, each after a question', async () => {
    const faces = join(work, 'faces');
    mkdirSync(faces);
    copyFileSync(samplePhoto(1), join(faces, 'one.jpg'));
    await sharp(samplePhoto(1)).jpeg({ quality: 80 }).toFile(join(faces, 'two.jpg')); // else they are copies of one photo
    await open();
    await openFolders(session, faces);
    await session.page.getByText(`kept in ${data} on this computer`).first().waitFor();
    const name = 'Zoe Secretname';
    await views.people.names.first().fill(name);
    await views.people.names.first().press('Enter');
    const forgetPerson = session.page.getByRole('button', { name: `Forget ${name}…` });
    await forgetPerson.click();
    await views.forget.dialog.getByText(`Forget ${name}? The name, the faces`).waitFor();
    await checkAxe(session);
    await views.forget.no.click();
    assert.notDeepEqual(filesWith(data, name), []);
    await forgetPerson.click();
    await views.forget.yes.click();
    await views.forget.dialog.waitFor({ state: 'detached' });
    await forgetPerson.waitFor({ state: 'detached' });
    assert.deepEqual(filesWith(data, name), []);

    await views.bar.home.click();
    assert.notDeepEqual(filesWith(data, faces), []);
    await session.page.getByRole('button', { name: `Forget ${faces}…` }).click();
    await views.forget.dialog.getByText(`Forget ${faces}? All that is known`).waitFor();
    await views.forget.yes.click();
    await views.forget.dialog.waitFor({ state: 'detached' });
    await session.page.getByText(/^Forgotten: 2 photos/).waitFor();
    assert.deepEqual(filesWith(data, faces), []);

    await session.page.getByRole('button', { name: 'Forget everything…' }).click();
    await views.forget.yes.click();
    await views.forget.dialog.waitFor({ state: 'detached' });
    assert.deepEqual(filesWith(data, match), []);
    assert.deepEqual(session.complaints, []);
  });
});
