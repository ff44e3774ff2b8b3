// Imports of networks that fill the memory, never end or crash: a process of their own bears it, nothing is changed.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { createEngine, type Engine, type EngineOptions } from '../../electron/engine/engine.ts';
import { colourClassifier, colourSports } from '../fixtures/colour-classifier.ts';
import {
  endlessNetwork,
  externalNetwork,
  foldedBomb,
  runBomb,
} from '../fixtures/hostile-networks.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { canSeeChildren, nextTrial, trialChildren, withPeak } from '../fixtures/trial-children.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

let work = '';
let models = '';
let engine: Engine;

function open(trials: NonNullable<EngineOptions['trials']>): void {
  engine = createEngine({ ...engineOptions(join(work, 'data')), modelsFolder: models, trials });
}

beforeEach(async () => {
  work = temporaryFolder();
  models = join(work, 'models');
  mkdirSync(join(work, 'data'));
  await ownModelFolder(models);
});
afterEach(async () => {
  await engine.close();
  dropFolder(work);
});

function importNetwork(bytes: Uint8Array, signal = new AbortController().signal) {
  const path = join(work, 'courts.onnx');
  const labels = join(work, 'names.txt');
  writeFileSync(path, bytes);
  writeFileSync(labels, colourSports.join('\n'));
  return engine.call('models.import', { path, labels, fit: 'stretch' }, { signal });
}

/** Every file of the model folder that says what is installed, and the list. */
async function installed() {
  const list = await engine.call('models.list', {});
  const files = readdirSync(models).filter((name) => !name.startsWith('models.db'));
  const catalogue = files.filter((name) => name === 'catalogue.json');
  const texts = catalogue.map((name) => readFileSync(join(models, name), 'utf8'));
  return { files, texts, list };
}

/** The import fails with the sentence; all is as before, and no process is left. */
async function refuses(test: TestContext, bytes: Uint8Array, message: RegExp): Promise<void> {
  const before = await installed();
  const ownKb = process.resourceUsage().maxRSS;
  const { peakMb } = await withPeak(() =>
    assert.rejects(importNetwork(bytes), { code: 'bad-input', message }),
  );
  const grownMb = (process.resourceUsage().maxRSS - ownKb) / 1000;
  assert.deepEqual(await installed(), before);
  assert.deepEqual(trialChildren(), []);
  assert.ok(grownMb < 200, `the engine grew by ${grownMb} MB`);
  assert.ok(peakMb < 1200, `the trial had ${peakMb} MB`);
  const engineMb = process.resourceUsage().maxRSS / 1000;
  test.diagnostic(`engine ${engineMb.toFixed(0)} MB, trial ${peakMb.toFixed(0)} MB at most`);
}

describe('the trial of a classifier', () => {
  it('lets a good one in', async (test) => {
    open({});
    const { result, peakMb } = await withPeak(() => importNetwork(colourClassifier()));
    assert.equal(result.installed, true);
    assert.equal(result.id, 'courts');
    test.diagnostic(`trial of a good one: ${peakMb.toFixed(0)} MB at most`);
  });

  for (const [when, bomb] of Object.entries({ opened: foldedBomb, run: runBomb }))
    it(`ends when the memory fills as it is ${when}`, async (test) => {
      open({ memoryMb: 600 });
      await refuses(
        test,
        bomb,
        /^courts\.onnx cannot be used as a classifier: trying it took more than 600 MB of memory\.$/,
      );
    });

  it('ends when it takes too long; meanwhile the engine answers', async (test) => {
    open({ timeMs: 1500 });
    const trial = refuses(
      test,
      endlessNetwork,
      /^courts\.onnx cannot be used as a classifier: trying it took longer than 1\.5 seconds\.$/,
    );
    const first = await Promise.race([
      trial.then(() => 'the trial'),
      engine.call('settings.read', {}).then(() => 'the engine'),
    ]);
    assert.equal(first, 'the engine');
    await trial;
  });

  it('waits for its turn', { skip: !canSeeChildren }, async () => {
    open({ timeMs: 500 });
    const late = () => assert.rejects(importNetwork(endlessNetwork), /longer than 0\.5 seconds/);
    const { most } = await withPeak(() => Promise.all([late(), late(), late()]));
    assert.equal(most, 1);
  });

  it('is stopped with the call, and its process with it', { skip: !canSeeChildren }, async () => {
    open({});
    const before = await installed();
    const stop = new AbortController();
    const imported = importNetwork(endlessNetwork, stop.signal);
    await Promise.race([nextTrial(), imported]);
    stop.abort();
    await assert.rejects(imported, { code: 'cancelled' });
    assert.deepEqual(trialChildren(), []);
    assert.deepEqual(await installed(), before);
  });

  it('may crash: that is a sentence', { skip: !canSeeChildren }, async () => {
    open({});
    const before = await installed();
    const imported = assert.rejects(importNetwork(endlessNetwork), {
      code: 'bad-input',
      message:
        'courts.onnx cannot be used as a classifier: the process that tried it ended without an answer.',
    });
    process.kill(await nextTrial(), 'SIGSEGV');
    await imported;
    assert.deepEqual(await installed(), before);
  });

  it('refuses numbers in other files, also where those are there', async (test) => {
    open({});
    writeFileSync(join(work, 'weights.bin'), new Uint8Array(12));
    const bytes = externalNetwork('weights.bin');
    await refuses(test, bytes, /courts\.onnx cannot .*: It keeps its numbers in other files/);
  });

  it('reads no labels file without end', { skip: process.platform === 'win32' }, async () => {
    open({});
    const path = join(work, 'courts.onnx');
    writeFileSync(path, colourClassifier());
    const asked = { path, labels: '/dev/zero', fit: 'stretch' } as const;
    await assert.rejects(engine.call('models.import', asked), /zero is not a file/);
  });
});
