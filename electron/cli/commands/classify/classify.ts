// `podium classify`: which sport photos show, what a folder shows in all, and how right that is.

import type { PodiumContract } from '../../../../shared/contract.ts';
import { csvText, type CsvValue } from '../../../../shared/ranking/csv.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { sportTitle, type SportCount } from '../../../../shared/sport/sport.ts';
import { confusionTable, sportsHeader } from '../../../../shared/sport/sport-evaluation.ts';
import { accuracyLines, agreementLines, percent } from './classify-lines.ts';
import { judgeSports, type Judged } from './classify-judge.ts';
import { findTargets, tellSports, type Target, type Told } from './classify-photos.ts';
import { readSportLabels } from '../../../disk/sport-labels.ts';
import { checkFileTarget, writeCsv } from '../../terminal/targets.ts';
import { print, printJson, say, table } from '../../terminal/terminal.ts';

export type ClassifyOptions = {
  readonly labels?: string;
  readonly model?: string;
  readonly with?: string;
  readonly json?: boolean;
  readonly csv?: string;
  readonly matrix?: string;
  readonly recursive: boolean;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function classify(
  call: Call<PodiumContract>,
  names: readonly string[],
  options: ClassifyOptions,
  signal: AbortSignal,
): Promise<number> {
  if (options.matrix !== undefined && options.labels === undefined)
    throw new EngineError(
      'bad-input',
      '--matrix needs --labels: without them nothing is right or wrong.',
    );
  for (const file of [options.csv, options.matrix]) if (file !== undefined) checkFileTarget(file);
  const wanted = [options.model, ...(options.with === undefined ? [] : [options.with])];
  const models: { readonly id: string; readonly classes: readonly string[] }[] = [];
  for (const classifier of wanted) {
    const input = classifier === undefined ? {} : { classifier };
    const { classes, model, reason } = await call('sport.classes', input, { signal });
    if (model === null) throw new EngineError('not-found', reason ?? '');
    models.push({ id: model, classes: classes.map(sportTitle) });
  }
  const { targets, problems } = await findTargets(call, names, options.recursive, signal);
  const paths = targets.map(({ path }) => path);
  const labels = options.labels === undefined ? null : readSportLabels(options.labels, paths);
  const told: Told[] = [];
  for (const [index, classifier] of wanted.entries()) {
    const run = await tellSports(call, targets, classifier, signal);
    if (index === 0) for (const { message } of run.problems) say(message);
    told.push(run);
  }
  const judged = judgeSports(models, told, labels);
  if (options.csv !== undefined) writeCsv(options.csv, csvOf(targets, judged, labels));
  const [matrix] = judged.models.flatMap(({ accuracy }) => accuracy ?? []);
  if (options.matrix !== undefined && matrix)
    writeCsv(options.matrix, csvText(confusionTable(matrix)));
  if (options.json === true) printJson(asJson(targets, judged, labels));
  else show(targets, judged, options);
  const unread = problems + (told[0]?.problems.length ?? 0);
  if (unread > 0)
    say(`${unread} ${unread === 1 ? 'file' : 'files'} could not be read (listed above).`);
  return unread > 0 ? 3 : 0;
}

function show(targets: readonly Target[], judged: Judged, options: ClassifyOptions): void {
  const [first] = judged.models;
  if (options.csv === undefined) {
    const rows = targets.flatMap(({ path }, photo) => {
      const found = first?.predictions[photo];
      if (!found) return [];
      const top = found.top3.map((one) => `${one.sport} ${percent(one.confidence)}`);
      return [[path, found.sport, percent(found.confidence), top.join(', ')]];
    });
    print(table([['photo', 'sport', 'confidence', 'top 3'], ...rows]));
  }
  if (first && targets.length > 1) print(['', ...distribution(first.counts)].join('\n'));
  for (const model of judged.models)
    if (model.accuracy) print(['', ...accuracyLines(model.id, model.accuracy)].join('\n'));
  if (judged.agreement) print(['', ...agreementLines(targets, judged)].join('\n'));
}

function distribution(counts: readonly SportCount[]): string[] {
  const all = counts.reduce((sum, { photos }) => sum + photos, 0);
  const rows = counts.map(({ sport, photos }) => [sport, photos, percent(photos / all)]);
  return table([['sport', 'photos', 'share'], ...rows]).split('\n');
}

function csvOf(
  targets: readonly Target[],
  { models, agreement }: Judged,
  labels: readonly (string | null)[] | null,
): string {
  const header = [
    ...sportsHeader.slice(0, 7),
    ...(labels ? sportsHeader.slice(7, 8) : []),
    ...(agreement ? sportsHeader.slice(8) : []),
  ];
  const [first, second] = models;
  const rows = targets.map(({ path }, photo): CsvValue[] => {
    const top = first?.predictions[photo]?.top3 ?? [];
    const other = second?.predictions[photo];
    return [
      path,
      ...[0, 1, 2].flatMap((place) => [top[place]?.sport ?? '', top[place]?.confidence ?? NaN]),
      ...(labels ? [labels[photo] ?? ''] : []),
      ...(agreement ? [other?.sport ?? '', other?.confidence ?? NaN] : []),
    ];
  });
  return csvText([header, ...rows]);
}

function asJson(
  targets: readonly Target[],
  { models, agreement }: Judged,
  labels: readonly (string | null)[] | null,
): object {
  return {
    models: models.map(({ id, counts, accuracy }) => ({ id, distribution: counts, accuracy })),
    photos: targets.map(({ path }, photo) => ({
      path,
      ...(labels && { label: labels[photo] }),
      predictions: models.map(({ id, predictions }) => ({ model: id, ...predictions[photo] })),
    })),
    ...(agreement && {
      agreement: agreement.agreement,
      right_more: agreement.rightMore,
      differences: agreement.differences,
    }),
  };
}
