// Podium's own files never count as photos, wherever its folders lie.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../electron/engine/engine.ts';
import {
  isOwnFolder,
  makeOpenFolder,
  makeOwnFolder,
} from '../../electron/engine/files/own-folder.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

describe('folders of Podium', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder();
  });
  after(() => {
    dropFolder(folder);
  });

  it('are those it made or found empty, until photos are moved there', () => {
    const made = join(folder, 'a', 'made');
    assert.ok(isOwnFolder(made), 'it would be');
    makeOwnFolder(made);
    writeFileSync(join(made, 'copy.jpg'), 'x');
    assert.ok(isOwnFolder(made));
    makeOpenFolder(made);
    assert.ok(!isOwnFolder(made));
    makeOwnFolder(made);
    assert.deepEqual(readdirSync(made), ['copy.jpg'], 'the photos there stay in every scan');
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, '.DS_Store'), '');
    makeOwnFolder(empty);
    assert.deepEqual(readdirSync(empty).sort(), ['.DS_Store', '.podium']);
  });

  it('hold the cached images, which no run takes for photos', async () => {
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    await fillFolder(photos, 2);
    const data = join(photos, 'data');
    const older = join(photos, 'older');
    // A data folder from before there was a marker, with pictures of its own.
    mkdirSync(join(older, 'images', 'preview'), { recursive: true });
    writeFileSync(join(older, 'images', 'preview', 'p.jpg'), await variedPhoto(5));
    writeFileSync(join(older, 'settings.json'), '{}');
    for (const place of [data, data, older]) {
      const engine = createEngine(engineOptions(place));
      try {
        const { photos: count } = await engine.call('folder.sync', { folders: [photos] });
        assert.equal(
          count,
          place === data ? 3 : 2,
          'two, and the older picture until it is marked',
        );
        await engine.call('folder.analyse', { folders: [photos] });
      } finally {
        await engine.close();
      }
    }
    rmSync(photos, { recursive: true });
  });
});
