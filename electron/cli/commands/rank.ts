// `podium rank`: the folder's photos, best first, as a table, CSV, JSON, a list of paths or a report.

import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { decisionWords } from '../../../shared/decisions.ts';
import { copiesOf, copiesSentence, countCopies } from '../../../shared/shoot/copies.ts';
import {
  choosePhotos,
  csvOf,
  maybesOf,
  onlySure,
  photosWithReasons,
  ranksOf,
  sortedPhotos,
  type Ranking,
} from '../../../shared/shoot/ranked-photos.ts';
import type { Sort, SortName } from '../../../shared/shoot/sorting.ts';
import {
  chosenFrom,
  rankFolders,
  sayRejected,
  type RankedFolder,
  type RankingOptions,
} from './ranked-folder.ts';
import { reportFiles, writeReport } from './report.ts';
import { checkFileTarget, checkFolderTarget, writeCsv, writeText } from '../terminal/targets.ts';
import { print, printJson, say, table } from '../terminal/terminal.ts';

export type RankOptions = RankingOptions & {
  readonly top?: number;
  readonly csv?: string;
  readonly output?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly variety?: number;
  readonly includeRejected?: boolean;
  readonly sort?: SortName;
  readonly reverse?: boolean;
  readonly sureOnly?: boolean;
};

/** Photos shown in the terminal when neither a number nor a file is asked for. */
const shownByDefault = 20;

/** Exit code 0, or 3 when some photos could not be read. */
export async function rank(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: RankOptions,
  signal: AbortSignal,
): Promise<number> {
  for (const file of [options.csv, options.output]) if (file !== undefined) checkFileTarget(file);
  if (options.report !== undefined) checkFolderTarget(options.report, reportFiles);
  const all = await rankFolders(call, folders, options, signal);
  const ranked = options.sureOnly === true ? { ...all, ranking: onlySure(all.ranking) } : all;
  const { ranking, problems } = ranked;
  const variety = options.variety ?? ranking.settings['ranking.variety'];
  const from = chosenFrom(options.includeRejected);
  const photos =
    options.top === undefined
      ? ranking.order
      : choosePhotos(ranking, { count: options.top, variety, from });
  const sort: Sort = { by: options.sort ?? 'score', reversed: options.reverse === true };
  const listed = sortedPhotos(ranking, photos, sort);
  if (options.csv !== undefined) writeCsv(options.csv, csvOf(ranking, photos, listed));
  if (options.output !== undefined) writeText(options.output, pathList(ranking, listed));
  if (options.report !== undefined)
    await writeReport(call, options.report, ranked, photos, { variety, from });
  if (options.json === true) printJson(asJson(ranked, photos, listed));
  else show(ranking, photos, listed, options);
  sayCounts(ranked, photos, options);
  if (options.top !== undefined) sayRejected(ranking, from);
  return problems.length > 0 ? 3 : 0;
}

/** Absolute paths, one a line; a newline inside a name would break the list, so it is refused. */
function pathList(ranking: Ranking, photos: Uint32Array): string {
  const paths = [...photos].map((photo) => ranking.columns.paths[photo] ?? '');
  const broken = paths.find((path) => /[\r\n]/.test(path));
  if (broken !== undefined)
    throw new EngineError(
      'bad-input',
      `The name ${JSON.stringify(broken)} holds a line break, which a list of one path a line cannot carry. Use --csv or --json.`,
    );
  return paths.map((path) => `${path}\n`).join('');
}

function show(
  ranking: Ranking,
  photos: Uint32Array,
  listed: Uint32Array,
  options: RankOptions,
): void {
  const quiet = options.csv ?? options.output ?? options.report;
  if (quiet !== undefined && options.top === undefined) return;
  const shown = options.top === undefined ? listed.slice(0, shownByDefault) : listed;
  const rankOf = ranksOf(photos);
  const rows = [...shown].map((photo) => [
    rankOf(photo),
    (ranking.scores[photo] ?? 0).toFixed(3),
    ...(ranking.likeness ? [ranking.likeness(photo) ?? ''] : []),
    ranking.columns.paths[photo] ?? '',
    [ranking.explain(photo).sentence, ...decidedText(ranking, photo)].join('; '),
  ]);
  if (rows.length > 0) print(table(rows));
}

/** Rejects are ranked like all others, so the list has to say what they are. */
function decidedText({ decisions }: Ranking, photo: number): string[] {
  const { decision } = decisionWords(decisions, photo);
  return decision === null ? [] : [decision === 'pick' ? 'picked' : 'rejected'];
}

function sayCounts(ranked: RankedFolder, photos: Uint32Array, options: RankOptions): void {
  const { columns, order } = ranked.ranking;
  const maybes = maybesOf(ranked.ranking);
  const what = shownBy(options);
  const problems = ranked.problems.length;
  const { analysed, filesRead } = ranked.analysis;
  const parts = [
    `${order.length - maybes} of ${columns.count} photos ${what}`,
    ...(maybes > 0 ? [`${maybes} more may`] : []),
    ...(photos.length < order.length ? [`the best ${photos.length} chosen`] : []),
    `${analysed} analysed now, ${filesRead} files read`,
    ...(problems > 0 ? [`${problems} could not be read (listed above)`] : []),
  ];
  say(`${parts.join('; ')}.`);
  const copies = copiesSentence(countCopies(columns));
  if (copies !== null) say(copies);
}

function shownBy(options: RankOptions): string {
  const { ref, number, camera, lens, iso, shutter, taken } = options;
  if ([camera, lens, iso, shutter, taken].some((asked) => asked !== undefined))
    return 'are what was asked for';
  if (number !== undefined) return `show the number ${number.replace('#', '')}`;
  return ref === undefined ? 'ranked' : 'show that person';
}

function asJson(ranked: RankedFolder, photos: Uint32Array, listed: Uint32Array): object {
  const { ranking, sync, problems, analysis } = ranked;
  const { leftOut } = sync;
  return {
    photos: photosWithReasons(ranking, photos, listed),
    copies: copiesOf(ranking.columns, photos),
    ...{ problems, leftOut, analysis },
  };
}
