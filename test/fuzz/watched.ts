// Runs inputs in child processes with bounds on memory and time, and counts what came of them.

import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Asked, Batch, Told } from './child.ts';

/** What one input may take. */
export type Limits = { readonly ms: number; readonly bytes: number };
const limitsOfInputs: Limits = { ms: 10_000, bytes: 1.2 * 2 ** 30 };
/** Seeds are made anew in each child, on a machine that may be busy. */
const readyMs = 120_000;
/** Inputs of one child: what a decoder never gives back must not count against a later input. */
const mostInputs = 2000;

export type Defect = { readonly parser: string; readonly number: number; readonly what: string };

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

/** Counts what was counted elsewhere. */
export function addTo(all: Counts, counts: Counts): void {
  all.inputs += counts.inputs;
  all.answered += counts.answered;
  all.refused += counts.refused;
  all.defects.push(...counts.defects);
  all.slowestMs = Math.max(all.slowestMs, counts.slowestMs);
  all.peakBytes = Math.max(all.peakBytes, counts.peakBytes);
}

/**
 * Runs some inputs of some parsers into `counts`. A crash, a hang or too much memory is a defect where the input does it
 * alone as well: a busy machine is nobody's fault.
 */
export async function runInputs(
  { seed, batches }: Asked,
  counts: Counts,
  limits: Limits = limitsOfInputs,
): Promise<void> {
  let left = batches;
  while (left.length > 0) {
    const [first] = left;
    const isLong = first !== undefined && first.to - first.from > mostInputs;
    const now = isLong ? [{ ...first, to: first.from + mostInputs }] : left;
    const later = isLong ? [{ ...first, from: first.from + mostInputs }, ...left.slice(1)] : [];
    const { at, failed } = await runChild({ seed, batches: now }, counts, limits);
    if (at === null) {
      left = later;
      continue;
    }
    await runAlone(seed, at, failed, counts, limits);
    left = [...after(now, at), ...later];
  }
}

type Place = { readonly parser: string; readonly number: number };

/** What is left of the batches behind an input. */
function after(batches: readonly Batch[], { parser, number }: Place): readonly Batch[] {
  const place = batches.findIndex((batch) => batch.parser === parser);
  return batches
    .slice(place)
    .map((batch, i) => (i === 0 ? { ...batch, from: number + 1 } : batch))
    .filter(({ from, to }) => from < to);
}

async function runAlone(
  seed: string,
  { parser, number }: Place,
  before: string,
  counts: Counts,
  limits: Limits,
): Promise<void> {
  const batches = [{ parser, from: number, to: number + 1 }];
  const { at, failed } = await runChild({ seed, batches }, counts, limits);
  if (at === null) return;
  counts.inputs += 1;
  counts.defects.push({ parser, number, what: failed === '' ? before : failed });
}

/** The input at which a child ended before its time, and how; null where it came to its end. */
type End = { readonly at: Place | null; readonly failed: string };

function runChild(asked: Asked, counts: Counts, limits: Limits): Promise<End> {
  const child = startChild(asked);
  const tooLarge = `more than ${(limits.bytes / 2 ** 30).toFixed(1)} GB`;
  const places = asked.batches.flatMap(({ parser, from, to }) =>
    Array.from({ length: to - from }, (_, i): Place => ({ parser, number: from + i })),
  );
  return new Promise((resolve) => {
    let done = 0;
    let why: string | null = null;
    let said = '';
    let waitMs = readyMs;
    let lastMs = performance.now();
    const kill = (reason: string) => {
      why ??= reason;
      child.kill('SIGKILL');
    };
    const watch = setInterval(() => {
      if (performance.now() - lastMs > waitMs) kill(`more than ${waitMs / 1000} s`);
      if (residentBytes(child) > limits.bytes) kill(tooLarge);
    }, 100);
    child.stderr?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-2000);
    });
    child.on('message', (told: Told) => {
      lastMs = performance.now();
      waitMs = limits.ms;
      // A child that was killed for an input may have told of it all the same.
      if (why !== null || told.kind === 'ready') return;
      if (told.peakBytes > limits.bytes) {
        kill(tooLarge);
        return;
      }
      done += 1;
      // Between two parsers lie the seeds of the next one.
      if (places[done]?.parser !== told.parser) waitMs = readyMs;
      count(counts, told);
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      const failed = why ?? `crash (${signal ?? code ?? ''}): ${said}`;
      resolve({ at: places[done] ?? null, failed });
    });
  });
}

function startChild(asked: Asked): ChildProcess {
  const file = fileURLToPath(new URL('./child.ts', import.meta.url));
  return fork(file, [JSON.stringify(asked)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
}

function count(counts: Counts, told: Exclude<Told, { kind: 'ready' }>): void {
  counts.inputs += 1;
  counts.slowestMs = Math.max(counts.slowestMs, told.ms);
  counts.peakBytes = Math.max(counts.peakBytes, told.peakBytes);
  if (told.kind !== 'defect') counts[told.kind] += 1;
  else counts.defects.push({ parser: told.parser, number: told.number, what: told.what });
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
