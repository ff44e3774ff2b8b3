// Photos by camera, lens, ISO, shutter and time, on the command line and over HTTP.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
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

const shots = [
  ['a.jpg', 'Z 9', '400mm F2.8', '1/2000', '3200', '2026:05:31 18:30:00'],
  ['b.jpg', 'Z 9', '85mm F1.8', '1/500', '800', '2026:05:31 19:30:00'],
  ['c.jpg', 'EOS R3', '85mm F1.2', '1/60', '100', '2026:05:31 20:30:00'],
] as const;

type Listed = { readonly photos: readonly { readonly path: string }[] };
const names = ({ photos: listed }: Listed) => listed.map(({ path }) => basename(path)).sort();

before(async () => {
  work = temporaryFolder();
  mkdirSync(photos());
  for (const [i, [name, Model, LensModel, ExposureTime, iso, taken]] of shots.entries()) {
    const exif = { ExposureTime, LensModel, ISOSpeedRatings: iso, DateTimeOriginal: taken };
    const photo = sharp(await variedPhoto(i)).withExif({ IFD0: { Model }, IFD2: exif });
    writeFileSync(join(photos(), name), await photo.jpeg().toBuffer());
  }
  writeFileSync(join(photos(), 'none.jpg'), await variedPhoto(4));
});
after(() => {
  dropFolder(work);
});

describe('photos by how they were taken', () => {
  it('are ranked and exported by the command line', async () => {
    const list = async (...args: string[]) => {
      const { code, stdout, stderr } = await podium([
        ...['rank', photos(), '--json', '--data', data()],
        ...args,
      ]);
      assert.equal(code, 0, stderr);
      return names(JSON.parse(stdout) as Listed);
    };
    assert.deepEqual(await list('--camera', 'z 9'), ['a.jpg', 'b.jpg']);
    assert.deepEqual(await list('--lens', '85mm', '--iso', '-800', '--shutter', '1/60-1/500'), [
      'b.jpg',
      'c.jpg',
    ]);
    assert.deepEqual(await list('--taken', '2026-05-31 19:00-21:00', '--iso', '100'), ['c.jpg']);

    const to = join(work, 'album');
    const exported = await podium([
      ...['export', photos(), '--top', '5', '--to', to, '--shutter', '1/1000-', '--dry-run'],
      ...['--data', data()],
    ]);
    assert.equal(exported.code, 0, exported.stderr);
    assert.doesNotMatch(exported.stdout, /a\.jpg|none\.jpg/);
    assert.match(exported.stdout, /b\.jpg/);

    const wrong = await podium(['rank', photos(), '--iso', 'fast', '--data', data()]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /"fast" is no ISO; write it as in 800-3200\./);
  });

  it('are ranked by the HTTP API', async () => {
    const engine = { ...engineOptionsIn(data()), modelsFolder };
    const host = await startBrowserHost({ engine, pageFolder: work });
    try {
      const rank = async (asked: object) => {
        const response = await fetch(`${host.origin}/rank`, {
          method: 'POST',
          body: JSON.stringify({ folders: [photos()], ...asked }),
          headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
        });
        return response.ok ? names((await response.json()) as Listed) : response.status;
      };
      assert.deepEqual(await rank({ iso: '800-3200' }), ['a.jpg', 'b.jpg']);
      assert.deepEqual(await rank({ lens: 'f1.2', camera: 'eos' }), ['c.jpg']);
      assert.equal(await rank({ taken: 'noon' }), 400);
    } finally {
      await host.close();
    }
  });
});
