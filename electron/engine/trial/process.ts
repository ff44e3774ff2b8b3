// Entry of the process in which a network of the user's own is tried: whatever it does, it does to this process.

import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { sentenceOf } from '../../../shared/calls/rpc.ts';
import type { TrialAnswer, TrialRequest } from './trial.ts';
import { tryClassifier } from './try-classifier.ts';

const request = JSON.parse(process.argv[2] ?? '{}') as TrialRequest;

async function answer(): Promise<TrialAnswer> {
  try {
    return { kind: 'fits', tried: await tryClassifier(request.files) };
  } catch (error) {
    return { kind: 'refused', sentence: sentenceOf(error) };
  }
}

// A run of the network blocks this thread: another one watches, and is there before the file is opened.
const watch = new Worker(new URL('./watch.ts', import.meta.url), { workerData: request });
await once(watch, 'message');
appendFileSync(request.answerFile, `${JSON.stringify(await answer())}\n`);
process.exit();
