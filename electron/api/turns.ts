// Who may work now: a few at once, a few more in line, and everybody else is told to come back.

import { cancelled } from '../../shared/calls/rpc.ts';
import { ApiError } from './refusals.ts';

export type Turns = {
  /**
   * Resolves with what gives the turn back, first come, first served. Rejects at once with status 429 where the line
   * is full, and with EngineError `cancelled` when `signal` is aborted while waiting.
   */
  take(signal: AbortSignal): Promise<() => void>;
};

/** @param atOnce turns out at a time; `inLine` how many may wait for one. Both at least 1. */
export function createTurns({ atOnce, inLine }: { atOnce: number; inLine: number }): Turns {
  const line: (() => void)[] = [];
  let out = 0;
  /** Handed to the next in line before anybody new can see it free. */
  const give = () => {
    const next = line.shift();
    if (next) next();
    else out -= 1;
  };
  /** One turn ends once, however often it is given back. */
  const turn = () => {
    let held = true;
    return () => {
      if (held) give();
      held = false;
    };
  };
  return {
    async take(signal) {
      if (signal.aborted) throw cancelled();
      if (out < atOnce) out += 1;
      else if (line.length < inLine) await waitIn(line, signal);
      else throw full();
      return turn();
    },
  };
}

function waitIn(line: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      line.splice(line.indexOf(called), 1);
      reject(cancelled());
    };
    const called = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    signal.addEventListener('abort', leave, { once: true });
    line.push(called);
  });
}

function full(): ApiError {
  return new ApiError(429, 'Podium has as many requests as it can take. Try again in a second.', {
    'retry-after': '1',
  });
}
