// Trials of models in Electron: the engine asks, main starts the process and ends it, with the call or the engine.

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { endlessNetwork, externalNetwork } from '../fixtures/hostile-networks.ts';
import { asked } from './electron-stand-in.ts';
import { runMain, type RunningMain } from './run-main.ts';

let main: RunningMain;
let pageAsks: Call<PodiumContract>;

before(async () => {
  main = await runMain(() => undefined);
  pageAsks = await main.connectPage();
});
after(() => {
  main.close();
});

function importNetwork(bytes: Uint8Array, signal = new AbortController().signal) {
  const path = join(main.data, 'courts.onnx');
  const labels = join(main.data, 'names.txt');
  writeFileSync(path, bytes);
  writeFileSync(labels, 'golf\ntennis\nswimming');
  return pageAsks('models.import', { path, labels, fit: 'stretch' }, { signal });
}

/** The process that main starts next. */
async function nextTrial(before: number): Promise<ChildProcess> {
  while (asked.trials.length === before) await pageAsks('settings.read', {});
  return asked.trials.at(-1) ?? assert.fail();
}

async function isKilled(trial: ChildProcess): Promise<void> {
  if (trial.signalCode === null) await once(trial, 'exit');
  assert.equal(trial.signalCode, 'SIGKILL');
}

describe('a trial in Electron', () => {
  it('runs in a process that main starts, and answers', async () => {
    const refused = importNetwork(externalNetwork('weights.bin'));
    await assert.rejects(refused, { code: 'bad-input', message: /It keeps its numbers in other/ });
    assert.deepEqual(
      asked.trials.map(({ exitCode }) => exitCode),
      [0],
    );
  });

  it('is killed when the call is stopped', async () => {
    const stop = new AbortController();
    const before = asked.trials.length;
    const imported = importNetwork(endlessNetwork, stop.signal);
    const trial = await nextTrial(before);
    stop.abort();
    await assert.rejects(imported, { code: 'cancelled' });
    await isKilled(trial);
  });

  it('is killed when the engine dies', async () => {
    const before = asked.trials.length;
    const imported = assert.rejects(importNetwork(endlessNetwork), /ended without an answer/);
    const trial = await nextTrial(before);
    asked.forks.at(-1)?.emit('exit', 1);
    await isKilled(trial);
    await imported;
  });
});
