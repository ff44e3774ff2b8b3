// The engine in a child process: started by the first call, and again by the first call after its death.

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { connect } from '../../shared/calls/port.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { processPort } from './process-port.ts';

export type ChildEngine = {
  /** Calls open when the process dies reject with code `stopped`; calling again starts a new process. */
  readonly call: Call<PodiumContract>;
  /** Process id of the engine while one runs. */
  pid(): number | undefined;
  close(): Promise<void>;
};

/** Long enough for the photo in work, which takes seconds at most. */
const longestCloseMs = 10_000;

export function startChildEngine(options: EngineOptions): ChildEngine {
  let running: { readonly child: ChildProcess; readonly call: Call<PodiumContract> } | undefined;
  const start = () => {
    const entry = fileURLToPath(new URL('engine-process.ts', import.meta.url));
    const child = fork(entry, [JSON.stringify(options)], { serialization: 'advanced' });
    const started = { child, call: connect<PodiumContract>(processPort(child)) };
    const forget = () => {
      if (running === started) running = undefined;
    };
    child.once('disconnect', forget).once('exit', forget).once('error', forget);
    return started;
  };
  return {
    call: (...args) => (running ??= start()).call(...args),
    pid: () => running?.child.pid,
    async close() {
      const child = running?.child;
      if (child?.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.connected) child.disconnect();
      // A photo on a disk that does not answer would hold it for ever; killing it mid-run leaves the cache whole.
      const late = setTimeout(() => child.kill('SIGKILL'), longestCloseMs);
      await gone;
      clearTimeout(late);
    },
  };
}
