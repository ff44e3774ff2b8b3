// Owns the golden table of sports: `podium classify` on the labelled photos of ../shared/photos/sports, by whatever tells sports here.
// Run: node test/golden/sports.ts [MODEL [OTHER]]   Models are those of PODIUM_MODELS, else of the tests.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { csvText } from '../../shared/ranking/csv.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, modelsFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder, readLabels } from './labelled-photos.ts';

/** The folder's labels by the names of the 100 sports; what is not here none of them means. */
const sports: Readonly<Record<string, string>> = {
  baseball: 'baseball',
  basketball: 'basketball',
  boxing: 'boxing',
  cricket: 'cricket',
  fencing: 'fencing',
  formula1: 'formula 1 racing',
  hockey: 'field hockey',
  ice_hockey: 'hockey',
  motogp: 'motorcycle racing',
  swimming: 'swimming',
  table_tennis: 'table tennis',
  tennis: 'tennis',
  volleyball: 'volleyball',
  weight_lifting: 'weightlifting',
  wrestling: 'olympic wrestling',
};

const labelSchema = z.object({ label: z.string(), kind: z.string(), photo: z.string() });

/** Prints what `podium classify` says; false where it failed for another reason than that nothing tells sports. */
async function measure(folder: string, work: string): Promise<boolean> {
  const labelled = await readLabels(folder, labelSchema);
  const photos = labelled.filter(({ kind }) => kind === 'photo');
  const named = photos.flatMap(({ photo, label }) => {
    const sport = sports[label];
    return sport === undefined ? [] : [[photo, sport] as const];
  });
  const table = join(work, 'labels.csv');
  await writeFile(table, csvText([['path', 'label'], ...named]));
  const [model, other] = process.argv.slice(2);
  const { code, stdout, stderr } = await podium(
    [
      ...['classify', ...named.map(([photo]) => join(folder, photo)), '--labels', table],
      ...['--csv', join(work, 'told.csv'), '--data', join(work, 'data')],
      ...(model === undefined ? [] : ['--model', model]),
      ...(other === undefined ? [] : ['--with', other]),
    ],
    { env: { PODIUM_MODELS: process.env['PODIUM_MODELS'] ?? modelsFolder } },
  );
  console.log(
    `${named.length} photos of ${new Set(named.map(([, sport]) => sport)).size} sports; ${photos.length - named.length} of sports outside the 100 are left out.`,
  );
  const nothingTells = stderr.includes('Nothing here can tell sports');
  console.log(nothingTells ? `Nothing is measured: ${stderr.trim()}` : stdout + stderr);
  return code === 0 || nothingTells;
}

const folder = labelledFolder('sports');
if (folder !== null) {
  const work = temporaryFolder();
  try {
    if (!(await measure(folder, work))) process.exitCode = 1;
  } finally {
    dropFolder(work);
  }
}
