// The second run over an unchanged folder against the first, through the real command line.
// Run: node test/bench/second-run.ts [PHOTOS]   Default 2,000 made photos; takes some minutes.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const count = Number(process.argv[2] ?? 2000);
const folder = temporaryFolder();

async function timedRun(): Promise<{ readonly seconds: number; readonly summary: string }> {
  const started = performance.now();
  const { code, stderr } = await podium([
    'rank',
    join(folder, 'photos'),
    '--data',
    join(folder, 'data'),
  ]);
  if (code !== 0) throw new Error(stderr);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, summary: stderr.trimEnd().split('\n').at(-1) ?? '' };
}

try {
  mkdirSync(join(folder, 'photos'));
  await fillFolder(join(folder, 'photos'), count);
  const first = await timedRun();
  const second = await timedRun();
  console.log(`first run:  ${first.seconds.toFixed(1)} s  ${first.summary}`);
  console.log(`second run: ${second.seconds.toFixed(2)} s  ${second.summary}`);
  console.log(
    `the second takes ${((100 * second.seconds) / first.seconds).toFixed(2)} % of the first`,
  );
} finally {
  dropFolder(folder);
}
