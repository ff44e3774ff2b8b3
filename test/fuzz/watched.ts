// Runs inputs in child processes with bounds on memory and time, and counts what came of them.

import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Asked, Told } from './child.ts';

export const limits = { ms: 10_000, bytes: 1.2 * 2 ** 30 } as const;
/** Seeds are made anew in each child, on a machine that may be busy. */
const readyMs = 120_000;
/** Inputs of one child: what a decoder never gives back must not count against a later input. */
const mostInputs = 2000;

export type Defect = { readonly number: number; readonly what: string };

export type Counts = {
  inputs: number;
  answered: number;
  refused: number;
  readonly defects: Defect[];
  slowestMs: number;
  peakBytes: number;
};

export const noCounts = (): Counts => ({
  ...{ inputs: 0, answered: 0, refused: 0, defects: [], slowestMs: 0, peakBytes: 0 },
});

/** Runs inputs `from` to below `to`. A crash, a hang or too much memory counts where the input does it alone as well. */
export async function runInputs(asked: Asked, counts: Counts): Promise<void> {
  let from = asked.from;
  while (from < asked.to) {
    const batch = { ...asked, from, to: Math.min(asked.to, from + mostInputs) };
    const end = await runChild(batch, counts);
    from = end.next;
    if (end.failed === null) continue;
    const alone = noCounts();
    const again = await runChild({ ...asked, from, to: from + 1 }, alone);
    counts.inputs += 1;
    counts.slowestMs = Math.max(counts.slowestMs, alone.slowestMs);
    counts.peakBytes = Math.max(counts.peakBytes, alone.peakBytes);
    const failed = again.failed ?? alone.defects[0]?.what;
    if (failed !== undefined) counts.defects.push({ number: from, what: failed });
    else counts.answered += alone.answered;
    counts.refused += alone.refused;
    from += 1;
  }
}

type End = {
  /** The first input that has no verdict. */
  readonly next: number;
  /** What became of the child while it was at that input; null where it came to its end. */
  readonly failed: string | null;
};

function runChild(asked: Asked, counts: Counts): Promise<End> {
  const child = fork(
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    [JSON.stringify(asked)],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    },
  );
  return new Promise((resolve, reject) => {
    let next = asked.from;
    let why: string | null = null;
    let said = '';
    let isReady = false;
    let lastMs = performance.now();
    const kill = (reason: string) => {
      why ??= reason;
      child.kill('SIGKILL');
    };
    const watch = setInterval(() => {
      const passedMs = performance.now() - lastMs;
      if (passedMs > (isReady ? limits.ms : readyMs)) kill(`more than ${limits.ms / 1000} s`);
      if (residentBytes(child) > limits.bytes) kill(tooLarge);
    }, 100);
    child.stderr?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-2000);
    });
    child.on('message', (told: Told) => {
      lastMs = performance.now();
      isReady = true;
      // A child that was killed for this input may have told of it all the same.
      if (why !== null || told.kind === 'ready') return;
      if (told.peakBytes > limits.bytes) {
        kill(tooLarge);
        return;
      }
      next = told.number + 1;
      count(counts, told);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      if (!isReady) reject(new Error(`The child of ${asked.parser} did not start: ${said}`));
      else if (next >= asked.to) resolve({ next, failed: null });
      else resolve({ next, failed: why ?? `crash: ${signal ?? code ?? ''} ${said}` });
    });
  });
}

const tooLarge = `more than ${(limits.bytes / 2 ** 30).toFixed(1)} GB`;

function count(counts: Counts, told: Exclude<Told, { kind: 'ready' }>): void {
  counts.inputs += 1;
  counts.slowestMs = Math.max(counts.slowestMs, told.ms);
  counts.peakBytes = Math.max(counts.peakBytes, told.peakBytes);
  if (told.kind === 'defect') counts.defects.push({ number: told.number, what: told.what });
  else counts[told.kind] += 1;
}

/** While it is busy a child says nothing. Linux tells; elsewhere what the child says after each input has to do. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    const pages = readFileSync(`/proc/${pid ?? ''}/statm`, 'latin1').split(' ')[1];
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}
