// The process in which inputs are tried: it tells what came of each one, and how much memory it has needed so far.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputOf } from './inputs.ts';
import { judged, type Verdict } from './judge.ts';
import { parserNamed } from './parsers.ts';

/** Inputs `from` to below `to` of one parser. */
export type Batch = { readonly parser: string; readonly from: number; readonly to: number };

/** What it is asked, as the argument of its command line: several batches share the start of a process. */
export type Asked = { readonly seed: string; readonly batches: readonly Batch[] };

export type Told =
  | { readonly kind: 'ready'; readonly parser: string }
  | (Verdict & {
      readonly parser: string;
      readonly number: number;
      readonly ms: number;
      /** The most that the process has ever held. */
      readonly peakBytes: number;
    });

/** Resolves when the other end has it: what a crash cuts off would be told of the wrong input. */
const tell = (told: Told) =>
  new Promise<void>((resolve) => {
    process.send?.(told, () => {
      resolve();
    });
  });

async function run(seed: string, { parser: name, from, to }: Batch): Promise<void> {
  const parser = parserNamed(name);
  const seeds = await parser.seeds();
  const folder = mkdtempSync(join(tmpdir(), 'podium-fuzz-'));
  try {
    const { take, close } = await parser.open(folder);
    await tell({ kind: 'ready', parser: name });
    for (let number = from; number < to; number += 1) {
      const input = inputOf(name, seeds, seed, number);
      const startedMs = performance.now();
      const verdict = await judged(take, input.bytes, input.name);
      const ms = performance.now() - startedMs;
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      await tell({ ...verdict, parser: name, number, ms, peakBytes });
    }
    await close?.();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { seed, batches } = JSON.parse(process.argv[2] ?? '') as Asked;
for (const batch of batches) await run(seed, batch);
process.disconnect();
