// Photos named by any path: what is no photo is refused before it is read, or opened at all.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { quartersJpeg } from '../fixtures/images.ts';
import { installColourClassifier } from '../fixtures/installed-classifier.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';

describe('a photo named by its path', () => {
  let folder: string;
  let engine: Engine;

  before(async () => {
    folder = temporaryFolder();
    const modelsFolder = join(folder, 'models');
    await installColourClassifier(modelsFolder);
    engine = createEngine({ ...engineOptions(folder), modelsFolder });
  });
  after(async () => {
    await engine.close();
    dropFolder(folder);
  });

  const refused = (path: string, sentence: RegExp) =>
    assert.rejects(engine.call('sport.predict', { photos: [{ path }] }), (error) => {
      assert.ok(error instanceof EngineError);
      assert.equal(error.code, 'unreadable');
      assert.match(error.message, sentence);
      return true;
    });

  it('is refused where it is a folder', () =>
    refused(folder, /could not be read: it is a folder\.$/));

  it(
    'is refused where it is a pipe, whose opening would wait for somebody who writes',
    { skip: process.platform === 'win32' && 'Windows has no pipes among its files' },
    async () => {
      const pipe = join(folder, 'pipe.jpg');
      execFileSync('mkfifo', [pipe]);
      await refused(pipe, /^pipe\.jpg could not be read: it is not a file\.$/);
    },
  );

  it('is refused unread where it is too large, or is something else', async () => {
    const notes = join(folder, 'notes.jpg');
    writeFileSync(notes, 'Dear Sir');
    truncateSync(notes, 3 * 2 ** 29); // a hole of 1.5 GB, which takes no room
    await refused(
      notes,
      /^notes\.jpg could not be read: it has \d\.\d\d GB, more than the limit of 0\.54\.$/,
    );
    truncateSync(notes, 2 ** 20);
    await refused(notes, /^notes\.jpg could not be read: it is not a photo\.$/);
  });

  it('is refused where its name says that another program keeps it as a backup', async () => {
    const backup = join(folder, 'IMG_1.jpg_original');
    writeFileSync(backup, await quartersJpeg(300, 200));
    await refused(backup, /^IMG_1\.jpg_original is a backup or an unfinished copy/);
  });

  it('is missed where it is not there', async () => {
    const photos = [{ path: join(folder, 'gone.jpg') }];
    await assert.rejects(engine.call('sport.predict', { photos }), /There is no photo at .*gone/);
  });
});
