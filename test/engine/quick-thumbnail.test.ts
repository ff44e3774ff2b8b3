// The first look at photos that nobody has analysed yet: stored thumbnails, upright and without their bars.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { imagePath } from '../../electron/engine/cache/images.ts';
import type { QuickThumbnail } from '../../shared/contract.ts';
import { barredThumbnail, cameraJpeg } from '../fixtures/camera-jpeg.ts';
import { isError } from '../fixtures/engine-error.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { heicSample } from '../fixtures/heic-sample.ts';
import { open, quarters, quartersJpeg, turnedJpeg, worstColour } from '../fixtures/images.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';

const takenMs = Date.UTC(2024, 4, 31, 18, 2, 59) + 250;
const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

describe('a quick look at photos', () => {
  const own = engineForAll();
  let looks: ReadonlyMap<string, QuickThumbnail>;

  before(async () => {
    await fillFolder(own.photos);
    await own.sync();
    const { ids, paths, contents } = await own.columns();
    assert.ok(
      contents.every((byte) => byte === 0),
      'nothing has been read',
    );
    const { thumbnails } = await own.engine.call('folder.thumbnails', { ids: [...ids] });
    assert.deepEqual(
      thumbnails.map(({ id }) => id),
      [...ids],
    );
    looks = new Map(
      thumbnails.map((look, i) => [paths[i]?.slice(own.photos.length + 1) ?? '', look]),
    );
  });

  const look = (name: string) => looks.get(name) ?? assert.fail(`${name} has no thumbnail`);
  const raster = async (name: string) => {
    const { image } = look(name);
    assert.match(image ?? '', /^[0-9a-f]{64}$/);
    const file = imagePath(join(own.data, 'images'), Buffer.from(image ?? '', 'hex'), 'quick');
    const { data: pixels, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    return { widthPx: info.width, heightPx: info.height, data: pixels };
  };

  for (const orientation of orientations)
    it(`turns a stored thumbnail of orientation ${orientation} upright and cuts its bars off`, async () => {
      const name = `turned-${orientation}.jpg`;
      const { widthPx, heightPx, takenMs: time } = look(name);
      assert.deepEqual([widthPx, heightPx, time], [600, 400, takenMs], 'of the upright photo');
      const picture = await raster(name);
      assert.ok(Math.abs(picture.widthPx / picture.heightPx - 1.5) < 0.03, 'no bars');
      assert.ok(picture.widthPx <= 160, 'the stored one, not a decode of the photo');
      assert.ok(worstColour(picture) < 12, 'right colours at the right places');
    });

  it('decodes a photo that stores none', async () => {
    const picture = await raster('plain.jpg');
    assert.deepEqual([picture.widthPx, picture.heightPx], [320, 213]);
    assert.ok(worstColour(picture) < 6);
    const { widthPx, heightPx, takenMs: time } = look('plain.jpg');
    assert.deepEqual([widthPx, heightPx, time], [600, 400, NaN]);
  });

  it('decodes the photo when the stored thumbnail is damaged or an icon', async () => {
    for (const name of ['damaged.jpg', 'icon.jpg']) {
      assert.equal((await raster(name)).widthPx, 320, name);
      assert.equal(look(name).takenMs, takenMs);
    }
  });

  it('takes the preview of a RAW', async () => {
    const { widthPx, heightPx } = look('raw.nef');
    assert.deepEqual([widthPx, heightPx], [3000, 2000]);
    assert.ok(worstColour(await raster('raw.nef')) < 12);
  });

  it('shows HEIC and PNG', () => {
    for (const name of ['phone.heic', 'screen.png']) assert.notEqual(look(name).image, null, name);
  });

  it('has no picture for a photo that is cut off, and does not fail', () => {
    const { image, widthPx } = look('short.jpg');
    assert.deepEqual([image, widthPx], [null, 0]);
  });

  it('refuses ids that are not there and more than a screenful', async () => {
    await assert.rejects(
      own.engine.call('folder.thumbnails', { ids: [987_654] }),
      isError('not-found'),
    );
    const many = Array.from({ length: 65 }, () => 1);
    await assert.rejects(own.engine.call('folder.thumbnails', { ids: many }), isError('bad-input'));
  });
});

async function fillFolder(folder: string): Promise<void> {
  const write = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes);
  };
  const grey = (widthPx: number, heightPx: number) =>
    open(quarters(widthPx, heightPx, Array(4).fill([128, 128, 128])))
      .jpeg()
      .toBuffer();
  for (const orientation of orientations) {
    const stored = await turnedJpeg(600, 400, orientation);
    // Grey pixels and coloured thumbnail: which of them is shown cannot be mistaken.
    const photo = orientation >= 5 ? await grey(400, 600) : await grey(600, 400);
    const thumbnail = await barredThumbnail(stored);
    write(`turned-${orientation}.jpg`, await cameraJpeg({ photo, thumbnail, orientation }));
  }
  const photo = await quartersJpeg(600, 400);
  const thumbnail = await barredThumbnail(photo);
  write('plain.jpg', photo);
  const halfGone = Buffer.concat([thumbnail.subarray(0, 700), Buffer.alloc(200)]);
  write('damaged.jpg', await cameraJpeg({ photo, thumbnail: halfGone }));
  const icon = await sharp(photo).resize(60, 40).jpeg().toBuffer();
  write('icon.jpg', await cameraJpeg({ photo, thumbnail: icon }));
  const preview = await quartersJpeg(600, 400);
  write('raw.nef', makeNef({ preview, widthPx: 3000, heightPx: 2000 }));
  write('phone.heic', heicSample);
  write('screen.png', await sharp(photo).png().toBuffer());
  const whole = await variedPhoto(3);
  write('short.jpg', whole.subarray(0, whole.length / 3));
}
