// The engine in this process, on the data folder, for one command.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PodiumContract } from '../../../shared/contract.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { dataFolder, engineOptionsIn } from '../../host/data-folder.ts';
import { copyToLookAt, createEngine, type EngineOptions } from '../../engine/engine.ts';
import { untilInterrupted } from '../terminal/interrupt.ts';

export type PodiumOptions = {
  /** Data folder; the system's place for application data when not given. */
  readonly data?: string | undefined;
  /** False: everything is computed afresh in a temporary cache that is dropped at the end. */
  readonly cache?: boolean | undefined;
};

/** Runs a command; its exit code is what `use` resolves with, 0 where that is undefined. */
export type Run = (
  options: PodiumOptions,
  use: (call: Call<PodiumContract>, signal: AbortSignal) => Promise<number | undefined>,
) => Promise<void>;

/** Runs `use` with an engine, cancels its calls on Ctrl-C and always closes the cache properly. */
export async function withPodium<T>(
  options: PodiumOptions,
  use: (call: Call<PodiumContract>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const data = dataFolder(options.data);
  if (options.cache === false)
    return inTemporaryFolder((folder) => withEngine(keepingNothing(data, folder), use));
  return withEngine(engineOptionsIn(data), use);
}

function withEngine<T>(
  options: EngineOptions,
  use: (call: Call<PodiumContract>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return untilInterrupted(async (signal) => {
    const engine = createEngine(options);
    try {
      return await use(engine.call, signal);
    } finally {
      await engine.close();
    }
  });
}

/** The folder is removed afterwards, also when the process is told to end at once. */
async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'podium-'));
  const drop = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', drop);
  try {
    return await use(folder);
  } finally {
    process.off('exit', drop);
    drop();
  }
}

/** The decisions are read from a copy: the data folder is left as it is, whether it can be written or not. */
function keepingNothing(data: string, folder: string): EngineOptions {
  const options = engineOptionsIn(data, folder);
  const decisionsFile = join(folder, 'decisions.db');
  copyToLookAt(engineOptionsIn(data), decisionsFile);
  return { ...options, decisionsFile };
}
