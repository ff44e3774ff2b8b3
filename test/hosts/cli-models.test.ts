// `podium models` and `podium doctor`: what is missing is named, nothing comes without a yes, a stopped download goes on.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  colourClassifier,
  colourSports,
  writeColourClassifier,
} from '../fixtures/colour-classifier.ts';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import { podium, type CommandOptions, type CommandResult } from '../fixtures/command-line.ts';
import { startFaultyServer, type FaultyServer } from '../fixtures/faulty-server.ts';
import { foldedBomb } from '../fixtures/hostile-networks.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { serveTestClip, type ServedModel } from '../fixtures/served-clip.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

let work = '';
let server: FaultyServer;
let text: ServedModel;
let tokenizer: ServedModel;

beforeEach(async () => {
  work = temporaryFolder();
  server = await startFaultyServer();
  [, text, tokenizer] = await serveTestClip(join(work, 'models'), server);
});
afterEach(async () => {
  await server.close();
  dropFolder(work);
});

/** Names outside this machine are not looked up: a proxy that nobody runs is in between. */
const nowhere = 'http://127.0.0.1:9';

const run = (args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> =>
  podium([...args, '--data', join(work, 'data')], {
    ...options,
    env: {
      PODIUM_MODELS: join(work, 'models'),
      HTTPS_PROXY: nowhere,
      https_proxy: nowhere,
      ...options.env,
    },
  });

describe('podium models', () => {
  it('lists what is used and what is not there', async () => {
    const { code, stdout } = await run(['models']);
    assert.equal(code, 0);
    assert.match(stdout, /^used +face-detector +ssd-mobilenet-v1 /m);
    assert.match(stdout, /^not installed \* +clip-text +test-clip-text /m);
  });

  it('downloads nothing without a yes, and says how to give it', async () => {
    const { code, stderr } = await run(['models', 'install', tokenizer.id]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /Test CLIP: \d+\.\d MB from 127\.0\.0\.1:\d+; licence MIT, commercial use allowed/,
    );
    assert.match(stderr, /There is no terminal to ask on\. Give --yes to agree to this\./);
    assert.deepEqual(server.asked, []);
  });

  it('installs, verifies, and removes', async () => {
    const installed = await run(['models', 'install', tokenizer.id, text.id, '--yes']);
    assert.equal(installed.code, 0, installed.stderr);
    assert.match(installed.stderr, /of \d+\.\d MB, \d+\.\d MB\/s/);
    assert.match(installed.stderr, /Test CLIP is installed\.$/m);
    const again = await run(['models', 'install', text.id, '--yes']);
    assert.match(again.stderr, /installed already/);
    assert.equal(server.asked.length, 2);
    assert.match((await run(['models', 'verify'])).stdout, /^test-clip-text: ok$/m);
    writeFileSync(text.path, 'version https://git-lfs.github.com/spec/v1\n');
    const damaged = await run(['models', 'verify']);
    assert.equal(damaged.code, 1);
    assert.match(damaged.stdout, /^test-clip-text: .* is only a pointer to the model/m);
    assert.equal((await run(['models', 'remove', text.id])).code, 0);
    assert.ok(!existsSync(text.path));
  });

  it('stopped by Ctrl-C keeps what arrived and says how to go on; the next run does', async () => {
    const half = Math.floor(text.bytes.length / 2);
    server.serve(text.address, text.bytes, { stallAfter: half }, {});
    let pressed = false;
    const stopped = await run(['models', 'install', text.id, '--yes'], {
      onStderr: (said, kill) => {
        if (pressed || !/ [\d.]*[1-9][\d.]* of \d+\.\d MB, /.test(said)) return;
        pressed = true;
        kill('SIGINT');
      },
    });
    assert.equal(stopped.code, 1);
    assert.match(
      stopped.stderr,
      /Stopped\. What has arrived is kept; "podium models install test-clip-text" goes on from there\.$/m,
    );
    assert.match((await run(['models'])).stdout, /^\d+ % there \* +clip-text +test-clip-text /m);
    assert.equal((await run(['models', 'install', text.id, '--yes'])).code, 0);
    assert.equal(server.asked[1]?.range, `bytes=${half}-`);
  });

  it('in two processes at once write one file once: the second is told', async () => {
    const { promise: hold, resolve: goOn } = Promise.withResolvers<undefined>();
    const { promise: began, resolve: begin } = Promise.withResolvers<undefined>();
    server.serve(text.address, text.bytes, { pieceBytes: 200_000, hold });
    const first = run(['models', 'install', text.id, '--yes'], {
      onStderr: (said) => {
        if (/ 0\.2 of 0\.\d MB/.test(said)) begin(undefined);
      },
    });
    await Promise.race([began, first]);
    const second = await run(['models', 'install', text.id, '--yes']);
    assert.equal(second.code, 1);
    assert.match(second.stderr, /another Podium is downloading it at this moment/);
    goOn(undefined);
    assert.equal((await first).code, 0);
    assert.equal(server.asked.length, 1);
    assert.match((await run(['models', 'verify'])).stdout, /^test-clip-text: ok$/m);
  });

  it('refuses a network of some hundred bytes that would fill the memory', async () => {
    const file = join(work, 'bomb.onnx');
    const labels = join(work, 'names.txt');
    writeFileSync(file, foldedBomb);
    writeFileSync(labels, colourSports.join('\n'));
    const { code, stderr } = await run(['models', 'import', file, '--labels', labels]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^bomb\.onnx cannot be used as a classifier: trying it took more than 2000 MB of memory\.$/m,
    );
    assert.doesNotMatch((await run(['models'])).stdout, /bomb/);
  });

  it('imports a classifier, uses it, and says what is wrong with a choice', async () => {
    const file = join(work, 'courts.onnx');
    const labels = join(work, 'names.txt');
    writeFileSync(file, colourClassifier());
    writeFileSync(labels, colourSports.join('\n'));
    const imported = await run(['models', 'import', file, '--labels', labels, '--name', 'Courts']);
    assert.match(imported.stderr, /^Courts \(courts\) is installed\.$/m);
    const used = await run(['models', 'use', 'classifier', 'courts']);
    assert.match(used.stderr, /^classifier: Courts is used\.$/m);
    assert.equal((await run(['models', 'use', 'classifier', 'best'])).code, 0);
    const cases = [
      [['models', 'use', 'goalkeeper', 'courts'], /There is no role "goalkeeper"; there are face-/],
      [['models', 'use', 'clip-text', text.id], /Test CLIP is not installed\. Install it first/],
      [['models', 'remove', 'nobody'], /There is no model named "nobody"/],
      [['models', 'install'], /Name a model, or give --all/],
    ] as const;
    for (const [args, message] of cases) {
      const { code, stderr } = await run(args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });

  it('says that there is no way to the server', async () => {
    const { code, stderr } = await run(['models', 'install', 'ocec-n', '--yes']);
    assert.equal(code, 1);
    assert.match(stderr, /^OCEC n could not be downloaded: /m);
  });
});

describe('what the model folder remembers', () => {
  it('is taken over from an earlier version, and its loss is told', async () => {
    const models = join(work, 'models');
    for (const id of ['first', 'second']) await writeColourClassifier(models, id);
    writeFileSync(join(models, 'choices.json'), '{"classifier": "second"}');
    assert.match((await run(['models'])).stdout, /^used +classifier +second /m);
    assert.ok(!existsSync(join(models, 'choices.json')));
    writeFileSync(join(models, 'models.db'), 'no database');
    const { code, stdout, stderr } = await run(['models']);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /models\.db was damaged and is now .+\.damaged\. Choose again which models/,
    );
    assert.match(stdout, /^used +classifier +first /m);
    assert.equal((await run(['models', 'use', 'classifier', 'second'])).code, 0);
    assert.match((await run(['models'])).stdout, /^used +classifier +second /m);
  });
});

describe('an empty model folder without a network', () => {
  it('ranks on the built-in models, and says once what is missing and what adds it', async () => {
    const models = join(work, 'empty');
    mkdirSync(join(work, 'photos'));
    await fillColourFolder(join(work, 'photos'), 6);
    await ownModelFolder(models);
    const env = { PODIUM_MODELS: models };
    const ranked = await run(['rank', join(work, 'photos'), '--top', '2'], { env });
    assert.equal(ranked.code, 0, ranked.stderr);
    assert.match(
      ranked.stderr,
      /Not measured, so the other weights count: .*Aesthetics.*\. "podium models install clip-vit-b32-image-int8 clip-vit-b32-text-int8 clip-vit-b32-tokenizer" adds Aesthetics \(155\.8 MB, after a yes\)\./,
    );
    const { code, stdout } = await run(['doctor'], { env });
    assert.equal(code, 0);
    assert.match(stdout, /^clip-image +none: no aesthetic signal, no search by words, no sports$/m);
    assert.match(stdout, /^clip-text +none: .*, no sports$/m);
    assert.match(stdout, /^clip-vit-b32-text-int8 +64\.5 MB +Understands words/m);
    assert.match(stdout, /"podium models install --all" downloads them \(199\.7 MB\) after a yes/);
    await writeColourClassifier(models, 'colours');
    const told = (await run(['doctor'], { env })).stdout;
    for (const role of ['clip-image', 'clip-text', 'clip-tokenizer'])
      assert.match(
        told,
        new RegExp(`^${role} +none: no aesthetic signal, no search by words$`, 'm'),
      );
  });
});
