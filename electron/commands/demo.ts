// `podium demo`: makes a folder of photos with known answers and shows on it what Podium does.

import { readdirSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { PodiumContract } from '../../shared/contract.ts';
import { spoiling, type DemoFolder } from '../../shared/demo.ts';
import type { Call } from '../../shared/rpc.ts';
import { albumItem } from './export.ts';
import { rankFolders, type RankedFolder } from './rank.ts';
import { choosePhotos, type Ranking } from './ranking.ts';
import { writeReport } from './report.ts';
import { print, progressLine, say, table } from './terminal.ts';

const places = 10;

/** Gives exit code 0. Throws EngineError as its parts do, and for a folder that is not a demo's. */
export async function demo(
  call: Call<PodiumContract>,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  const to = resolve(folder);
  const made = await makeFolder(call, to, signal);
  say('Looking at every photo: faces, sharpness, exposure. Nothing leaves this machine.');
  const ranked = await rankFolders(call, [made.match], { recursive: true }, signal);
  const { ranking, settings } = ranked;
  const variety = settings['ranking.variety'];
  const best = choosePhotos(ranking, places, variety);
  showBest(ranking, best);
  showSpoilt(ranking, made);
  await showPerson(call, made, signal);
  const album = join(to, 'top-10');
  await exportBest(call, ranked, best, made, album);
  const report = join(to, 'report');
  await writeReport(call, report, ranked, ranking.order, variety);
  showWhere(made, album, report);
  return 0;
}

async function makeFolder(
  call: Call<PodiumContract>,
  to: string,
  signal: AbortSignal,
): Promise<DemoFolder> {
  say(`Making photos of which every fault is known, in ${to}`);
  const progress = progressLine();
  const options = { signal, onProgress: progress.show };
  const made = await call('demo.make', { to }, options).finally(progress.end);
  if (!made.made) say('They are there already.');
  return made;
}

function showBest(ranking: Ranking, best: Uint32Array): void {
  print(`The best ${best.length} of ${ranking.order.length} photos, one of each burst:`);
  print(listOf(ranking, best));
}

function listOf(ranking: Ranking, photos: Uint32Array): string {
  const rows = [...photos].map((photo, place) => [
    place + 1,
    (ranking.scores[photo] ?? 0).toFixed(3),
    fileOf(ranking, photo),
    ranking.explain(photo).sentence,
  ]);
  return table(rows);
}

function fileOf({ columns }: Ranking, photo: number): string {
  return basename(columns.paths[photo] ?? '');
}

/** Holds the ranking against what is known: a spoilt frame belongs below the frame it was made from. */
function showSpoilt(ranking: Ranking, { frames }: DemoFolder): void {
  const places = new Map([...ranking.order].map((photo, place) => [fileOf(ranking, photo), place]));
  const placeOf = (file: string | null) => places.get(file ?? '') ?? NaN;
  const spoilt = frames.filter(({ treatment }) => spoiling.includes(treatment));
  const below = spoilt.filter(({ file, twin }) => placeOf(file) > placeOf(twin)).length;
  print(
    `\nOf ${spoilt.length} photos spoilt on purpose (moved, out of focus, too dark, burnt out) ${below} rank below the good photo they were made from.`,
  );
}

async function showPerson(
  call: Call<PodiumContract>,
  { match, reference, frames }: DemoFolder,
  signal: AbortSignal,
): Promise<void> {
  const options = { ref: [reference], recursive: true };
  const { ranking } = await rankFolders(call, [match], options, signal);
  const shows = new Map(frames.map(({ file, person }) => [file, person]));
  const isThere = (photo: number) => shows.get(fileOf(ranking, photo)) === 'there';
  const found = [...ranking.order];
  const hers = [...ranking.columns.paths.keys()].filter(isThere).length;
  const wrong = found.filter((photo) => shows.get(fileOf(ranking, photo)) === 'absent').length;
  print(
    `\nFrom one reference photo, ${found.filter(isThere).length} of the ${hers} photos that show that person are found, and ${wrong} that do not. The best:`,
  );
  print(listOf(ranking, ranking.order.slice(0, 3)));
}

/** Copies the best into the album, in place of the copies that an earlier demo left there. */
async function exportBest(
  call: Call<PodiumContract>,
  ranked: RankedFolder,
  best: Uint32Array,
  { frames }: DemoFolder,
  to: string,
): Promise<void> {
  const known = new Set(frames.map(({ file }) => file));
  for (const name of filesIn(to)) {
    const copied = /^\d{3}_(?<file>.+)$/.exec(name)?.groups?.['file'];
    if (copied !== undefined && known.has(copied)) rmSync(join(to, name));
  }
  const items = [...best].map((photo, place) => albumItem(ranked, photo, place + 1));
  await call('album.export', { items, to });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not made yet; if it cannot be read, the export says so
  }
}

function showWhere({ match, reference }: DemoFolder, album: string, report: string): void {
  const short = (path: string) => {
    const fromHere = relative('', path);
    return fromHere.startsWith('..') ? path : fromHere;
  };
  const rows = [
    ['The photos', short(match)],
    ['The ten best', short(album)],
    ['Contact sheet', short(join(report, 'contact-sheet.png'))],
    ['Histograms', short(join(report, 'histograms.png'))],
    ['Every number', short(join(report, 'ranking.csv'))],
  ];
  print(`\n${table(rows)}`);
  print('\nNow with your own photos:');
  print('  npx podium rank FOLDER --report report');
  print('  npx podium rank FOLDER --ref PHOTO-OF-A-PERSON');
  print('  npx podium export FOLDER --top 10 --to ALBUM');
  print(
    `Or with these: npx podium rank ${short(match)} --ref ${short(reference)} --preset portrait`,
  );
}
