// The engine in this process, on the data folder, for one command.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/rpc.ts';
import { dataFolder, engineOptionsIn } from '../data-folder.ts';
import { createEngine } from '../engine/engine.ts';

export type PodiumOptions = {
  /** Data folder; the system's place for application data when not given. */
  readonly data?: string | undefined;
  /** False: everything is computed afresh in a temporary cache that is dropped at the end. */
  readonly cache?: boolean | undefined;
};

/** Runs `use` with an engine, cancels its calls on Ctrl-C and always closes the cache properly. */
export async function withPodium<T>(
  options: PodiumOptions,
  use: (call: Call<PodiumContract>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const data = dataFolder(options.data);
  const temporary = options.cache === false ? mkdtempSync(join(tmpdir(), 'podium-')) : undefined;
  const interrupt = new AbortController();
  const onInterrupt = () => {
    interrupt.abort();
  };
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt);
  try {
    const engine = createEngine(engineOptionsIn(data, temporary));
    try {
      return await use(engine.call, interrupt.signal);
    } finally {
      await engine.close();
    }
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}
