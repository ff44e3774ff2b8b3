// Rejected photos moved aside with all that belongs to them, and brought back as they were.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { isError } from '../fixtures/engine-error.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import {
  contentsBelow,
  fillRejected,
  rejectAllButOne,
  rejectedFiles,
} from '../fixtures/rejected-folder.ts';

let files: ReadonlyMap<string, Buffer>;
before(async () => {
  files = await rejectedFiles();
});

describe('rejected photos', () => {
  const own = engineForEach();
  const look = (to: string | null = null) =>
    own.engine.call('rejects.look', { ...own.input(), to });
  const move = (to: string | null = null) =>
    own.engine.call('rejects.move', { ...own.input(), to });
  const restore = (some: readonly string[] | null = null) =>
    own.engine.call('rejects.restore', { ...own.input(), files: some && [...some] });
  /** Fills and rejects; by then what was decided is in the sidecar too. */
  const begin = async () => {
    fillRejected(own.photos, files);
    await rejectAllButOne(own.engine, own.photos);
    const plan = await look();
    return { plan, held: contentsBelow(own.photos) };
  };
  const decided = async () => {
    const { paths } = await own.columns();
    const { pick, stars } = await own.engine.call('decision.read', own.input());
    return paths.map((path, photo) => [basename(path), pick[photo], stars[photo]]);
  };

  it('are counted with their files, and nothing is moved by looking', async () => {
    const { plan, held } = await begin();
    assert.deepEqual([plan.photos, plan.files, plan.kept, plan.problem], [4, 7, 1, null]);
    const going = Object.keys(held).filter((path) => !['a.txt', 'kept.jpg'].includes(path));
    const bytes = going.reduce((sum, path) => sum + statSync(join(own.photos, path)).size, 0);
    assert.equal(plan.sizeBytes, bytes);
    assert.deepEqual(plan.places, [
      { folder: join(own.photos, 'Rejected'), photos: 2 },
      { folder: join(own.photos, 'second', 'Rejected'), photos: 2 },
    ]);
    assert.match(plan.notes.join(), /cannot tell whether it belongs to the photo: a\.txt/);
    assert.deepEqual(Object.keys(held), [...files.keys()].sort());
    assert.deepEqual(plan.aside, []);
  });

  it('go beside where they lay, out of sight of scans, and come back to the byte with what was decided', async () => {
    const { held } = await begin();
    const said = await decided();
    const moved = await move();
    assert.deepEqual([moved.photos, moved.files.length], [4, 7]);
    const aside = Object.fromEntries(
      Object.entries(held).map(([path, hash]) => {
        if (path === 'a.txt' || path === 'kept.jpg') return [path, hash];
        return [path.replace(/[^/\\]+$/, (name) => join('Rejected', name)), hash];
      }),
    );
    assert.deepEqual(contentsBelow(own.photos), aside);
    assert.deepEqual((await own.sync()).photos, 1, 'only the photo that is kept is seen');
    assert.deepEqual((await look()).photos, 0);
    assert.deepEqual((await look()).aside.length, 2);
    const back = await restore();
    assert.deepEqual([back.photos, back.files.length], [4, 7]);
    assert.deepEqual(contentsBelow(own.photos), held);
    assert.ok(!existsSync(join(own.photos, 'Rejected')), 'the folder goes when nothing is in it');
    await look(); // which reads them again
    assert.deepEqual(await decided(), said);
    assert.equal((await restore()).photos, 0);
  });

  it('all go to a folder of one’s choice, under names that nobody has, and come back under their own', async () => {
    const to = temporaryFolder();
    try {
      const { held } = await begin();
      writeFileSync(join(to, 'a.wav'), 'the memo of somebody else');
      writeFileSync(join(to, 'b.jpg'), 'a photo of somebody else');
      const moved = await move(to);
      assert.equal(moved.photos, 4);
      const names = readdirSync(to).filter((name) => !name.startsWith('.'));
      assert.deepEqual(names.sort(), [
        ...['a (2).jpg', 'a (2).wav', 'a (3).jpg', 'a.wav'],
        ...['b (2).NEF', 'b (2).jpg', 'b (2).xmp', 'b.jpg', 'copy of a.jpg'],
      ]);
      assert.equal(contentsBelow(to)['b (2).NEF'], held['b.NEF']);
      assert.deepEqual((await look()).aside, [{ folder: to, photos: 4 }]);
      await own.restart();
      await restore();
      assert.deepEqual(contentsBelow(own.photos), held);
      assert.deepEqual(Object.keys(contentsBelow(to)), ['a.wav', 'b.jpg']);
    } finally {
      dropFolder(to);
    }
  });

  it('come back some at a time, beside whatever took their names meanwhile', async () => {
    const { held } = await begin();
    const moved = await move();
    const memo = moved.files.find(({ from }) => from.endsWith('a.wav'));
    writeFileSync(join(own.photos, 'a.jpg'), 'another picture took the name');
    const back = await restore([memo?.to ?? '']);
    assert.equal(back.photos, 1);
    const now = contentsBelow(own.photos);
    assert.deepEqual([now['a (2).jpg'], now['a (2).wav']], [held['a.jpg'], held['a.wav']]);
    assert.notEqual(now['a.jpg'], held['a.jpg']);
    assert.equal((await restore()).photos, 3);
  });

  it('share a sidecar with a photo that stays: both have it then', async () => {
    const { held } = await begin();
    const other = files.get('second/a.jpg');
    assert.ok(other);
    writeFileSync(join(own.photos, 'b.png'), other);
    await own.sync();
    rmSync(join(own.photos, 'b.NEF')); // a RAW alone would have the sidecar for itself
    const { ids, paths } = await own.columns();
    const kept = paths.findIndex((path) => path.endsWith('b.png'));
    await own.engine.call('decision.write', { changes: [{ id: ids[kept] ?? -1, pick: 1 }] });
    await move();
    const now = contentsBelow(own.photos);
    assert.deepEqual(
      [now['b.xmp'], now[join('Rejected', 'b.xmp')]],
      [held['b.xmp'], held['b.xmp']],
    );
    await restore();
    assert.equal(contentsBelow(own.photos)['b.jpg'], held['b.jpg']);
    assert.equal(contentsBelow(own.photos)['b.xmp'], held['b.xmp']);
  });

  it('are the files that a bin gets, the picture last, and nothing that others need', async () => {
    await begin();
    const { photos } = await own.engine.call('rejects.files', own.input());
    const names = photos.map((one) => one.map((path) => basename(path)));
    assert.deepEqual(names.sort(), [
      ['a.jpg'],
      ['a.wav', 'a.jpg'],
      ['b.xmp', 'b.NEF', 'b.jpg'],
      ['copy of a.jpg'],
    ]);
  });

  it('stay where a file is in the way, and where their folder is gone', async () => {
    const { held } = await begin();
    writeFileSync(join(own.photos, 'Rejected'), 'a file');
    assert.match((await look()).problem ?? '', /Rejected, which is a file\.$/);
    await assert.rejects(move(), isError('bad-input', /Rejected, which is a file\.$/));
    rmSync(join(own.photos, 'Rejected'));
    assert.deepEqual(contentsBelow(own.photos), held);
    const to = temporaryFolder();
    try {
      mkdirSync(join(own.photos, 'gone'));
      writeFileSync(join(own.photos, 'gone', 'x.jpg'), files.get('second/a.jpg') ?? '');
      await rejectAllButOne(own.engine, own.photos);
      await move(to);
      rmSync(join(own.photos, 'gone'), { recursive: true });
      const isGone = /gone cannot be moved back, because it is no longer there\./;
      await assert.rejects(restore(), isError('bad-input', isGone));
      assert.ok(readdirSync(to).includes('x.jpg'));
    } finally {
      dropFolder(to);
    }
  });
});
