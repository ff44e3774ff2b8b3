// A RAW and a finished picture are one photo when name, time and picture agree: a name alone proves nothing.

import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { cameraJpeg } from '../fixtures/camera-jpeg.ts';
import { podium } from '../fixtures/command-line.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { makeNef, makeRaf } from '../fixtures/raws.ts';

const raw = { widthPx: 720, heightPx: 480 };
const noon = '2026:05:31 12:00:00';
const otherDay = '2019:05:31 12:00:00';

async function preview(scene: number): Promise<Buffer> {
  return sharp(await variedPhoto(scene))
    .resize(720, 480)
    .jpeg()
    .toBuffer();
}
async function nef(scene: number, taken: string | null): Promise<Buffer> {
  return makeNef({ ...raw, preview: await preview(scene), taken });
}
async function jpeg(scene: number, taken: string | null): Promise<Buffer> {
  return cameraJpeg({ photo: await preview(scene), taken });
}

describe('RAW and JPEG', () => {
  const own = engineForEach();
  const write = (name: string, bytes: Buffer) => {
    writeFileSync(join(own.photos, name), bytes);
  };
  /** The names of the files of each photo, after the scan and after the analysis. */
  const photos = async () => {
    const { photos: found } = await own.sync();
    await own.analyse();
    const { paths, otherPaths } = await own.columns();
    const names = paths.map((path, photo) =>
      [path, ...(otherPaths.get(photo) ?? [])].map((file) => basename(file)),
    );
    return { found, names };
  };

  it('of one time and picture are one photo from the first scan on, in any case and Unicode form', async () => {
    write('Zoe\u0308_7.NEF', await nef(1, noon));
    write('zo\u00eb_7.jpg', await jpeg(1, noon));
    const { found, names } = await photos();
    assert.equal(found, 1);
    assert.deepEqual(names, [['zo\u00eb_7.jpg', 'Zoe\u0308_7.NEF']]);
  });

  it('of another day, or of another picture at the same time, are two photos', async () => {
    write('DSC_1.NEF', await nef(2, otherDay));
    write('DSC_1.JPG', await jpeg(1, noon));
    write('DSC_2.NEF', await nef(2, noon));
    write('DSC_2.JPG', await jpeg(3, noon));
    const { names } = await photos();
    assert.deepEqual(names, [['DSC_1.JPG'], ['DSC_1.NEF'], ['DSC_2.JPG'], ['DSC_2.NEF']]);
  });

  it('are told by their pictures where one of them does not say when it was taken', async () => {
    write('a.NEF', await nef(1, null));
    write('a.jpg', await jpeg(1, noon));
    write('b.NEF', await nef(2, noon));
    write('b.jpg', await jpeg(4, null));
    assert.deepEqual((await photos()).names, [['a.jpg', 'a.NEF'], ['b.NEF'], ['b.jpg']]);
  });

  it('finds the time inside a Fujifilm RAW', async () => {
    const inside = await cameraJpeg({ photo: await preview(1), taken: noon });
    write('a.RAF', makeRaf({ ...raw, preview: inside }));
    write('a.jpg', await jpeg(1, noon));
    assert.equal((await own.sync()).photos, 1);
    const other = await cameraJpeg({ photo: await preview(1), taken: otherDay });
    write('a.RAF', makeRaf({ ...raw, preview: other }));
    assert.equal((await own.sync()).photos, 2);
  });

  it('moves no other photo along that only has the name of one', async () => {
    write('DSC_1.NEF', await nef(2, otherDay));
    write('DSC_1.JPG', await jpeg(1, noon));
    write('DSC_2.NEF', await nef(3, noon));
    write('DSC_2.JPG', await jpeg(3, noon));
    await own.restart();
    const to = join(own.data, 'album');
    const ranked = await podium(['rank', own.photos, '--json', '--data', own.data]);
    const rows = (JSON.parse(ranked.stdout) as { photos: object[] }).photos;
    assert.equal(rows.length, 3, ranked.stderr);
    const jpegOnly = ['--top', '3', '--to', to, '--move', '--template', '{name}'];
    await own.sync();
    const { paths, ids } = await own.columns();
    const id = ids[paths.indexOf(join(own.photos, 'DSC_1.NEF'))] ?? NaN;
    await own.engine.call('decision.write', { changes: [{ id, pick: -1 }] });
    await own.restart(); // its sidecar is written by then
    const moved = await podium(['export', own.photos, ...jpegOnly, '--data', own.data]);
    assert.equal(moved.code, 0, moved.stderr);
    const left = ['DSC_1.NEF', 'DSC_1.xmp'];
    assert.deepEqual(
      readdirSync(own.photos).sort(),
      left,
      'the other photo stays, with its sidecar',
    );
    assert.deepEqual(readdirSync(to).sort(), ['DSC_1.JPG', 'DSC_2.JPG', 'DSC_2.NEF']);
  });
});
