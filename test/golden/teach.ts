// Owns the golden table of teaching: `podium train` on the labelled photos of ../shared/photos/sports, told by cross-validation.
// Run: node test/golden/teach.ts

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { csvText } from '../../shared/ranking/csv.ts';
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

/** The same photos by whether they are worth keeping (keep 2 and 3 of moments.json): a table beside them. */
async function keptTable(folder: string, work: string): Promise<string> {
  const text = await readFile(join(folder, 'moments.json'), 'utf8');
  const moments = z
    .array(z.object({ photo: z.string(), keep: z.number() }))
    .parse(JSON.parse(text));
  const rows = moments.map(({ photo, keep }) => [photo, keep >= 2 ? 'keep' : 'drop']);
  const table = join(work, 'kept.csv');
  await writeFile(table, csvText([['path', 'label'], ...rows]));
  return table;
}

type Plan = { readonly name: string; readonly options: readonly string[] };

/** False where the run failed. */
async function measure(folder: string, data: string, { name, options }: Plan): Promise<boolean> {
  const { code, stdout, stderr } = await podium(
    [
      ...['train', folder, '--features', 'bodies', '--json', '--data', data],
      ...['--name', name, ...options],
    ],
    { env: { PODIUM_MODELS: join(data, 'models') } },
  );
  console.log(code === 0 ? line(name, JSON.parse(stdout) as Said) : stderr);
  return code === 0;
}

function plansOf(table: string): Plan[] {
  return [1, 2, 3].flatMap((seed) => {
    const seeded = ['--seed', String(seed)];
    return [
      { name: `one layer, seed ${seed}`, options: seeded },
      { name: `64 units between, seed ${seed}`, options: [...seeded, '--hidden', '64'] },
      { name: `keep or drop, seed ${seed}`, options: [...seeded, '--labels', table] },
    ];
  });
}

const folder = labelledFolder('sports');
if (folder !== null) {
  const work = temporaryFolder();
  try {
    await ownModelFolder(join(work, 'models')); // what is taught goes with it
    for (const plan of plansOf(await keptTable(folder, work)))
      if (!(await measure(join(folder, 'photos'), work, plan))) process.exitCode = 1;
  } finally {
    dropFolder(work);
  }
}
