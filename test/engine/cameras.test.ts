// Which camera took each photo, as a column.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import {
  dropFolder,
  engineOptions,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

describe('the cameras of a folder', () => {
  let data: string;
  let photos: string;
  let engine: Engine;
  before(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    const models = ['NIKON Z 9', null, 'NIKON Z 8', 'NIKON Z 9'];
    for (const [number, model] of models.entries()) {
      const photo = sharp(await variedPhoto(number));
      const named = model === null ? photo : photo.withExif({ IFD0: { Model: model } });
      writeFileSync(join(photos, `${number}.jpg`), await named.jpeg().toBuffer());
    }
    engine = createEngine(engineOptions(data));
    await engine.call('folder.sync', { folders: [photos] });
  });
  after(async () => {
    await engine.close();
    dropFolder(data);
    dropFolder(photos);
  });
  const cameras = async () => (await engine.call('folder.columns', { folders: [photos] })).cameras;

  it('are unknown until the photos have been read', async () => {
    assert.deepEqual(await cameras(), { names: [], of: Int16Array.of(-1, -1, -1, -1) });
  });

  it('are named once, in alphabetical order, and none where a photo does not say', async () => {
    await engine.call('folder.analyse', { folders: [photos] });
    assert.deepEqual(await cameras(), {
      names: ['NIKON Z 8', 'NIKON Z 9'],
      of: Int16Array.of(1, -1, 0, 1),
    });
  });
});
