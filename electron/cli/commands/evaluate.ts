// `podium evaluate`: how good a ranking is, by itself and against labels, for a folder or a CSV written before.

import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Measure } from '../../../shared/arithmetic/bootstrap.ts';
import { duplicateFraction } from '../../../shared/bursts/bursts.ts';
import type { PodiumContract } from '../../../shared/contract.ts';
import {
  agreementWithLabels,
  scoreStd,
  sharpnessCorrelation,
} from '../../../shared/ranking/evaluation.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { readLabels } from '../terminal/labels.ts';
import { copiesOf } from '../../../shared/shoot/copies.ts';
import { choosePhotos } from '../../../shared/shoot/ranked-photos.ts';
import { rankFolders } from './ranked-folder.ts';
import type { CsvRow } from '../../disk/csv-rows.ts';
import { cellNumber, readCsv } from '../terminal/read-csv.ts';
import { inOrder } from './report.ts';
import { checkFolderTarget, makeReportFolder } from '../terminal/targets.ts';
import { print, printJson, say } from '../terminal/terminal.ts';

export type EvaluateOptions = {
  readonly labels?: string;
  readonly top: number;
  readonly relevant?: number;
  readonly out: string;
  readonly json?: boolean;
  readonly preset?: string;
  readonly weights?: string;
};

/** What is evaluated, best first: whether it was just ranked or read from a CSV. */
type Ranked = {
  readonly title: string;
  readonly paths: readonly string[];
  readonly scores: Float64Array;
  readonly sharpness: Float64Array;
  readonly aesthetic: Float64Array;
  readonly bursts: Uint32Array;
  /** Each photo's paths, its own first: a label may name any copy of it. */
  readonly names: readonly (readonly string[])[];
  /** Files that hold the picture of one of them again. */
  readonly copies: number;
  /** Files that could not be read. */
  readonly problems: number;
  /** Places of the photos for the contact sheet, best first. */
  readonly best: Uint32Array;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function evaluate(
  call: Call<PodiumContract>,
  target: string,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<number> {
  const found = statSync(resolve(target), { throwIfNoEntry: false });
  if (!found)
    throw new EngineError('not-found', `There is no folder or CSV at ${resolve(target)}.`);
  checkFolderTarget(options.out, ['histograms.png', 'contact-sheet.png']);
  const ranked = found.isDirectory()
    ? await fromFolder(call, target, options, signal)
    : fromCsv(target, options.top);
  const labels = options.labels === undefined ? null : readLabels(options.labels, ranked.names);
  const correlation = sharpnessCorrelation(ranked.sharpness, ranked.aesthetic);
  const result = {
    photos: ranked.paths.length,
    score_std: scoreStd(ranked.scores),
    duplicate_fraction: duplicateFraction(ranked.bursts, ranked.copies),
    sharpness_corr: correlation.value,
    sharpness_corr_reason: correlation.reason,
    labels: labels && {
      column: labels.column,
      k: options.top,
      ...agreementWithLabels(ranked.scores, labels.values, {
        k: options.top,
        relevantFrom: options.relevant ?? labels.relevantFrom,
      }),
    },
  };
  if (options.json === true) printJson(result);
  else for (const line of lines(result)) print(line);
  await writePictures(call, ranked, resolve(options.out));
  return ranked.problems > 0 ? 3 : 0;
}

async function fromFolder(
  call: Call<PodiumContract>,
  folder: string,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<Ranked> {
  const ranked = await rankFolders(call, [folder], { ...options, recursive: true }, signal);
  const { ranking } = ranked;
  const { columns, scores, order, bursts } = ranking;
  const place = new Map([...order].map((photo, index) => [photo, index]));
  const variety = ranking.settings['ranking.variety'];
  const best = choosePhotos(ranking, { count: options.top, variety, from: 'all but rejects' });
  return {
    title: basename(resolve(folder)),
    paths: [...order].map((photo) => columns.paths[photo] ?? ''),
    scores: inOrder(order, scores),
    sharpness: inOrder(order, columns.signals.sharpness),
    aesthetic: inOrder(order, columns.signals.aesthetic),
    bursts: Uint32Array.from(order, (photo) => bursts[photo] ?? 0),
    names: [...order].map((photo) => [
      columns.paths[photo] ?? '',
      ...(columns.otherPaths.get(photo) ?? []),
    ]),
    copies: copiesOf(columns, order).length,
    problems: ranked.problems.length,
    best: Uint32Array.from(best, (photo) => place.get(photo) ?? 0),
  };
}

function fromCsv(file: string, top: number): Ranked {
  const all = readCsv(file);
  requireColumns(file, all, ['path', 'final_score', 'burst']);
  const rows = all.filter((row) => !isCopy(row));
  const copies = Map.groupBy(all.filter(isCopy), (row) => row['copy_of']);
  const numbers = (name: string) => Float64Array.from(rows, (row) => cell(row[name]));
  const bursts = new Map<string, number>();
  return {
    title: basename(file),
    paths: rows.map((row) => row['path'] ?? ''),
    scores: numbers('final_score'),
    sharpness: numbers('sharpness'),
    aesthetic: numbers('aesthetic'),
    bursts: Uint32Array.from(rows, ({ burst = '' }) => {
      const known = bursts.get(burst) ?? bursts.size;
      bursts.set(burst, known);
      return known;
    }),
    names: rows.map(({ path = '' }) => [
      path,
      ...(copies.get(path) ?? []).map((row) => row['path'] ?? ''),
    ]),
    copies: all.length - rows.length,
    problems: 0,
    best: Uint32Array.from({ length: Math.min(top, rows.length) }, (_, place) => place),
  };
}

/** CSVs of earlier versions have no column for it. */
function isCopy(row: CsvRow): boolean {
  return (row['copy_of'] ?? '') !== '';
}

function requireColumns(file: string, rows: readonly CsvRow[], names: readonly string[]): void {
  const [first] = rows;
  if (!first) throw new EngineError('bad-input', `${file} holds no rows.`);
  const missing = names.filter((name) => !(name in first));
  if (missing.length > 0)
    throw new EngineError(
      'bad-input',
      `${file} has no column ${missing.join(', ')}. "podium rank FOLDER --csv FILE" writes one that has.`,
    );
}

function cell(text: string | undefined): number {
  return text === undefined ? NaN : cellNumber(text);
}

function lines(result: object): string[] {
  return Object.entries(result).flatMap(
    ([name, value]: [string, string | number | object | null]) => {
      if (value === null)
        return name === 'labels' || name.endsWith('_reason') ? [] : [`${name}: null`];
      if (isMeasure(value)) return [`${name}: ${measureText(value)}`];
      if (typeof value === 'object') return lines(value).map((line) => `${name}.${line}`);
      return [`${name}: ${typeof value === 'number' ? rounded(value) : value}`];
    },
  );
}

function isMeasure(value: unknown): value is Measure {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}

function measureText({ value, low, high, reason }: Measure): string {
  if (value === null) return `null (${reason ?? 'unknown'})`;
  if (low === null || high === null) return rounded(value);
  return `${rounded(value)} (95 % interval ${rounded(low)} to ${rounded(high)})`;
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}

async function writePictures(
  call: Call<PodiumContract>,
  ranked: Ranked,
  folder: string,
): Promise<void> {
  makeReportFolder(folder);
  const { title, scores } = ranked;
  const histograms = [{ label: 'Score', unit: '', values: scores }];
  const { file } = await call('report.histograms', {
    to: join(folder, 'histograms.png'),
    title,
    histograms,
  });
  const tiles = [...ranked.best].map((place, index) => ({
    path: ranked.paths[place] ?? '',
    badge: String(index + 1),
    caption: [`${basename(ranked.paths[place] ?? '')}\t${(scores[place] ?? 0).toFixed(2)}`],
  }));
  const sheet = await call('report.contactSheet', {
    to: join(folder, 'contact-sheet.png'),
    title,
    tiles,
  });
  for (const written of [file, ...sheet.files]) say(`Wrote ${written}`);
}
