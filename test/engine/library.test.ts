// Full-size images, presets and the folders opened last.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'node:test';
import sharp from 'sharp';
import {
  hasImage,
  imagePath,
  keepNewestImages,
  readCached,
  saveImage,
} from '../../electron/engine/cache/images.ts';
import { cameraJpeg } from '../fixtures/camera-jpeg.ts';
import { captioned } from '../fixtures/described.ts';
import { isError } from '../fixtures/engine-error.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { turnedJpeg, worstColour } from '../fixtures/images.ts';
import { dropFolder, fillFolder, temporaryFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';

describe('the library', () => {
  const own = engineForAll();
  before(async () => {
    await fillFolder(own.photos, 3);
    writeFileSync(join(own.photos, 'turned.jpg'), await turnedJpeg(800, 600, 6));
    await own.sync();
  });

  it('makes a photo upright at full size for zooming, once', async () => {
    const { ids, paths } = await own.columns();
    const photo = paths.indexOf(join(own.photos, 'turned.jpg'));
    const { contentHex } = await own.engine.call('photo.full', { id: ids[photo] ?? NaN });
    const path = imagePath(join(own.data, 'images'), Buffer.from(contentHex, 'hex'), 'full');
    const { data: pixels, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [800, 600]);
    assert.ok(worstColour({ widthPx: 800, heightPx: 600, data: pixels }) < 8);
    const { contents } = await own.columns();
    const content = Buffer.from(contents.subarray(32 * photo, 32 * photo + 32)).toString('hex');
    assert.equal(content, contentHex, 'its content is known from now on');
    const images = join(own.data, 'images');
    const name = Buffer.from(contentHex, 'hex');
    saveImage(images, name, 'full', Buffer.from('made before'));
    await own.engine.call('photo.full', { id: ids[photo] ?? NaN });
    assert.equal(String(readCached(images, name, 'full')), 'made before', 'it is not made again');
  });

  it('takes a JPEG that is upright and sRGB as it is', async () => {
    const { ids, paths } = await own.columns();
    const photo = paths.indexOf(join(own.photos, 'DSC_0002.jpg'));
    const { contentHex } = await own.engine.call('photo.full', { id: ids[photo] ?? NaN });
    const made = readCached(join(own.data, 'images'), Buffer.from(contentHex, 'hex'), 'full');
    assert.deepEqual(made, readFileSync(paths[photo] ?? ''));
  });

  it('says when the photo to zoom into is gone', async () => {
    const [path = ''] = await fillFolder(own.photos, 1);
    const { ids, paths } = await own.columns();
    const id = ids[paths.indexOf(path)] ?? NaN;
    rmSync(path);
    await assert.rejects(own.engine.call('photo.full', { id }), isError('not-found', /any more/));
    await fillFolder(own.photos, 1);
  });

  it('keeps the full-size images used last', () => {
    const folder = join(own.data, 'few');
    const names = [1, 2, 3, 4].map((byte) => Buffer.alloc(32, byte));
    for (const [age, name] of names.entries()) {
      saveImage(folder, name, 'full', Buffer.from('picture'));
      utimesSync(imagePath(folder, name, 'full'), 1000 + age, 1000 + age);
    }
    const [first = Buffer.alloc(0)] = names;
    assert.ok(hasImage(folder, first, 'full'), 'used again: now the newest');
    keepNewestImages(folder, 'full', 2);
    const left = readdirSync(join(folder, 'full'), { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      left
        .filter((name) => name.endsWith('.jpg'))
        .map((name) => name.slice(0, 2))
        .sort(),
      ['01', '04'],
    );
  });

  it('lists the folders opened last, with their photos and the sharpest as cover', async () => {
    const empty = temporaryFolder();
    await own.engine.call('library.opened', { folders: [empty] });
    await own.analyse();
    await own.engine.call('library.opened', own.input());
    const { folders } = await own.engine.call('library.recent', {});
    dropFolder(empty);
    assert.deepEqual(
      folders.map(({ path, photos: count }) => [path, count]),
      [
        [own.photos, 4],
        [empty, 0],
      ],
    );
    const { signals, contents } = await own.columns();
    const sharpest = signals.sharpness.indexOf(Math.max(...signals.sharpness));
    const cover = Buffer.from(contents.subarray(32 * sharpest, 32 * sharpest + 32)).toString('hex');
    assert.deepEqual(
      folders.map(({ coverHex }) => coverHex),
      [cover, null],
    );
    assert.ok((folders[0]?.openedMs ?? 0) >= (folders[1]?.openedMs ?? NaN));
  });

  it('counts the photos of a folder as the grid does: copies once, a RAW with its JPEG, no broken file', async () => {
    const folder = temporaryFolder();
    const [first = ''] = await fillFolder(folder, 3);
    copyFileSync(first, join(folder, 'copy.jpg'));
    writeFileSync(join(folder, 'broken.jpg'), 'not a photo at all');
    await own.engine.call('folder.sync', { folders: [folder] });
    await own.engine.call('library.opened', { folders: [folder] });
    const same = async () => {
      const { folders } = await own.engine.call('library.recent', {});
      const { count } = await own.engine.call('folder.columns', { folders: [folder] });
      return [folders.find(({ path }) => path === folder)?.photos, count];
    };
    assert.deepEqual(await same(), [4, 4], 'nothing has been read yet');
    await own.engine.call('folder.analyse', { folders: [folder] });
    assert.deepEqual(await same(), [3, 3]);
    const jpeg = await cameraJpeg({ photo: await variedPhoto(7) });
    writeFileSync(join(folder, 'pair.jpg'), jpeg);
    const raw = makeNef({ preview: jpeg, widthPx: 480, heightPx: 320 });
    writeFileSync(join(folder, 'pair.nef'), raw);
    await own.engine.call('folder.sync', { folders: [folder] });
    assert.deepEqual(await same(), [4, 4]);
    writeFileSync(join(folder, 'captioned.jpg'), captioned(readFileSync(first), 'the goal'));
    rmSync(join(folder, 'pair.nef'));
    await own.engine.call('folder.sync', { folders: [folder] });
    await own.engine.call('folder.analyse', { folders: [folder] });
    assert.deepEqual(await same(), [4, 4], 'a copy with a caption is a copy');
    dropFolder(folder);
  });
});

describe('presets', () => {
  const own = engineForAll();
  afterEach(async () => {
    const { presets } = await own.engine.call('preset.list', {});
    for (const { name } of presets) await own.engine.call('preset.remove', { name });
  });

  it('are saved by name, replaced by the same name and removed', async () => {
    await own.engine.call('preset.save', { name: 'Under lights', weights: { sharpness: 1 } });
    await own.engine.call('preset.save', {
      name: ' Finals ',
      weights: { smile: 0.5, exposure: 2 },
    });
    await own.engine.call('preset.save', { name: 'Under lights', weights: { contrast: 1 } });
    assert.deepEqual(await own.engine.call('preset.list', {}), {
      presets: [
        { name: 'Finals', weights: { smile: 0.5, exposure: 2 } },
        { name: 'Under lights', weights: { contrast: 1 } },
      ],
    });
    await own.engine.call('preset.remove', { name: 'Finals' });
    await assert.rejects(
      own.engine.call('preset.remove', { name: 'Finals' }),
      isError('not-found', /no preset named "Finals"/),
    );
  });

  it('are refused without a weight, with one that is no signal, and under a name of our own', async () => {
    const save = (name: string, weights: object) =>
      own.engine.call('preset.save', { name, weights });
    await assert.rejects(save('Sports', { smile: 1 }), isError('bad-input', /own presets/));
    await assert.rejects(save('Empty', { smile: 0 }), isError('bad-input', /above 0/));
    await assert.rejects(save('Odd', { luck: 1 }), isError('bad-input', /luck/));
    await assert.rejects(save('Less', { smile: -1 }), isError('bad-input', /smile/));
  });
});
