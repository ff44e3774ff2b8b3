// Trials of models in Electron, where main alone can start a process: the engine asks it to. Both ends of that.

import type { TrialProcess } from '../engine/engine.ts';

/** To main: start a trial with this request, or end it (null). Back: it has ended. */
type TrialMessage = { readonly trial: number; readonly request?: string | null };

function isTrialMessage(message: unknown): message is TrialMessage {
  return typeof message === 'object' && message !== null && 'trial' in message;
}

/** The engine's end of its channel to main. */
type MainPort = {
  postMessage(message: TrialMessage): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
};

/** In the engine: trials that main starts. */
export function trialsByMain(main: MainPort): TrialProcess {
  const ended = new Map<number, () => void>();
  let last = 0;
  main.on('message', ({ data }) => {
    if (isTrialMessage(data)) ended.get(data.trial)?.();
  });
  return (request, signal) =>
    new Promise((resolve) => {
      const trial = ++last;
      const end = () => {
        main.postMessage({ trial, request: null });
      };
      ended.set(trial, () => {
        ended.delete(trial);
        signal.removeEventListener('abort', end);
        resolve();
      });
      signal.addEventListener('abort', end);
      main.postMessage({ trial, request });
    });
}

/** The parts of Electron's UtilityProcess that are needed of the engine and of a trial. */
type EngineProcess = {
  postMessage(message: TrialMessage): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: () => void): unknown;
};
type TrialChild = {
  readonly pid: number | undefined;
  once(event: 'exit' | 'spawn', listener: () => void): unknown;
};

/** In main: starts what the engine asks for, by `fork`, which starts nothing else. The trials of a dead engine end. */
export function serveTrials(engine: EngineProcess, fork: (request: string) => TrialChild): void {
  const running = new Map<number, TrialChild>();
  engine.on('message', (message) => {
    if (!isTrialMessage(message)) return;
    const { trial, request } = message;
    if (typeof request !== 'string') {
      kill(running.get(trial));
      return;
    }
    const child = fork(request);
    running.set(trial, child);
    child.once('exit', () => {
      running.delete(trial);
      engine.postMessage({ trial });
    });
  });
  engine.once('exit', () => {
    running.forEach(kill);
  });
}

/** Electron's own `kill` asks politely, and a thread that computes does not hear it. */
function kill(child: TrialChild | undefined): void {
  if (!child) return;
  if (child.pid === undefined) {
    child.once('spawn', () => {
      kill(child);
    });
    return;
  }
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself at this moment: `exit` follows.
  }
}
