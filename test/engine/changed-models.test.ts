// Model files that change after they were checked: no result is ever one of another file.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelRole } from '../../shared/models.ts';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import { installColourClassifier } from '../fixtures/installed-classifier.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

describe('a model file that changes after it was checked', () => {
  let work: string;
  let models: string;
  let engine: Engine;
  const input = () => ({ folders: [join(work, 'match')] });
  const start = () => {
    engine = createEngine({ ...engineOptions(join(work, 'data')), modelsFolder: models });
  };
  const pathOf = async (role: ModelRole, file = 0) =>
    (await openModelFolder(models)).chosen(role)?.files[file]?.path ?? assert.fail();
  const analyse = () => engine.call('folder.analyse', input());
  const aesthetics = async () => (await engine.call('folder.columns', input())).signals.aesthetic;

  beforeEach(async () => {
    work = temporaryFolder();
    models = join(work, 'models');
    mkdirSync(join(work, 'match'));
    await fillColourFolder(join(work, 'match'), 3);
    await ownModelFolder(models);
  });
  afterEach(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('is told before it is run, leaves nothing in the cache, and is used once it is right again', async () => {
    await writeTestClip(models);
    start();
    await engine.call('folder.sync', input());
    const checks = await engine.call('models.verify', {});
    assert.ok(checks.every(({ problem }) => problem === null));
    const path = await pathOf('clip-image');
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole);
    damaged[whole.length - 1] = ~(damaged[whole.length - 1] ?? 0);
    writeFileSync(path, damaged); // of the same length
    await assert.rejects(analyse(), {
      message: `Test CLIP cannot be used: ${path} is no longer the file that was checked. Download it again, or go on without it.`,
    });
    const status = (await engine.call('models.list', {})).find(({ role }) => role === 'clip-image');
    assert.match(status?.problem ?? '', /is damaged: its content is not what was published/);
    assert.ok((await aesthetics()).every(Number.isNaN));
    writeFileSync(path, whole);
    await engine.call('models.list', {});
    assert.equal((await analyse()).analysed, 3);
    assert.ok((await aesthetics()).every(Number.isFinite));
  });

  it('only in its time is used as before', async () => {
    await writeTestClip(models);
    start();
    await engine.call('folder.sync', input());
    await engine.call('models.list', {});
    utimesSync(await pathOf('clip-image'), new Date(0), new Date(0));
    assert.equal((await analyse()).analysed, 3);
  });

  it('of Podium itself is built anew for the next run', async () => {
    models = join(work, 'built here'); // the other tests share theirs
    start();
    await engine.call('folder.sync', input());
    await engine.call('models.list', {});
    truncateSync(await pathOf('expression'), 1000);
    await assert.rejects(analyse(), {
      message:
        /expression.*no longer the file that was checked\. Try again: Podium builds it anew\.$/,
    });
    assert.equal((await analyse()).analysed, 3);
  });

  it('that only reads words, or only names classes, is told too', async () => {
    await writeTestClip(models);
    start();
    await engine.call('models.list', {});
    rmSync(await pathOf('clip-tokenizer'));
    const search = () => engine.call('search.photos', { ...input(), words: 'red' });
    await assert.rejects(search(), {
      message: /tokenizer.* is no longer there\. Download it again/,
    });
    await assert.rejects(search(), { code: 'not-found', message: /tokenizer is not installed/ });
    const classifier = await installColourClassifier(models);
    await engine.call('models.list', {});
    const names = await pathOf('classifier', 1);
    writeFileSync(names, readFileSync(names, 'utf8').toUpperCase());
    const classes = () => engine.call('sport.classes', { classifier });
    await assert.rejects(classes(), {
      message: /colours\.txt is no longer the file that was checked\. Import it again/,
    });
    await assert.rejects(classes(), { code: 'bad-input', message: /no classifier "colours"/ });
  });
});
