// Owns the golden table of `podium rank --ref --sure-only`: the real command line, for every reference of ../shared/photos/people.
// Run: node test/golden/people-cli.ts

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder } from './labelled-photos.ts';
import { labelsSchema, minHeightPx, printFigures, type Labels } from './people-scores.ts';
import type { PersonScore } from './person-scores.ts';

const rankedSchema = z.object({
  photos: z.array(z.object({ path: z.string(), otherPaths: z.array(z.string()) })),
});

/** Everything `podium rank ARGS --json` ranked, exact copies included, relative to the folder. */
async function ranked(people: string, args: readonly string[]): Promise<Set<string>> {
  const { code, stdout, stderr } = await podium(['rank', people, ...args, '--json']);
  if (code !== 0) throw new Error(`podium rank ended with ${code}: ${stderr}`);
  const { photos } = rankedSchema.parse(JSON.parse(stdout));
  const paths = photos.flatMap(({ path, otherPaths }) => [path, ...otherPaths]);
  return new Set(paths.map((path) => relative(people, path)));
}

/** Photos in which a face of at least 40 px was found, by the CSV that rank writes. */
async function withFaces(people: string, data: string): Promise<Set<string>> {
  const csv = join(data, 'all.csv');
  await podium(['rank', people, '--data', data, '--csv', csv]);
  const rows = parse<Record<string, string>>(await readFile(csv, 'utf8'), {
    columns: true,
    bom: true,
  });
  const found = rows.filter((row) => Number(row['face_count']) > 0);
  return new Set(found.map((row) => relative(people, row['path'] ?? '')));
}

/** A claimed photo scores 1, one that was not claimed 0: the threshold is the product's own. */
function scoresOf(labels: Labels, identity: string, claimed: ReadonlySet<string>): PersonScore[] {
  return Object.entries(labels.labels).flatMap(([photo, known]): PersonScore[] => {
    const label = known[identity];
    if (label === undefined || label === '?') return [];
    return [{ identity, photo, similarity: claimed.has(photo) ? 1 : 0, present: label === '1' }];
  });
}

const people = labelledFolder('people');
if (people) {
  const text = await readFile(join(people, 'labels.json'), 'utf8');
  const labels = labelsSchema.parse(JSON.parse(text));
  const data = temporaryFolder();
  try {
    const faces = await withFaces(people, data);
    const copies = await ranked(people, ['--data', data]);
    const scores: PersonScore[] = [];
    for (const [identity, reference] of Object.entries(labels.references)) {
      const args = ['--ref', join(people, reference), '--sure-only', '--data', data];
      scores.push(...scoresOf(labels, identity, await ranked(people, args)));
    }
    console.log(`podium rank found ${faces.size} photos with a face, of ${copies.size} files.`);
    const found = scores.filter(({ photo }) => faces.has(photo));
    // Claimed is 1, else 0: any threshold between them.
    printFigures(`Photos with a face of at least ${minHeightPx} px`, found, 0.5);
    printFigures('All photos', scores, 0.5);
  } finally {
    dropFolder(data);
  }
}
