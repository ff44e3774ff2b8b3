// The image cache heals: what is lost, empty or damaged is made again when it is asked for, and never sent as good.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { sealed, unsealed } from '../../electron/disk/sealed-file.ts';
import { imagePath, type ImageSize } from '../../electron/engine/cache/images.ts';
import { httpCall } from '../../shared/calls/http-call.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { send } from '../hosts/http-request.ts';

describe('pictures of the cache', () => {
  const work = temporaryFolder();
  const [photos, data] = [join(work, 'photos'), join(work, 'data')];
  const images = join(data, 'images');
  let host: BrowserHost;
  let call: Call<PodiumContract>;
  let contentHex: string;
  let quick: string;

  before(async () => {
    mkdirSync(photos);
    await fillFolder(photos, 2);
    host = await startBrowserHost({ engine: engineOptions(data), pageFolder: work });
    call = httpCall<PodiumContract>({ fetch, origin: host.origin, token: host.token });
    const input = { folders: [photos] };
    await call('folder.sync', input);
    const { ids } = await call('folder.columns', input);
    const looks = await call('folder.thumbnails', { ids: [...ids] });
    quick = looks.thumbnails[0]?.image ?? assert.fail();
    await call('folder.analyse', input);
    const { contents } = await call('folder.columns', input);
    contentHex = Buffer.from(contents.subarray(0, 32)).toString('hex');
    await call('photo.full', { id: ids[0] ?? NaN });
  });
  after(async () => {
    await host.close();
    dropFolder(work);
  });

  const ask = (size: ImageSize, hex: string) =>
    send(host.origin, `/image/${size}/${hex}.jpg`, {
      headers: { authorization: `Bearer ${host.token}` },
    });
  const pathOf = (size: ImageSize) =>
    imagePath(images, Buffer.from(size === 'quick' ? quick : contentHex, 'hex'), size);

  const harms: Readonly<Record<string, (path: string) => void>> = {
    deleted: (path) => {
      rmSync(path);
    },
    empty: (path) => {
      truncateSync(path, 0);
    },
    'cut off': (path) => {
      truncateSync(path, 700);
    },
    changed: (path) => {
      const bytes = readFileSync(path);
      bytes[600] = (bytes[600] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    'text in its place': (path) => {
      writeFileSync(path, 'not a picture');
    },
  };
  for (const size of ['thumbnail', 'preview', 'full', 'quick'] as const)
    for (const [harm, harmTo] of Object.entries(harms))
      it(`makes a ${size} picture again that is ${harm}`, async () => {
        const hex = size === 'quick' ? quick : contentHex;
        const whole = await ask(size, hex);
        assert.equal(whole.status, 200);
        harmTo(pathOf(size));
        const healed = await ask(size, hex);
        assert.equal(healed.status, 200);
        assert.deepEqual(healed.body, whole.body, 'the same picture');
        assert.equal((await sharp(healed.body).metadata()).format, 'jpeg');
      });

  it('brings all of them back when the folder of pictures is deleted and the cache stays', async () => {
    const asked: [ImageSize, string][] = [
      ['thumbnail', contentHex],
      ['preview', contentHex],
      ['full', contentHex],
      ['quick', quick],
    ];
    rmSync(images, { recursive: true });
    const answers = await Promise.all(asked.map(([size, hex]) => ask(size, hex)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const { ids } = await call('folder.columns', { folders: [photos] });
    truncateSync(pathOf('full'), 0);
    await call('photo.full', { id: ids[0] ?? NaN });
    assert.ok(unsealed(readFileSync(pathOf('full'))), 'the call for it heals it as well');
    assert.equal((await call('folder.analyse', { folders: [photos] })).analysed, 0);
  });

  it('has none for what no photo holds', async () => {
    assert.equal((await ask('thumbnail', 'cd'.repeat(32))).status, 404);
    assert.equal((await ask('quick', 'cd'.repeat(32))).status, 404);
  });
});

describe('a seal', () => {
  it('holds for what was written alone', () => {
    const file = sealed(Buffer.from('a picture'));
    assert.equal(String(unsealed(file)), 'a picture');
    assert.equal(unsealed(Buffer.alloc(0)), null);
    assert.equal(unsealed(Buffer.from('a picture')), null);
    for (let at = 0; at < file.length; at += 1) {
      const bytes = Buffer.from(file);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      assert.equal(unsealed(bytes), null, `byte ${at}`);
      assert.equal(unsealed(file.subarray(0, at)), null, `cut off at ${at}`);
    }
  });
});
