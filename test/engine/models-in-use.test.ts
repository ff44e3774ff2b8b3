// Models that are unchosen, replaced or removed while photos are analysed: the run goes on with those it began with.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { writeColourClassifier } from '../fixtures/colour-classifier.ts';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

const noPipe = process.platform === 'win32' && 'there are no named pipes among files';

/** Ends the reading of a pipe that still waits, with nothing. */
function letGo(path: string): void {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
  } catch {
    // Nobody reads.
  }
}

describe('a model of a running analysis', { skip: noPipe }, () => {
  let work: string;
  let models: string;
  let engine: Engine;
  let first: string;
  let content: Buffer;
  const input = () => ({ folders: [join(work, 'match')] });
  const choose = (id: string | null) => engine.call('models.choose', { role: 'classifier', id });

  beforeEach(async () => {
    work = temporaryFolder();
    models = join(work, 'models');
    mkdirSync(join(work, 'match'));
    [first = ''] = (await fillColourFolder(join(work, 'match'), 3)).map(({ path }) => path);
    await ownModelFolder(models);
    await writeColourClassifier(models, 'first');
    await writeColourClassifier(models, 'second', { order: [1, 0, 2] });
    engine = createEngine({ ...engineOptions(join(work, 'data')), modelsFolder: models });
    await engine.call('folder.sync', input());
    await choose('first');
    // Reading the first photo waits until its content is written into the pipe.
    content = readFileSync(first);
    rmSync(first);
    execFileSync('mkfifo', [first]);
  });
  afterEach(async () => {
    letGo(first);
    await engine.close();
    dropFolder(work);
  });

  /** An analysis that has begun and opened no model yet. */
  async function begun() {
    const { promise: started, resolve: start } = Promise.withResolvers<undefined>();
    const running = engine.call('folder.analyse', input(), {
      onProgress: () => {
        start(undefined);
      },
    });
    await started;
    const finish = async () => {
      await writeFile(first, content);
      return running;
    };
    return { finish };
  }

  it('that is no longer chosen stays until the run has ended, and may be removed then', async () => {
    const run = await begun();
    await choose('second');
    await assert.rejects(engine.call('models.remove', { id: 'first' }), {
      code: 'bad-input',
      message:
        'first is in use: photos are being analysed. Pause that or let it finish, then remove it.',
    });
    assert.ok(existsSync(join(models, 'first.onnx')));
    const { analysed, failed } = await run.finish();
    assert.deepEqual([analysed, failed], [3, 0]);
    await engine.call('models.remove', { id: 'first' });
    assert.ok(!existsSync(join(models, 'first.onnx')));
  });

  it('that is imported again meanwhile is the same one', async () => {
    const run = await begun();
    const copies = ['first.onnx', 'first.txt'].map((name) => {
      const copy = join(work, basename(name));
      writeFileSync(copy, readFileSync(join(models, name)));
      return copy;
    });
    const [path = '', labels = ''] = copies;
    assert.equal((await engine.call('models.import', { path, labels })).id, 'first');
    assert.equal((await run.finish()).failed, 0);
  });

  it('is not one that is merely there: that may be removed at once', async () => {
    const run = await begun();
    await engine.call('models.remove', { id: 'second' });
    assert.ok(!existsSync(join(models, 'second.onnx')));
    assert.equal((await run.finish()).failed, 0);
  });
});
