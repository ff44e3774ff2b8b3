// What `podium evaluate` measures: a folder that is ranked now, or a ranking that was written before.

import { basename, resolve } from 'node:path';
import type { PodiumContract } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { decidedTiers } from '../../../../shared/decisions.ts';
import type { SignalValues } from '../../../../shared/ranking/drift.ts';
import { signalNames } from '../../../../shared/signals.ts';
import { copiesOf } from '../../../../shared/shoot/copies.ts';
import { choosePhotos } from '../../../../shared/shoot/ranked-photos.ts';
import type { CsvRow } from '../../../disk/csv-rows.ts';
import { cellNumber, readCsv } from '../../../disk/read-csv.ts';
import { rankFolders } from '../ranked-folder.ts';
import { inOrder } from '../report.ts';

export type EvaluateOptions = {
  readonly labels?: string;
  readonly against?: string;
  readonly drift?: string;
  readonly top: number;
  readonly relevant?: number;
  readonly out: string;
  readonly json?: boolean;
  readonly preset?: string;
  readonly weights?: string;
};

/** What is evaluated, best first: whether it was just ranked or read from a CSV. */
export type Ranked = {
  readonly title: string;
  readonly paths: readonly string[];
  readonly scores: Float64Array;
  readonly sharpness: Float64Array;
  readonly aesthetic: Float64Array;
  readonly bursts: Uint32Array;
  /** Raw values of all signals. */
  readonly signals: SignalValues;
  /** Each photo's paths, its own first: a label may name any copy of it. */
  readonly names: readonly (readonly string[])[];
  /** What was decided of each photo, as `decidedTiers`; all NaN where a CSV does not say. */
  readonly tiers: Float64Array;
  /** Files that hold the picture of one of them again. */
  readonly copies: number;
  /** Files that could not be read. */
  readonly problems: number;
  /** Places of the photos for the contact sheet, best first. */
  readonly best: Uint32Array;
};

export async function fromFolder(
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
    signals: Object.fromEntries(
      signalNames.map((name) => [name, inOrder(order, columns.signals[name])]),
    ),
    names: [...order].map((photo) => [
      columns.paths[photo] ?? '',
      ...(columns.otherPaths.get(photo) ?? []),
    ]),
    tiers: inOrder(order, decidedTiers(ranking.decisions)),
    copies: copiesOf(columns, order).length,
    problems: ranked.problems.length,
    best: Uint32Array.from(best, (photo) => place.get(photo) ?? 0),
  };
}

export function fromCsv(file: string, top: number): Ranked {
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
    signals: Object.fromEntries(signalNames.map((name) => [name, numbers(name)])),
    names: rows.map(({ path = '' }) => [
      path,
      ...(copies.get(path) ?? []).map((row) => row['path'] ?? ''),
    ]),
    tiers: new Float64Array(rows.length).fill(NaN),
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
