// `podium demo`: draws a match with known answers and shows on it what Podium does.

import { readdirSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { PodiumContract } from '../../../shared/contract.ts';
import { spoiling, type DemoFolder, type DemoFrame } from '../../../shared/demo.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { albumItem } from '../../../shared/shoot/album-items.ts';
import { choosePhotos, onlySure, type Ranking } from '../../../shared/shoot/ranked-photos.ts';
import { rankFolders } from './ranked-folder.ts';
import { writeReport, writeSheet } from './report.ts';
import { print, progressLine, say, table } from '../terminal/terminal.ts';

const places = 10;
/** Enough to see an order, few enough to see the photos. */
const onSheet = 24;

/** Gives exit code 0. Throws EngineError as its parts do, and for a folder that is not a demo's. */
export async function demo(
  call: Call<PodiumContract>,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  const to = resolve(folder);
  const made = await makeFolder(call, to, signal);
  say('Looking at every photo: athletes, ball, sharpness, faces. Nothing leaves this machine.');
  const asked = { recursive: true, preset: 'sports' };
  const ranked = await rankFolders(call, [made.match], asked, signal);
  const { ranking } = ranked;
  const choice = { variety: ranking.settings['ranking.variety'], from: 'all but rejects' } as const;
  const best = choosePhotos(ranking, { ...choice, count: places });
  showBest(ranking, best);
  showSpoilt(ranking, made);
  showPeaks(ranking, made);
  await showPerson(call, made, signal);
  const album = join(to, 'top-10');
  await exportBest(call, ranking, best, made, album);
  const report = join(to, 'report');
  await writeReport(call, report, ranked, ranking.order, choice, onSheet);
  await showMoment(call, ranking, made, join(report, 'one-moment.png'));
  showWhere(made, album, report);
  return 0;
}

async function makeFolder(
  call: Call<PodiumContract>,
  to: string,
  signal: AbortSignal,
): Promise<DemoFolder> {
  say(`Drawing a match of which every peak and every fault is known, in ${to}`);
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

/** Places by file, exact copies included. */
function placesOf(ranking: Ranking): ReadonlyMap<string, number> {
  const { otherPaths } = ranking.columns;
  const entries = [...ranking.order].flatMap((photo, place) => {
    const copies = (otherPaths.get(photo) ?? []).map((path) => basename(path));
    return [fileOf(ranking, photo), ...copies].map((file) => [file, place] as const);
  });
  return new Map(entries);
}

/** Holds the ranking against what is known: a spoilt frame belongs below the frame it was made from. */
function showSpoilt(ranking: Ranking, { frames }: DemoFolder): void {
  const places = placesOf(ranking);
  const placeOf = (file: string | null) => places.get(file ?? '') ?? NaN;
  const spoilt = frames.filter(isSpoilt);
  const below = spoilt.filter(({ file, twin }) => placeOf(file) > placeOf(twin)).length;
  print(
    `\n${below} of ${spoilt.length} photos spoilt on purpose (moved, out of focus, too dark, burnt out) rank below the good photo of their moment.`,
  );
}

/** Of a burst whose peak is known, is it among the first of its frames? */
function showPeaks(ranking: Ranking, { frames }: DemoFolder): void {
  const places = placesOf(ranking);
  const placeOf = ({ file }: DemoFrame) => places.get(file) ?? NaN;
  const moments = new Set(frames.flatMap(({ moment, peak }) => (peak ? (moment ?? []) : [])));
  const first = [...moments].map((moment) =>
    frames
      .filter((frame) => frame.moment === moment && frame.takenMs !== null)
      .sort((a, b) => placeOf(a) - placeOf(b))
      .slice(0, 3),
  );
  const at = first.filter(([best]) => best?.peak).length;
  const near = first.filter((best) => best.some(({ peak }) => peak)).length;
  print(
    `In ${at} of ${moments.size} bursts the peak (the ball is met, the stride is full) is the first frame, in ${near} among the first three.`,
  );
}

function isSpoilt({ treatment }: DemoFrame): boolean {
  return spoiling.includes(treatment);
}

async function showPerson(
  call: Call<PodiumContract>,
  { match, reference, frames }: DemoFolder,
  signal: AbortSignal,
): Promise<void> {
  const options = { ref: [reference], recursive: true };
  const ranking = onlySure((await rankFolders(call, [match], options, signal)).ranking);
  const places = placesOf(ranking);
  const found = (some: readonly DemoFrame[]) => some.filter(({ file }) => places.has(file)).length;
  const hers = frames.filter(({ person }) => person === 'there');
  const spoilt = hers.filter(isSpoilt);
  const good = hers.filter((frame) => !isSpoilt(frame));
  const others = found(frames.filter(({ person }) => person === 'absent'));
  print(
    `\nOne photo of a player (${basename(reference)}) finds ${found(good)} of ${good.length} good photos that show her, ${found(spoilt)} of ${spoilt.length} spoilt ones, and ${others} of others. The best of her:`,
  );
  print(listOf(ranking, ranking.order.slice(0, 3)));
}

/** Copies the best into the album, in place of the copies that an earlier demo left there. */
async function exportBest(
  call: Call<PodiumContract>,
  ranking: Ranking,
  best: Uint32Array,
  { frames }: DemoFolder,
  to: string,
): Promise<void> {
  const known = new Set(frames.map(({ file }) => file));
  for (const name of filesIn(to)) {
    const copied = /^\d{3}_(?<file>.+)$/.exec(name)?.groups?.['file'];
    if (copied !== undefined && known.has(copied)) rmSync(join(to, name));
  }
  const source = { ...ranking, groups: null };
  const items = [...best].map((photo, place) => albumItem(source, photo, place + 1));
  await call('album.export', { items, to });
}

/** Draws the frames of the moment with most of them, from the best to the worst. */
async function showMoment(
  call: Call<PodiumContract>,
  ranking: Ranking,
  { frames }: DemoFolder,
  to: string,
): Promise<void> {
  const ofTwin = (twin: string) => frames.filter((frame) => frame.twin === twin);
  const twins = frames.filter(({ twin }) => twin === null).map(({ file }) => file);
  const most = Math.max(...twins.map((twin) => ofTwin(twin).length));
  const twin = twins.find((file) => ofTwin(file).length === most) ?? '';
  const shown = new Set([twin, ...ofTwin(twin).map(({ file }) => file)]);
  const photos = ranking.order.filter((photo) => shown.has(fileOf(ranking, photo)));
  await writeSheet(call, to, 'One moment, from the best frame to the worst', ranking, photos);
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
    ['One moment', short(join(report, 'one-moment.png'))],
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
