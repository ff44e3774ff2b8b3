// A ranking listed in another order, on the command line and over HTTP: the ranks stay those by score.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { engineOptionsIn } from '../../electron/host/data-folder.ts';
import { podium } from '../fixtures/command-line.ts';
import {
  dropFolder,
  modelsFolder,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

let work = '';
const photos = () => join(work, 'match');
const data = () => join(work, 'data');

/** Half past by half past: the time runs against the names, and the photo in the middle is the best exposed. */
const taken = [
  ['a.jpg', '2026:05:31 20:30:00', 0.3],
  ['b.jpg', '2026:05:31 19:30:00', 1],
  ['c.jpg', '2026:05:31 18:30:00', 0.05],
] as const;

type Listed = { readonly path: string; readonly rank: number };
const said = (listed: readonly Listed[]) => listed.map(({ path, rank }) => [basename(path), rank]);

before(async () => {
  work = temporaryFolder();
  mkdirSync(photos());
  for (const [name, DateTimeOriginal, light] of taken) {
    const photo = sharp(await variedPhoto(1)).linear(light);
    const exif = { IFD2: { DateTimeOriginal } };
    writeFileSync(join(photos(), name), await photo.withExif(exif).jpeg().toBuffer());
  }
});
after(() => {
  dropFolder(work);
});

const list = async (...args: string[]) => {
  const weighed = ['--weights', 'exposure=1', '--json', '--data', data()];
  const { code, stdout, stderr } = await podium(['rank', photos(), ...weighed, ...args]);
  assert.equal(code, 0, stderr);
  return said((JSON.parse(stdout) as { photos: Listed[] }).photos);
};
const best = [
  ['b.jpg', 1],
  ['a.jpg', 2],
  ['c.jpg', 3],
];
const earliest = [
  ['c.jpg', 3],
  ['b.jpg', 1],
  ['a.jpg', 2],
];

describe('a ranking that is sorted', () => {
  it('is best first, or earliest first, or the other way round', async () => {
    assert.deepEqual(await list(), best);
    const paths = join(work, 'paths.txt');
    assert.deepEqual(await list('--sort', 'time', '--output', paths), earliest);
    const written = readFileSync(paths, 'utf8').trim().split('\n');
    assert.deepEqual(
      written.map((path) => basename(path)),
      ['c.jpg', 'b.jpg', 'a.jpg'],
    );
    assert.deepEqual(await list('--sort', 'time', '--reverse'), earliest.toReversed());
    assert.deepEqual(await list('--sort', 'name', '--top', '2', '--variety', '0'), [
      ['a.jpg', 2],
      ['b.jpg', 1],
    ]);
  });

  it('is not by what is no order', async () => {
    const { code, stderr } = await podium(['rank', photos(), '--sort', 'luck', '--data', data()]);
    assert.equal(code, 2);
    assert.match(stderr, /score, time, name, rating, person, camera/);
  });

  it('is asked for over HTTP', async () => {
    const engine = { ...engineOptionsIn(data()), modelsFolder };
    const host = await startBrowserHost({ engine, pageFolder: work });
    try {
      const rank = async (asked: object) => {
        const response = await fetch(`${host.origin}/rank`, {
          method: 'POST',
          body: JSON.stringify({ folders: [photos()], weights: { exposure: 1 }, ...asked }),
          headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
        });
        if (response.status !== 200) return response.status;
        return said(((await response.json()) as { photos: Listed[] }).photos);
      };
      assert.deepEqual(await rank({}), best);
      assert.deepEqual(await rank({ sort: 'time' }), earliest);
      assert.deepEqual(await rank({ sort: 'time', reverse: true }), earliest.toReversed());
      assert.equal(await rank({ sort: 'luck' }), 400);
    } finally {
      await host.close();
    }
  });
});
