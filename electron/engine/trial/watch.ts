// The thread that ends its process when a trial takes more memory or time than it may, and says which.

import { appendFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { TrialAnswer, TrialRequest } from './trial.ts';

const { limits, answerFile } = workerData as TrialRequest;

/** A tensor is filled at some 3 GB a second: 30 MB between two looks. */
const lookMs = 10;

function end(answer: TrialAnswer): void {
  try {
    appendFileSync(answerFile, `${JSON.stringify(answer)}\n`);
  } finally {
    process.kill(process.pid, 'SIGKILL'); // nothing else stops a thread that computes
  }
}

setInterval(() => {
  if (process.memoryUsage.rss() > limits.memoryMb * 1e6) end({ kind: 'memory' });
}, lookMs);
setTimeout(end, limits.timeMs, { kind: 'time' });
parentPort?.postMessage('watching');
