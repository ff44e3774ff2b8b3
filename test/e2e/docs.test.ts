// The documentation of the HTTP API in the browser: readable by everybody, and each kind of call can be tried.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { Locator } from 'playwright-core';
import { sportColours } from '../fixtures/colour-classifier.ts';
import { installColourClassifier } from '../fixtures/installed-classifier.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos } from './pages/opening.ts';
import { notInBrowser, openSession, type Session } from './pages/session.ts';

describe('the documentation of the HTTP API', { skip: notInBrowser }, () => {
  let models: string;
  let session: Session;
  let photo: string;

  before(async () => {
    models = temporaryFolder();
    await installColourClassifier(models);
    session = await openSession({ models });
    photo = join(session.folder, 'golf.jpg');
    const [r, g, b] = sportColours.golf;
    const create = { width: 300, height: 200, channels: 3, background: { r, g, b } } as const;
    await sharp({ create }).jpeg({ quality: 95 }).toFile(photo);
    await session.page.goto(session.address().replace('/open', '/docs'));
  });
  after(async () => {
    await session.close();
    dropFolder(models);
  });

  /** The opened form of a route. */
  async function formOf(path: string): Promise<Locator> {
    const form = session.page.getByRole('form', { name: `Try ${path}`, exact: true });
    if (!(await form.isVisible()))
      await session.page.locator(path.replace('/', '#')).getByText('Try it').click();
    return form;
  }
  async function answerOf(form: Locator, status: number): Promise<Record<string, unknown>> {
    await form.getByRole('button', { name: 'Send' }).click();
    const answer = form.getByRole('status').filter({ hasText: new RegExp(`^${status}`) });
    const text = (await answer.textContent()) ?? '';
    return JSON.parse(text.slice(3)) as Record<string, unknown>;
  }

  it('tries a call that takes nothing', async () => {
    assert.equal((await answerOf(await formOf('/health'), 200))['status'], 'ok');
  });

  it('tries a call with JSON', async () => {
    const folder = await makePhotos(session, 'match', 2);
    const form = await formOf('/rank');
    await form.getByLabel('Body').fill(JSON.stringify({ folders: [folder] }));
    const { photos } = await answerOf(form, 200);
    assert.equal((photos as unknown[]).length, 2);
  });

  it('tries a call with a photo, alone and in a form', async () => {
    const form = await formOf('/predict');
    await form.getByLabel('Body').setInputFiles(photo);
    assert.equal((await answerOf(form, 200))['sport'], 'golf');
    await form.getByLabel('Send as').selectOption('multipart/form-data');
    await form.getByLabel('photos').setInputFiles([photo, photo]);
    const { predictions } = await answerOf(form, 200);
    assert.deepEqual(
      (predictions as { sport: string }[]).map(({ sport }) => sport),
      ['golf', 'golf'],
    );
  });

  it('gives axe nothing to find, light and dark, and its page no reason to complain', async () => {
    await checkAxe(session);
    await session.page.emulateMedia({ colorScheme: 'dark' });
    await checkAxe(session);
    assert.deepEqual(session.complaints, []);
  });

  it('shows a refusal with its sentence', async () => {
    const { detail } = await answerOf(await formOf('/compare'), 400);
    assert.match(String(detail), /does not fit \(first: /);
  });
});
