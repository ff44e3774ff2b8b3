// Exports to disks that are full, read-only or in a camera.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AlbumPhoto } from '../../electron/engine/album/options.ts';
import type { PlannedPhoto } from '../../electron/engine/album/planned.ts';
import { stageAhead } from '../../electron/engine/album/staging.ts';
import { albumFolder, failure, hashes, namesIn } from '../fixtures/album-folder.ts';
import { albumItem } from '../fixtures/album-item.ts';
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../fixtures/small-disk.ts';

const folder = albumFolder();

function planned(item: AlbumPhoto): PlannedPhoto {
  const file = { kind: 'photo', from: item.path, suffix: '.jpg', how: 'copy' } as const;
  const files = [{ ...file, removed: false, kept: false, sizeBytes: 300_000, note: null }];
  return { item, stem: item.path, count: 1, files };
}

describe('small disks', { skip: noSmallDisk }, () => {
  let disk: SmallDisk;
  before(() => {
    disk = mountSmallDisk();
  });
  after(() => {
    disk.remove();
  });
  const large = (name: string) => folder.photo(name, {}, Buffer.alloc(300_000, name));

  it('are not begun to be filled with what does not fit', async () => {
    const items = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'].map(large);
    const error = await failure(folder.run(items, { to: join(disk.path, 'album') }));
    assert.match(error.message, /needs 1\.2 MB, but only 1\.0 MB are free .* nothing was exported/);
    assert.deepEqual(readdirSync(disk.path), []);
  });

  it('that fill up meanwhile keep what is finished and nothing half-written', async () => {
    const items = ['a.jpg', 'b.jpg', 'c.jpg'].map(large);
    const originals = hashes(folder.photos);
    const onProgress = () => {
      writeFileSync(join(disk.path, 'other'), Buffer.alloc(500_000));
    };
    const error = await failure(folder.run(items, { to: disk.path, move: true, onProgress }));
    assert.match(
      error.message,
      /^b\.jpg .*: the disk is full \(.*; 1 of 3 photos were exported\.$/,
    );
    assert.deepEqual(namesIn(disk.path), ['001_a.jpg', 'other']);
    assert.equal(hashes(disk.path)['001_a.jpg'], originals['a.jpg']);
    const { 'a.jpg': moved, ...kept } = originals;
    assert.ok(moved);
    assert.deepEqual(hashes(folder.photos), kept);
    for (const name of readdirSync(disk.path)) unlinkSync(join(disk.path, name));
  });

  it('hold the photos whose turn it is, not those that are copied ahead', async () => {
    const photos = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'].map(large).map(planned);
    const options = {
      to: disk.path,
      template: '{name}',
      copies: null,
      xmp: false,
      move: false,
      dryRun: false,
    };
    const staging = stageAhead(photos, { id: 'test', to: disk.path, options });
    for (const place of [0, 1, 2]) assert.equal((await staging.take(place)).length, 1);
    await assert.rejects(staging.take(3), { code: 'ENOSPC' });
    await staging.drop();
    assert.equal(readdirSync(disk.path).length, 3, 'what was taken is whose turn it was');
    for (const name of readdirSync(disk.path)) unlinkSync(join(disk.path, name));
  });

  it('that are camera cards are neither written to nor emptied', async () => {
    const card = join(disk.path, 'DCIM', '100CANON');
    mkdirSync(card, { recursive: true });
    writeFileSync(join(card, 'IMG_1.JPG'), folder.jpeg);
    const item = albumItem(join(card, 'IMG_1.JPG'));
    const writing = await failure(
      folder.run([folder.photo('a.jpg')], { to: join(disk.path, 'DCIM', 'best') }),
    );
    assert.match(writing.message, /camera card/);
    const moving = await failure(folder.run([item], { move: true }));
    assert.match(moving.message, /camera card/);
    assert.equal((await folder.run([item])).length, 1, 'copying from a card is what it is for');
    assert.deepEqual(readdirSync(card), ['IMG_1.JPG']);
  });

  it('that can only be read are told apart', async () => {
    writeFileSync(join(disk.path, 'c.jpg'), folder.jpeg);
    disk.makeReadOnly();
    const writing = await failure(
      folder.run([folder.photo('a.jpg')], { to: join(disk.path, 'album') }),
    );
    assert.match(writing.message, /the disk can only be read/);
    const error = await failure(folder.run([albumItem(join(disk.path, 'c.jpg'))], { move: true }));
    assert.match(error.message, /can only be read: copy them instead\.$/);
    assert.throws(() => statSync(folder.album), { code: 'ENOENT' });
  });
});
