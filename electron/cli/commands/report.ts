// `--report`: the ranking as CSV, its metrics, histograms and contact sheet, in one folder.

import { basename, join, resolve } from 'node:path';
import type { PodiumContract } from '../../../shared/contract.ts';
import { duplicateFraction } from '../../../shared/bursts/bursts.ts';
import { scoreStd, sharpnessCorrelation } from '../../../shared/ranking/evaluation.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { copiesOf } from '../../../shared/shoot/copies.ts';
import { signalNames, signals } from '../../../shared/signals.ts';
import {
  choosePhotos,
  csvOf,
  type Choice,
  type Ranking,
} from '../../../shared/shoot/ranked-photos.ts';
import type { RankedFolder } from './ranked-folder.ts';
import { makeReportFolder, writeCsv, writeText } from '../terminal/targets.ts';
import { say } from '../terminal/terminal.ts';

/** Photos on the contact sheet when the ranking was not cut with --top. */
const sheetPhotos = 50;

/** What a report consists of; a long contact sheet has further pages. */
export const reportFiles = [
  'ranking.csv',
  'metrics.json',
  'histograms.png',
  'contact-sheet.png',
] as const;

export type Metrics = {
  readonly photos: number;
  readonly score_std: number | null;
  readonly duplicate_fraction: number;
  readonly sharpness_corr: number | null;
  /** Why `sharpness_corr` is null. */
  readonly sharpness_corr_reason: string | null;
};

/** The values of the ranked photos alone, best first. */
export function inOrder(order: Uint32Array, values: Float64Array): Float64Array {
  return Float64Array.from(order, (photo) => values[photo] ?? NaN);
}

/** The bursts of the ranked photos alone, numbered anew from 0 without gaps. */
function burstsInOrder(order: Uint32Array, bursts: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>();
  return Uint32Array.from(order, (photo) => {
    const burst = bursts[photo] ?? 0;
    const number = numbers.get(burst) ?? numbers.size;
    numbers.set(burst, number);
    return number;
  });
}

/** Measures the photos that were ranked: with a reference those of that person and no others. */
export function metricsOf({ columns, scores, order, bursts }: Ranking): Metrics {
  const { sharpness, aesthetic } = columns.signals;
  const correlation = sharpnessCorrelation(inOrder(order, sharpness), inOrder(order, aesthetic));
  return {
    photos: order.length,
    score_std: scoreStd(inOrder(order, scores)),
    duplicate_fraction: duplicateFraction(
      burstsInOrder(order, bursts),
      copiesOf(columns, order).length,
    ),
    sharpness_corr: correlation.value,
    sharpness_corr_reason: correlation.reason,
  };
}

/**
 * Writes ranking.csv, metrics.json, histograms.png and contact-sheet.png; returns what it wrote. A sheet that
 * cannot hold all photos shows the best of each burst.
 */
export async function writeReport(
  call: Call<PodiumContract>,
  folder: string,
  ranked: RankedFolder,
  photos: Uint32Array,
  choice: Omit<Choice, 'count'>,
  onSheet = sheetPhotos,
): Promise<string[]> {
  const to = resolve(folder);
  makeReportFolder(to);
  const { ranking, input } = ranked;
  const csv = join(to, 'ranking.csv');
  writeCsv(csv, csvOf(ranking, photos));
  const metrics = join(to, 'metrics.json');
  writeText(metrics, `${JSON.stringify(metricsOf(ranking), null, 2)}\n`);
  const title = input.folders.map((path) => basename(path)).join(', ');
  const histograms = await writeHistograms(call, join(to, 'histograms.png'), title, ranking);
  const moments = new Set(ranking.order.map((photo) => ranking.bursts[photo] ?? 0)).size;
  const best =
    photos.length <= onSheet
      ? photos
      : choosePhotos(ranking, { ...choice, count: Math.min(onSheet, moments) });
  const sheet = await writeSheet(call, join(to, 'contact-sheet.png'), title, ranking, best);
  const files = [csv, metrics, histograms, ...sheet];
  for (const file of files) say(`Wrote ${file}`);
  return files;
}

export async function writeSheet(
  call: Call<PodiumContract>,
  to: string,
  title: string,
  ranking: Ranking,
  photos: Uint32Array,
): Promise<readonly string[]> {
  const tiles = [...photos].map((photo, place) => {
    const path = ranking.columns.paths[photo] ?? '';
    const score = (ranking.scores[photo] ?? 0).toFixed(2);
    return {
      path,
      badge: String(place + 1),
      caption: [`${basename(path)}\t${score}`, ranking.explain(photo).sentence],
    };
  });
  return (await call('report.contactSheet', { to, title, tiles })).files;
}

export async function writeHistograms(
  call: Call<PodiumContract>,
  to: string,
  title: string,
  { columns, scores, order }: Ranking,
): Promise<string> {
  const measured = signalNames
    .map((name) => ({ ...signals[name], values: inOrder(order, columns.signals[name]) }))
    .filter(({ values }) => values.some(Number.isFinite));
  const histograms = [
    { label: 'Score', unit: '', values: inOrder(order, scores) },
    ...measured.map(({ label, unit, values }) => ({ label, unit, values })),
  ];
  return (await call('report.histograms', { to, title, histograms })).file;
}
