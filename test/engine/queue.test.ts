// Runs in which something goes wrong beside them: files change, models break, pictures fail, the engine dies.

import assert from 'node:assert/strict';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import sharp from 'sharp';
import { openFiles, type FoundFile } from '../../electron/engine/cache/files.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { stages } from '../../electron/engine/analyse.ts';
import { failureVersion, readyStages, type ReadyStage } from '../../electron/engine/versions.ts';
import { openModelFolder, type ModelFolder } from '../../models/folder.ts';
import type { ChosenModels } from '../../electron/engine/stage.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { cameraJpeg } from '../fixtures/camera-jpeg.ts';
import { cutOff } from '../fixtures/damage.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  modelsFolder,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

describe('a run', () => {
  const own = engineForEach();

  const nef = async (number: number) =>
    makeNef({
      preview: await sharp(await variedPhoto(number))
        .resize(960, 640)
        .toBuffer(),
      widthPx: 960,
      heightPx: 640,
    });

  it('leaves no photo unreadable when a model cannot be opened, and tries again', async () => {
    await fillFolder(own.photos, 2);
    const models = join(own.data, 'models');
    await ownModelFolder(models);
    const hidden = join(own.data, 'hidden');
    const broken = createEngine({ ...engineOptions(own.data), modelsFolder: models });
    await broken.call('folder.sync', own.input());
    // Their files are checked here; they go before the first photo wants them.
    await broken.call('person.groups', own.input());
    renameSync(models, hidden);
    await assert.rejects(
      broken.call('folder.analyse', own.input()),
      /is no longer there\. Try again: Podium builds it anew\./,
    );
    assert.deepEqual((await own.columns()).problems, []);
    renameSync(hidden, models);
    const summary = await broken.call('folder.analyse', own.input());
    assert.deepEqual([summary.analysed, summary.failed], [2, 0]);
    renameSync(models, hidden);
    await broken.close();
  });

  it('closes after a model could not be opened', async () => {
    await fillFolder(own.photos, 1);
    const models = join(own.data, 'models');
    await ownModelFolder(models);
    const broken = createEngine({ ...engineOptions(own.data), modelsFolder: models });
    await broken.call('folder.sync', own.input());
    await broken.call('person.groups', own.input());
    rmSync(models, { recursive: true });
    await assert.rejects(broken.call('folder.analyse', own.input()));
    await broken.close();
  });

  it('keeps no result of a photo that a scan found changed meanwhile', async () => {
    const paths = await fillFolder(own.photos, 6);
    await own.sync();
    const later = await Promise.all(paths.map((_, i) => variedPhoto(100 + i)));
    let changed = false;
    await own.engine.call('folder.analyse', own.input(), {
      onProgress: ({ done }) => {
        if (changed || done === 0) return;
        changed = true; // The next photos have been read ahead by now.
        paths.forEach((path, i) => {
          writeFileSync(path, later[i] ?? '');
        });
        inCache(own.data, (cache) => {
          openFiles(cache).save(paths.map(asFound), []);
        });
      },
    });
    assert.ok(changed);
    assert.equal((await own.sync()).unchanged, paths.length);
    await own.analyse();
    const { signals, contents } = await own.columns();
    const elsewhere = temporaryFolder();
    const fresh = createEngine(engineOptions(elsewhere));
    await fresh.call('folder.sync', own.input());
    await fresh.call('folder.analyse', own.input());
    const expected = await fresh.call('folder.columns', own.input());
    await fresh.close();
    dropFolder(elsewhere);
    assert.deepEqual(contents, expected.contents);
    assert.deepEqual(signals, expected.signals);
  });

  it('takes the RAW where its finished picture is broken, and says so', async () => {
    writeFileSync(join(own.photos, 'IMG_1.NEF'), await nef(1));
    const whole = await cameraJpeg({ photo: await variedPhoto(1) });
    writeFileSync(join(own.photos, 'img_1.jpg'), cutOff(whole, 0.5));
    await own.sync();
    const summary = await own.analyse();
    assert.deepEqual([summary.analysed, summary.failed], [1, 1]);
    const { paths, otherPaths, problems, signals } = await own.columns();
    assert.deepEqual(paths, [join(own.photos, 'IMG_1.NEF')]);
    assert.deepEqual(otherPaths.get(0), [join(own.photos, 'img_1.jpg')]);
    assert.ok((signals.sharpness[0] ?? NaN) > 0);
    assert.deepEqual(
      problems.map(({ path }) => path),
      [join(own.photos, 'img_1.jpg')],
    );
    assert.equal((await own.analyse()).filesRead, 0, 'both are known now');
  });

  it('analyses a photo again whose new name makes it another kind', async () => {
    const wrong = join(own.photos, 'wrong.tif');
    const copy = join(own.photos, 'copy.tif');
    const right = join(own.photos, 'right.nef');
    writeFileSync(wrong, await nef(2));
    writeFileSync(copy, await nef(2));
    await own.sync();
    await own.analyse();
    renameSync(wrong, right);
    rmSync(copy);
    await own.sync();
    await own.analyse();
    const { paths, problems, widthPx } = await own.columns();
    assert.deepEqual(problems, []);
    assert.deepEqual(paths, [right]);
    assert.equal(widthPx[0], 960);
  });

  it('keeps nothing that was measured under a name of another kind', async () => {
    const path = join(own.photos, 'photo.tif');
    await sharp(await variedPhoto(4))
      .tiff()
      .toFile(path);
    await own.sync();
    assert.equal((await own.analyse()).analysed, 1);
    renameSync(path, join(own.photos, 'photo.nef'));
    await own.sync();
    assert.equal((await own.analyse()).failed, 1);
    assert.match((await own.columns()).problems[0]?.message ?? '', /^photo\.nef .* no preview/);
  });

  it('names each copy of a broken photo by its own name', async () => {
    const short = cutOff(await variedPhoto(3), 0.5);
    writeFileSync(join(own.photos, 'before.jpg'), short);
    await own.sync();
    await own.analyse();
    renameSync(join(own.photos, 'before.jpg'), join(own.photos, 'after.jpg'));
    await own.sync();
    await own.analyse();
    assert.match((await own.columns()).problems[0]?.message ?? '', /^after\.jpg could not be read/);
  });

  it('skips a photo that stopped the engine until it or the analysis changes', async () => {
    const [path = ''] = await fillFolder(own.photos, 1);
    await own.sync();
    inCache(own.data, (cache) => cache.exec('UPDATE files SET deaths = 3'));
    assert.equal((await own.analyse()).failed, 1);
    assert.match((await own.columns()).problems[0]?.message ?? '', /stopped the engine 3 times/);
    await own.sync();
    assert.equal((await own.analyse()).filesRead, 0, 'it is not tried again');
    await own.engine.call('settings.write', { values: { 'faces.minConfidence': 0.6 } });
    assert.equal((await own.analyse()).analysed, 1, 'the analysis has changed');
    inCache(own.data, (cache) => cache.exec(`UPDATE files SET content = NULL, deaths = 3`));
    writeFileSync(path, await variedPhoto(8));
    await own.sync();
    assert.equal((await own.analyse()).analysed, 1, 'the photo has changed');
    assert.deepEqual((await own.columns()).problems, []);
  });

  it('ends with a sentence and without a stray rejection when nothing can be saved', async () => {
    await fillFolder(own.photos, 6);
    await own.sync();
    inCache(own.data, (cache) => {
      cache.exec(`CREATE TRIGGER refusal BEFORE UPDATE OF worker ON files WHEN NEW.worker IS NOT NULL
        AND NEW.id > 1 BEGIN SELECT RAISE(ABORT, 'no'); END`);
    });
    const stray: unknown[] = [];
    const onStray = (error: unknown) => stray.push(error);
    process.on('unhandledRejection', onStray);
    await assert.rejects(own.analyse());
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', onStray);
    assert.deepEqual(stray, []);
  });
});

describe('versions', () => {
  let embedded: ModelFolder;
  before(async () => {
    embedded = await openModelFolder(modelsFolder);
  });
  /** The embedded models, as if each file had this SHA-256. */
  const modelsOf = (sha256: string): ChosenModels => ({
    chosen(role) {
      const model = embedded.chosen(role);
      return model && { ...model, files: model.files.map((file) => ({ ...file, sha256 })) };
    },
  });

  it('change with every setting that changes what is stored', () => {
    const first = readyStages(stages, modelsOf('a'), defaultSettings);
    const coarse: Settings = { ...defaultSettings, 'decode.facesPx': 640 };
    const after = readyStages(stages, modelsOf('a'), coarse);
    for (const stage of ['photo', 'pixels', 'faces'])
      assert.notEqual(versionIn(after, stage), versionIn(first, stage), stage);
    assert.notEqual(failureVersion(stages, after), failureVersion(stages, first));
    const other = readyStages(stages, modelsOf('b'), defaultSettings);
    assert.notEqual(failureVersion(stages, other), failureVersion(stages, first), 'another model');
  });

  it('are, of these settings and files, those of the caches there are: another makes their rows stale', () => {
    const ready = readyStages(stages, modelsOf('0123456789'), defaultSettings);
    const models = (count: number) => '-01234567'.repeat(count);
    assert.deepEqual(Object.fromEntries(ready.map(({ stage, version }) => [stage.name, version])), {
      photo: '5-a663c38d',
      pixels: '3-b0b41945',
      bodies: `2-e1b95ab1${models(1)}`,
      pose: `2-e1b95ab1${models(1)}-0ce6afd5`,
      kits: '2-e1b95ab1-0ce6afd5-642a505d',
      faces: `5-9ba310b1${models(7)}-0ce6afd5`,
    });
  });
});

function versionIn(ready: readonly ReadyStage[], name: string): string | undefined {
  return ready.find(({ stage }) => stage.name === name)?.version;
}

function inCache(data: string, use: (cache: Sqlite.Database) => void): void {
  const cache = new Sqlite(join(data, 'cache.db'));
  try {
    use(cache);
  } finally {
    cache.close();
  }
}

/** A file as a scan finds it. */
function asFound(path: string): FoundFile {
  const { size, mtimeMs, ctimeMs } = statSync(path, { bigint: true });
  return {
    path,
    sizeBytes: Number(size),
    modifiedMs: Number(mtimeMs),
    changedMs: Number(ctimeMs),
    kind: 'jpeg',
    problem: null,
  };
}
