// The process in which inputs are tried: it tells what came of each one, and how much memory it has needed so far.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judged, type Verdict } from './judge.ts';
import { inputOf } from './inputs.ts';
import { parserNamed } from './parsers.ts';

/** What it is asked: inputs `from` to below `to`, given as the arguments of its command line. */
export type Asked = {
  readonly parser: string;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
};

/** The first one, without a number, says that all is ready. */
export type Told =
  | { readonly kind: 'ready'; readonly peakBytes: number }
  | ({ readonly number: number; readonly ms: number; readonly peakBytes: number } & Verdict);

/** The most that it has ever held. */
const peakBytes = () => process.resourceUsage().maxRSS * 1024;

/** Resolves when the other end has it: what a crash cuts off would be told of the wrong input. */
const tell = (told: Told) =>
  new Promise<void>((resolve) => {
    process.send?.(told, () => {
      resolve();
    });
  });

async function run({ parser: name, seed, from, to }: Asked): Promise<void> {
  const parser = parserNamed(name);
  const seeds = await parser.seeds();
  const folder = mkdtempSync(join(tmpdir(), 'podium-fuzz-'));
  try {
    const { take, close } = await parser.open(folder);
    await tell({ kind: 'ready', peakBytes: peakBytes() });
    for (let number = from; number < to; number += 1) {
      const input = inputOf(name, seeds, seed, number);
      const startedMs = performance.now();
      const verdict = await judged(take, input.bytes, input.name);
      const ms = performance.now() - startedMs;
      await tell({ ...verdict, number, ms, peakBytes: peakBytes() });
    }
    await close?.();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await run(JSON.parse(process.argv[2] ?? '') as Asked);
process.disconnect();
