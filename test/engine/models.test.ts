// Models through the engine: downloaded, imported, removed and chosen while it runs, and used without a restart.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { openParts } from '../../electron/engine/context.ts';
import type { DownloadProgress, ModelStatus } from '../../shared/models.ts';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import { colourClassifier, colourSports } from '../fixtures/colour-classifier.ts';
import { startFaultyServer, type FaultyServer } from '../fixtures/faulty-server.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { serveTestClip, type ServedModel } from '../fixtures/served-clip.ts';

let photos = '';
let work = '';
let server: FaultyServer;
let engine: Engine;
let image: ServedModel;
let text: ServedModel;
let tokenizer: ServedModel;

before(async () => {
  photos = temporaryFolder();
  await fillColourFolder(photos, 6);
});
after(() => {
  dropFolder(photos);
});
beforeEach(async () => {
  work = temporaryFolder();
  server = await startFaultyServer();
  [image, text, tokenizer] = await serveTestClip(join(work, 'models'), server);
  engine = createEngine({
    ...engineOptions(join(work, 'data')),
    modelsFolder: join(work, 'models'),
    downloads: { stallMs: 60_000, tries: 1, pauseMs: 1 },
  });
});
afterEach(async () => {
  await engine.close();
  await server.close();
  dropFolder(work);
});

const input = () => ({ folders: [photos] });
const all = () => [image, text, tokenizer].map(({ id }) => id);
const statusOf = async (id: string): Promise<ModelStatus | undefined> =>
  (await engine.call('models.list', {})).find((model) => model.id === id);

async function aesthetics(): Promise<Float64Array> {
  await engine.call('folder.sync', input());
  await engine.call('folder.analyse', input());
  return (await engine.call('folder.columns', input())).signals.aesthetic;
}

describe('installing models', () => {
  it('asks for nothing before it is told to, and is used without a restart afterwards', async () => {
    assert.ok((await aesthetics()).every(Number.isNaN));
    assert.deepEqual(server.asked, [], 'neither listing nor analysing downloads anything');
    const seen: DownloadProgress[] = [];
    const list = await engine.call(
      'models.install',
      { ids: all() },
      { onProgress: (progress) => seen.push(progress) },
    );
    const installed = list.filter(({ id }) => all().includes(id));
    assert.ok(installed.every((model) => model.installed && model.chosen && model.own));
    const total = [image, text, tokenizer].reduce((sum, { bytes }) => sum + bytes.length, 0);
    assert.deepEqual([seen.at(-1)?.doneBytes, seen.at(-1)?.totalBytes], [total, total]);
    assert.ok(!(await aesthetics()).some(Number.isNaN));
  });

  it('names a model twice and downloads it once', async () => {
    const totals = new Set<number>();
    await engine.call(
      'models.install',
      { ids: [text.id, text.id] },
      { onProgress: ({ totalBytes }) => totals.add(totalBytes) },
    );
    assert.deepEqual([...totals], [text.bytes.length]);
    assert.equal(server.asked.length, 1);
  });

  it('that broke off says what is there, and the next call asks for the rest', async () => {
    const half = Math.floor(text.bytes.length / 2);
    server.serve(text.address, text.bytes, { dropAfter: half }, {});
    await assert.rejects(engine.call('models.install', { ids: [text.id] }), {
      code: 'unreadable',
      message: /^Test CLIP could not be downloaded: .* What has arrived .* is kept/,
    });
    const status = await statusOf(text.id);
    assert.deepEqual([status?.installed, status?.partialBytes], [false, half]);
    await engine.call('models.install', { ids: [text.id] });
    assert.equal(server.asked[1]?.range, `bytes=${half}-`);
    assert.deepEqual((await statusOf(text.id))?.partialBytes, 0);
  });

  it('stopped half-way keeps the models that are complete', async () => {
    const stop = new AbortController();
    server.serve(text.address, text.bytes, { stallAfter: 1000 });
    const stopped = engine.call(
      'models.install',
      { ids: [tokenizer.id, text.id] },
      {
        signal: stop.signal,
        onProgress: ({ id }) => {
          if (id === text.id) stop.abort();
        },
      },
    );
    await assert.rejects(stopped, { code: 'cancelled' });
    assert.equal((await statusOf(tokenizer.id))?.installed, true);
    assert.equal((await statusOf(text.id))?.installed, false);
  });

  it('of a model that nobody knows is refused', async () => {
    await assert.rejects(engine.call('models.install', { ids: ['nobody'] }), { code: 'not-found' });
  });

  it('while photos are analysed leaves that analysis as it began; the next one measures the rest', async () => {
    await engine.call('folder.sync', input());
    let installing: Promise<unknown> | undefined;
    const running = await engine.call('folder.analyse', input(), {
      onProgress: () => {
        installing ??= engine.call('models.install', { ids: all() });
      },
    });
    await installing;
    assert.equal(running.failed, 0);
    const { signals } = await engine.call('folder.columns', input());
    assert.ok(signals.aesthetic.every(Number.isNaN), 'the run went on without');
    assert.equal((await engine.call('folder.analyse', input())).analysed, 6);
    assert.ok(!(await aesthetics()).some(Number.isNaN));
  });
});

describe('removing models', () => {
  it('takes the files away, what was left of a download too, and stops using them', async () => {
    await engine.call('models.install', { ids: all() });
    assert.ok(!(await aesthetics()).some(Number.isNaN));
    for (const id of all()) await engine.call('models.remove', { id });
    assert.ok(![image, text, tokenizer].some(({ path }) => existsSync(path)));
    assert.equal((await statusOf(image.id))?.installed, false);
    assert.ok((await aesthetics()).every(Number.isNaN));
    server.serve(text.address, text.bytes, { dropAfter: 1000 });
    await assert.rejects(engine.call('models.install', { ids: [text.id] }));
    await engine.call('models.remove', { id: text.id });
    const left = readdirSync(join(work, 'models')).filter((name) => name.includes('.part'));
    assert.deepEqual(left, []);
  });

  it('says what is in the way, and that it is being downloaded only where it is', async () => {
    mkdirSync(`${text.path}.part`);
    await assert.rejects(engine.call('models.remove', { id: text.id }), {
      code: 'unreadable',
      message: `${text.path} cannot be removed: another program may be using it, or its folder cannot be written. Correct that and try again.`,
    });
    const { promise: hold, resolve: goOn } = Promise.withResolvers<undefined>();
    const { promise: began, resolve: begin } = Promise.withResolvers<undefined>();
    server.serve(image.address, image.bytes, { pieceBytes: 1000, hold });
    const onProgress = ({ doneBytes }: DownloadProgress) => {
      if (doneBytes > 0) begin(undefined);
    };
    const installing = engine.call('models.install', { ids: [image.id] }, { onProgress });
    await began;
    await assert.rejects(engine.call('models.remove', { id: image.id }), {
      message: 'Test CLIP cannot be removed: it is being downloaded. Stop the download first.',
    });
    goOn(undefined);
    await installing;
  });

  it('is refused for what is built in', async () => {
    await assert.rejects(engine.call('models.remove', { id: 'ssd-mobilenet-v1' }), {
      message: 'SSD MobileNet v1 is a part of Podium and stays.',
    });
  });
});

describe('importing models', () => {
  const write = (name: string, bytes: Uint8Array | string): string => {
    const path = join(work, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('takes a file of the list whatever its name, and leaves the original alone', async () => {
    const path = write('download (3).bin', image.bytes);
    const status = await engine.call('models.import', { path });
    assert.deepEqual([status.id, status.installed, status.chosen], [image.id, true, true]);
    assert.ok(existsSync(path) && existsSync(image.path));
    assert.deepEqual(server.asked, []);
  });

  it('says why another file is not taken', async () => {
    const cases = [
      [write('other.onnx', 'something else'), /other\.onnx is none of the models Podium knows/],
      [write('p.onnx', 'version https://git-lfs.github.com/spec/v1\n'), /only a pointer/],
      [write('test-clip-text.onnx', 'cut'), /is not the published file of Test CLIP/],
      [join(work, 'nowhere.onnx'), /There is no file at/],
      [work, /is not a file/],
    ] as const;
    for (const [path, message] of cases)
      await assert.rejects(engine.call('models.import', { path }), { message });
  });

  it('takes a classifier with its class names as the user’s own, and gives it back', async () => {
    const path = write('Court sports.onnx', colourClassifier());
    const labels = write('names.txt', colourSports.join('\n'));
    const status = await engine.call('models.import', { path, labels });
    assert.deepEqual(
      [status.id, status.title, status.role, status.own, status.installed, status.commercialUse],
      ['court-sports', 'Court sports', 'classifier', true, true, null],
    );
    const { classes, model } = await engine.call('sport.classes', {});
    assert.deepEqual([classes, model], [colourSports, 'court-sports']);
    const again = await engine.call('models.import', { path, labels, name: 'Renamed' });
    assert.equal(again.id, 'court-sports', 'the same files are the same model');
    assert.equal(again.title, 'Renamed');
    await engine.call('models.remove', { id: 'court-sports' });
    assert.equal(await statusOf('court-sports'), undefined);
    assert.equal((await statusOf(image.id))?.id, image.id, 'the others of the catalogue stay');
  });

  it('tries a classifier first: what does not fit leaves nothing behind', async () => {
    const path = write('tennis.onnx', colourClassifier());
    const labels = write('names.txt', 'one\ntwo');
    await engine.call('models.list', {});
    const before = readdirSync(join(work, 'models'));
    await assert.rejects(engine.call('models.import', { path, labels }), {
      code: 'bad-input',
      message: /tennis\.onnx cannot be used as a classifier: .* names 2 classes/,
    });
    assert.deepEqual(readdirSync(join(work, 'models')), before);
  });
});

describe('a model folder that changes behind the engine', () => {
  it('is looked at once for all who ask at once, and again for who asks later', async () => {
    const own = join(work, 'own');
    const parts = openParts({
      ...engineOptions(own),
      modelsFolder: join(work, 'models'),
    });
    try {
      const asked = Array.from({ length: 50 }, () => parts.models.refresh());
      assert.equal(new Set(await Promise.all(asked)).size, 1);
      const before = parts.models.refresh();
      assert.equal((await before).installed(image.id), null);
      writeFileSync(image.path, image.bytes);
      assert.equal((await parts.models.refresh()).installed(image.id)?.id, image.id);
    } finally {
      await parts.close();
    }
  });

  it('is seen by the next list', async () => {
    assert.equal((await statusOf(image.id))?.installed, false);
    writeFileSync(image.path, image.bytes);
    assert.equal((await statusOf(image.id))?.installed, true);
  });
});
