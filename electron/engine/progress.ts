// Progress of a run as snapshots: how many are done, how fast, how long the rest will take.

import type { AnalysisProgress } from '../../shared/contract.ts';

/** Snapshots are at least this far apart: ten a second at most. */
const intervalMs = 100;

export type RunProgress = {
  /** One more is done; `failed` is the number of failures so far. */
  step(failed: number): void;
  /** Sends the last snapshot, whatever the interval. */
  end(): void;
};

export function createProgress(
  total: number,
  send: (progress: AnalysisProgress) => void,
): RunProgress {
  const startedMs = performance.now();
  let sentMs = -Infinity;
  let done = 0;
  let failed = 0;
  const snapshot = (nowMs: number): AnalysisProgress => {
    const photosPerSecond = (done * 1000) / Math.max(1, nowMs - startedMs);
    const secondsLeft = done === 0 ? null : (total - done) / photosPerSecond;
    return { done, total, failed, photosPerSecond, secondsLeft };
  };
  const sendAt = (nowMs: number) => {
    sentMs = nowMs;
    send(snapshot(nowMs));
  };
  sendAt(startedMs);
  return {
    step(failures) {
      done += 1;
      failed = failures;
      const nowMs = performance.now();
      if (nowMs - sentMs >= intervalMs) sendAt(nowMs);
    },
    end() {
      sendAt(performance.now());
    },
  };
}

/** Passes on a snapshot at most ten times a second; those in between are dropped, the last one perhaps too. */
export function atMostTenASecond<T>(send: (snapshot: T) => void): (snapshot: T) => void {
  let sentMs = -Infinity;
  return (snapshot) => {
    const nowMs = performance.now();
    if (nowMs - sentMs < intervalMs) return;
    sentMs = nowMs;
    send(snapshot);
  };
}

/** How long the rest of a work will take, in seconds, by the share that is done, 0..1; null before anything is. Starts now. */
export function createSecondsLeft(): (share: number) => number | null {
  const startedMs = performance.now();
  return (share) =>
    share > 0 ? ((1 - share) / share) * ((performance.now() - startedMs) / 1000) : null;
}
