// How fast the page is in a real browser, with what Podium was built to keep: the table of the acceptance figures.
// Run: node test/bench/page.ts [opening] [scrolling] [deciding] [analysing] [ranking]   All without a name; takes some minutes.

import { join } from 'node:path';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { measureRanking } from './page-large.ts';
import { fillWithCameraPhotos } from './page-photos.ts';
import {
  measureDeciding,
  measureOpening,
  measureScrolling,
  measureWhileAnalysing,
} from './page-small.ts';

const smallFolder = 5000;
const largeFolder = 50_000;
const openings = 5;

const measures: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  opening: (folder) => measureOpening(folder, openings),
  scrolling: measureScrolling,
  deciding: measureDeciding,
  analysing: measureWhileAnalysing,
  ranking: () => measureRanking(largeFolder),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(measures, name));
if (unknown.length > 0) throw new Error(`There is no measure named ${unknown.join(', ')}.`);
const wanted = asked.length > 0 ? asked : Object.keys(measures);

const folder = temporaryFolder();
try {
  const photos = join(folder, 'match');
  if (wanted.some((name) => name !== 'ranking')) await fillWithCameraPhotos(photos, smallFolder);
  for (const name of wanted) await measures[name]?.(photos);
} finally {
  dropFolder(folder);
}
