// `podium rank`: the folder's photos, best first, as a table, CSV, JSON, a list of paths or a report.

import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { signals } from '../../../shared/signals.ts';
import { megabytes } from '../../../shared/units.ts';
import { analyseFolder, problemsOf, syncFolder, type OpenFolder } from './folder.ts';
import { missingOf, sizeOf } from './models.ts';
import {
  chosenWeights,
  choosePhotos,
  csvOf,
  missingSignals,
  photosWithReasons,
  rankColumns,
  type Ranking,
} from './ranking.ts';
import { locateReferences, usableReferences } from './references.ts';
import { writeReport } from './report.ts';
import { checkFileTarget, checkFolderTarget, writeText } from './targets.ts';
import { print, printJson, say, table } from './terminal.ts';

export type RankOptions = {
  readonly ref?: readonly string[];
  readonly top?: number;
  readonly csv?: string;
  readonly output?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly preset?: string;
  readonly weights?: string;
  readonly variety?: number;
  readonly recursive: boolean;
};

/** Photos shown in the terminal when neither a number nor a file is asked for. */
const shownByDefault = 20;

export type RankedFolder = OpenFolder & { readonly ranking: Ranking; readonly settings: Settings };

/** Opens and ranks folders as the options say; what is wrong with the options is said before the analysis. */
export async function rankFolders(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: Pick<RankOptions, 'ref' | 'preset' | 'weights' | 'recursive'>,
  signal: AbortSignal,
): Promise<RankedFolder> {
  const settings = await call('settings.read', {});
  const weights = chosenWeights(settings, options);
  const located = (options.ref ?? []).map(locateReferences);
  const found = await syncFolder(call, folders, options.recursive, signal);
  const references = await usableReferences(call, located, signal);
  const opened = await analyseFolder(call, found, signal, options.preset);
  const similarities =
    references.length === 0
      ? null
      : await call('person.match', { ...opened.input, references }, { signal });
  if (similarities === null) await sayMissing(call, missingSignals(opened.columns, weights));
  const embeddings = await call('folder.embeddings', opened.input, { signal });
  const ranking = rankColumns(opened.columns, embeddings, settings, weights, similarities);
  return { ...opened, ranking, settings };
}

/** Exit code 0, or 3 when some photos could not be read. */
export async function rank(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: RankOptions,
  signal: AbortSignal,
): Promise<number> {
  for (const file of [options.csv, options.output]) if (file !== undefined) checkFileTarget(file);
  if (options.report !== undefined) checkFolderTarget(options.report);
  const ranked = await rankFolders(call, folders, options, signal);
  const { ranking, settings } = ranked;
  const variety = options.variety ?? settings['ranking.variety'];
  const photos =
    options.top === undefined ? ranking.order : choosePhotos(ranking, options.top, variety);
  if (options.csv !== undefined) writeText(options.csv, csvOf(ranking, photos));
  if (options.output !== undefined) writeText(options.output, pathList(ranking, photos));
  if (options.report !== undefined)
    await writeReport(call, options.report, ranked, photos, variety);
  if (options.json === true) printJson(asJson(ranked, photos));
  else show(ranking, photos, options);
  sayCounts(ranked, photos, options);
  return problemsOf(ranked.sync, ranking.columns).length > 0 ? 3 : 0;
}

async function sayMissing(call: Call<PodiumContract>, labels: readonly string[]): Promise<void> {
  if (labels.length === 0) return;
  const clip = missingOf(await call('models.list', {})).filter(({ role }) =>
    role.startsWith('clip-'),
  );
  const what =
    labels.includes(signals.aesthetic.label) && clip.length > 0
      ? `"podium models install ${clip.map(({ id }) => id).join(' ')}" adds ${signals.aesthetic.label} (${megabytes(sizeOf(clip))}, after a yes).`
      : '"podium models list" says what would add it.';
  say(`Not measured, so the other weights count: ${labels.join(', ')}. ${what}`);
}

/** Absolute paths, best first, one a line; a newline inside a name would break the list, so it is refused. */
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

function show(ranking: Ranking, photos: Uint32Array, options: RankOptions): void {
  const quiet = options.csv ?? options.output ?? options.report;
  if (quiet !== undefined && options.top === undefined) return;
  const shown = options.top === undefined ? photos.slice(0, shownByDefault) : photos;
  const rows = [...shown].map((photo, place) => [
    place + 1,
    (ranking.scores[photo] ?? 0).toFixed(3),
    ranking.columns.paths[photo] ?? '',
    ranking.explain(photo).sentence,
  ]);
  if (rows.length > 0) print(table(rows));
}

function sayCounts(ranked: RankedFolder, photos: Uint32Array, options: RankOptions): void {
  const { columns, order } = ranked.ranking;
  const what = options.ref === undefined ? 'ranked' : 'show that person';
  const problems = problemsOf(ranked.sync, columns).length;
  const { analysed, filesRead } = ranked.analysis;
  const parts = [
    `${order.length} of ${columns.count} photos ${what}`,
    ...(photos.length < order.length ? [`the best ${photos.length} chosen`] : []),
    `${analysed} analysed now, ${filesRead} files read`,
    ...(problems > 0 ? [`${problems} could not be read (listed above)`] : []),
  ];
  say(`${parts.join('; ')}.`);
}

function asJson(ranked: RankedFolder, photos: Uint32Array): object {
  const { ranking, sync, analysis } = ranked;
  return {
    photos: photosWithReasons(ranking, photos),
    problems: problemsOf(sync, ranking.columns),
    leftOut: sync.leftOut,
    analysis,
  };
}
