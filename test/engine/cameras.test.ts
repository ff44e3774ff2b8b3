// Which camera and lens took each photo, and how, as columns.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { shotOf } from '../../shared/shot.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';

describe('the cameras of a folder', () => {
  const own = engineForAll();
  before(async () => {
    const models = ['NIKON Z 9', null, 'NIKON Z 8', 'NIKON Z 9'];
    for (const [number, model] of models.entries()) {
      const photo = sharp(await variedPhoto(number));
      const named = model === null ? photo : photo.withExif({ IFD0: { Model: model } });
      writeFileSync(join(own.photos, `${number}.jpg`), await named.jpeg().toBuffer());
    }
    await own.sync();
  });
  const cameras = async () => (await own.columns()).cameras;

  it('are unknown until the photos have been read', async () => {
    assert.deepEqual(await cameras(), { names: [], of: Int16Array.of(-1, -1, -1, -1) });
  });

  it('are named once, in alphabetical order, and none where a photo does not say', async () => {
    await own.analyse();
    assert.deepEqual(await cameras(), {
      names: ['NIKON Z 8', 'NIKON Z 9'],
      of: Int16Array.of(1, -1, 0, 1),
    });
  });

  it('come with what their files say of the shot', async () => {
    const taken = { ExposureTime: '1/2000', FNumber: '28/10', FocalLength: '400/1' };
    const exif = { IFD2: { ...taken, ISOSpeedRatings: '800', LensModel: '400 mm f/2.8' } };
    const photo = sharp(await variedPhoto(9)).withExif(exif);
    writeFileSync(join(own.photos, '9.jpg'), await photo.jpeg().toBuffer());
    await own.sync();
    await own.analyse();
    const columns = await own.columns();
    assert.deepEqual(shotOf(columns, 4), {
      ...{ takenMs: null, camera: null, lens: '400 mm f/2.8', iso: 800 },
      ...{ shutterSeconds: 1 / 2000, aperture: 2.8, focalLengthMm: 400 },
      ...{ exposureBias: null, autoBracket: null, shiftMs: null },
      ...{ offsetMinutes: null, latitude: null, longitude: null },
    });
    assert.equal(shotOf(columns, 0).lens, null);
  });
});
