// Tries a network of the user's own in a process of its own, with bounds on memory and time, before it is kept.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { classifierFields } from '../../../models/manifest.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Turns } from '../turns.ts';
import { unusableClassifier, type ClassifierFiles, type Tried } from './try-classifier.ts';

/** What a network may take while it is tried; the process that tries it ends itself above that. */
export type TrialLimits = {
  /** Memory that the process has in use. A network of 100 million weights takes 950 MB. */
  readonly memoryMb: number;
  /** From the start of the process on: it opens the network and runs it on three pictures. */
  readonly timeMs: number;
};

export const trialLimits: TrialLimits = { memoryMb: 2000, timeMs: 60_000 };

/** What the process is given, as JSON in its first argument. */
export type TrialRequest = {
  readonly files: ClassifierFiles;
  readonly limits: TrialLimits;
  /** The file in which it leaves its answer: what it prints gets lost where Electron starts it. */
  readonly answerFile: string;
};

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fits'), tried: classifierFields }),
  z.object({ kind: z.literal('refused'), sentence: z.string() }),
  z.object({ kind: z.literal('memory') }),
  z.object({ kind: z.literal('time') }),
]);

/** What the process leaves, as a line of JSON; nothing where it crashes. */
export type TrialAnswer = z.infer<typeof answerSchema>;

/**
 * Runs `process.ts` beside this file with a request, and resolves when it has ended; it is killed when the signal is
 * aborted. A host in which no Node can be started by itself brings its own.
 */
export type TrialProcess = (request: string, signal: AbortSignal) => Promise<void>;

export type Trials = {
  readonly start: TrialProcess;
  readonly limits: TrialLimits;
  /** One after the other: each may take all that the limits give. */
  readonly turns: Turns;
};

const entry = fileURLToPath(new URL('./process.ts', import.meta.url));

export const trialInNode: TrialProcess = (request, signal) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, request], {
      stdio: 'ignore', // a crash prints pages of addresses
      ...{ signal, killSignal: 'SIGKILL', windowsHide: true },
    });
    child.once('error', (error) => {
      if (!signal.aborted) reject(error);
    });
    child.once('close', () => {
      resolve();
    });
  });

/** How long a process that is to end itself may be late: a machine out of memory runs nothing for a while. */
const graceMs = 10_000;

/**
 * What the list of models has to say of a classifier before it is imported: both files are read and the network is
 * tried, none of it in this process. Throws EngineError: `bad-input` with a sentence about what does not fit, or
 * cancelled. The process is gone when this settles.
 */
export async function describeClassifier(
  files: ClassifierFiles,
  trials: Trials,
  signal: AbortSignal,
): Promise<Tried> {
  const answer = await trials.turns.inTurn(() => tryOnce(files, trials, signal));
  if (answer.kind === 'fits') return answer.tried;
  if (answer.kind === 'refused') throw new EngineError('bad-input', answer.sentence);
  throw unusableClassifier(files.path, whyEnded(answer.kind, trials.limits));
}

async function tryOnce(
  files: ClassifierFiles,
  { start, limits }: Trials,
  signal: AbortSignal,
): Promise<TrialAnswer | { readonly kind: 'ended' }> {
  throwIfCancelled(signal);
  const late = AbortSignal.timeout(limits.timeMs + graceMs);
  const ended = AbortSignal.any([signal, late]);
  const left = await inFolder(async (folder) => {
    const answerFile = join(folder, 'answer');
    const request: TrialRequest = { files, limits, answerFile };
    await start(JSON.stringify(request), ended);
    return readFile(answerFile, 'utf8').catch(() => ''); // it crashed before it wrote
  });
  throwIfCancelled(signal);
  return answerIn(left) ?? { kind: late.aborted ? 'time' : 'ended' };
}

async function inFolder<R>(work: (folder: string) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'podium-trial-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function whyEnded(kind: 'memory' | 'time' | 'ended', { memoryMb, timeMs }: TrialLimits): string {
  if (kind === 'memory') return `trying it took more than ${memoryMb} MB of memory`;
  if (kind === 'time') return `trying it took longer than ${timeMs / 1000} seconds`;
  return 'the process that tried it ended without an answer';
}

/** The first answer counts: the thread that watches may have one at the same moment. */
function answerIn(text: string): TrialAnswer | undefined {
  const end = text.indexOf('\n'); // none where it was killed as it wrote
  return end < 0 ? undefined : answerSchema.parse(JSON.parse(text.slice(0, end)));
}
