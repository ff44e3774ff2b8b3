// The pictures of a contact sheet: from the cache where they are there, else decoded one at a time.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import sharp from 'sharp';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

describe('the pictures of a contact sheet', () => {
  let folder: string;
  let engine: Engine;
  beforeEach(() => {
    folder = temporaryFolder();
    engine = createEngine(engineOptions(join(folder, 'data')));
  });
  afterEach(async () => {
    await engine.close();
    dropFolder(folder);
  });

  const sheetOf = (paths: readonly string[], signal?: AbortSignal) => {
    const tiles = paths.map((path) => ({ path, badge: '', caption: [] }));
    const plan = { to: join(folder, 'sheet.png'), title: '', tiles };
    return engine.call('report.contactSheet', plan, signal ? { signal } : {});
  };

  it('are decoded again where the cached ones were deleted', async () => {
    const paths = await fillFolder(folder, 2);
    await engine.call('folder.sync', { folders: [folder] });
    await engine.call('folder.analyse', { folders: [folder] });
    const [file = ''] = (await sheetOf(paths)).files;
    const before = await sharp(file).raw().toBuffer();
    rmSync(join(folder, 'data', 'images'), { recursive: true });
    await sheetOf(paths);
    assert.ok(before.equals(await sharp(file).raw().toBuffer()));
  });

  it('take the place of no photo', async () => {
    const [photo = ''] = await fillFolder(folder, 1);
    const before = readFileSync(photo);
    const histograms = { to: photo, title: '', histograms: [] };
    for (const refused of [
      engine.call('report.contactSheet', { to: photo, title: '', tiles: [] }),
      engine.call('report.histograms', histograms),
    ])
      await assert.rejects(refused, { code: 'bad-input', message: /was not written by Podium/ });
    assert.deepEqual(readFileSync(photo), before);
  });

  it('are read one at a time, until the call is cancelled', async (test) => {
    if (process.platform === 'win32') {
      test.skip('there are no pipes among files here');
      return;
    }
    const pipe = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [pipe]);
    const stop = new AbortController();
    const cancelled = assert.rejects(sheetOf([pipe, join(folder, 'gone.jpg')], stop.signal), {
      code: 'cancelled',
    });
    const first = await open(pipe, 'w'); // waits until somebody reads it
    stop.abort();
    await first.writeFile(await variedPhoto(1));
    await first.close();
    await cancelled;
    assert.ok(!existsSync(join(folder, 'sheet.png')));
  });

  it('are told to be gone with their photos', async () => {
    await assert.rejects(sheetOf([join(folder, 'gone.jpg')]), {
      code: 'not-found',
      message: `There is no photo at ${join(folder, 'gone.jpg')} any more.`,
    });
  });
});
