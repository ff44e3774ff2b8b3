// Owns the golden table of teaching: `podium train` on the labelled photos of ../shared/photos/sports, told by cross-validation.
// Run: node test/golden/teach.ts

import { join } from 'node:path';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';
import { labelledFolder } from './labelled-photos.ts';

type Said = {
  readonly photos: number;
  readonly right: number;
  readonly top_1: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly folder_votes: { readonly folders: number; readonly right: number };
  readonly temperature: number;
  readonly calibration_error: { readonly before: number; readonly after: number };
  readonly parity: number;
  readonly seconds: number;
};

function line(what: string, { photos, right, top_1, interval, ...said }: Said): string {
  const { folder_votes: votes, calibration_error: error, temperature, parity, seconds } = said;
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  return [
    `${what}: top-1 ${top_1.toFixed(3)} (${right} of n = ${photos}, 95 % ${percent(interval.low)} to ${percent(interval.high)})`,
    `folder vote ${votes.right} of n = ${votes.folders}`,
    `calibration error ${error.before.toFixed(3)}, at temperature ${temperature.toFixed(2)} ${error.after.toFixed(3)}`,
    `parity ${parity.toExponential(1)}`,
    `${seconds.toFixed(1)} s for all heads`,
  ].join('; ');
}

/** False where a run failed. */
async function measure(folder: string, data: string): Promise<boolean> {
  const plans = [0, 64].flatMap((hidden) => [1, 2, 3].map((seed) => ({ hidden, seed })));
  for (const { hidden, seed } of plans) {
    const { code, stdout, stderr } = await podium(
      [
        ...['train', folder, '--features', 'bodies', '--json', '--data', data],
        ...[
          '--hidden',
          String(hidden),
          '--seed',
          String(seed),
          '--name',
          `taught ${hidden} ${seed}`,
        ],
      ],
      { env: { PODIUM_MODELS: join(data, 'models') } },
    );
    if (code !== 0) {
      console.log(stderr);
      return false;
    }
    console.log(line(`hidden ${hidden}, seed ${seed}`, JSON.parse(stdout) as Said));
  }
  return true;
}

const folder = labelledFolder('sports');
if (folder !== null) {
  const work = temporaryFolder();
  try {
    await ownModelFolder(join(work, 'models')); // what is taught goes with it
    if (!(await measure(join(folder, 'photos'), work))) process.exitCode = 1;
  } finally {
    dropFolder(work);
  }
}
