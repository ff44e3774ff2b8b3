// `podium insights`: what a folder's photos are like, as charts: printed, and written as a table, drawings or a page.

import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { insightSections, type Chart } from '../../../shared/insights/chart.ts';
import { chartFile } from '../../../shared/insights/chart-svg.ts';
import { photosText } from '../../../shared/insights/figure-text.ts';
import {
  insightsCsv,
  insightsPage,
  sectionNames,
} from '../../../shared/insights/insights-files.ts';
import { toldInsights } from '../../../shared/insights/told.ts';
import { insightsOfFolders } from '../../host/insights.ts';
import { filled } from '../terminal/option-values.ts';
import {
  checkFileTarget,
  checkFolderTarget,
  makeReportFolder,
  writeCsv,
  writeText,
} from '../terminal/targets.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import type { PodiumOptions, Run } from './podium.ts';
import { rankFolders } from './ranked-folder.ts';

type InsightOptions = {
  readonly json?: boolean;
  readonly paths?: boolean;
  readonly csv?: string;
  readonly html?: string;
  readonly svg?: string;
  readonly preset?: string;
  readonly weights?: string;
  readonly recursive: boolean;
};

type Ask = Call<PodiumContract>;

export function addInsights(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('insights'))
    .description('what the photos are like: scores, signals, time, colours, people, cameras')
    .argument('<folder...>')
    .option('--json', 'print the charts as JSON')
    .option('--paths', 'in the JSON, name the photos of every bar and point')
    .option('--csv <file>', 'write every bar and point as a table', filled)
    .option('--svg <folder>', 'write every chart as a drawing into a folder', filled)
    .option('--html <file>', 'write all charts as a page', filled)
    .option('--preset <name>', 'whose scores: sports, general, portrait, group or album')
    .option('--weights <list>', 'whose scores: own weights')
    .option('--no-recursive', 'leave subfolders out')
    .action((folders: string[], options: InsightOptions & PodiumOptions) =>
      run(options, (call, signal) => insights(call, folders, options, signal)),
    );
}

/** Exit code 0, or 3 when some photos could not be read. */
async function insights(
  call: Ask,
  folders: readonly string[],
  options: InsightOptions,
  signal: AbortSignal,
): Promise<number> {
  const { csv, html, svg } = options;
  if (csv !== undefined) checkFileTarget(csv);
  if (html !== undefined) checkFileTarget(html);
  if (svg !== undefined) checkEmpty(svg);
  const { ranking, input, problems, sync } = await rankFolders(call, folders, options, signal);
  const opened = { input, ranking, leftOut: sync.leftOut, unreadable: problems.length };
  const found = await insightsOfFolders(call, opened, signal);
  const charts = found.map(({ chart }) => chart);
  const title = folders.map((folder) => basename(resolve(folder))).join(', ');
  if (options.json === true) {
    const paths = options.paths === true ? ranking.columns.paths : null;
    printJson({ title, charts: toldInsights(found, paths) });
  } else for (const line of linesOf(charts)) print(line);
  if (csv !== undefined)
    written(csv, () => {
      writeCsv(csv, insightsCsv(charts));
    });
  if (html !== undefined)
    written(html, () => {
      writeText(html, insightsPage(title, charts));
    });
  if (svg !== undefined) writeDrawings(resolve(svg), charts);
  return problems.length > 0 ? 3 : 0;
}

/** Nothing in it is ever replaced. */
function checkEmpty(folder: string): void {
  checkFolderTarget(folder);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new EngineError(
      'bad-input',
      `${folder} is not empty: give a folder for the drawings that is empty or not there.`,
    );
}

function written(file: string, write: () => void): void {
  write();
  say(`Wrote ${file}`);
}

function writeDrawings(folder: string, charts: readonly Chart[]): void {
  makeReportFolder(folder);
  const drawn = charts.filter(({ marks }) => marks.length > 0);
  for (const chart of drawn) writeText(join(folder, `${chart.id}.svg`), chartFile(chart));
  say(`Wrote ${drawn.length} charts into ${folder}`);
}

function linesOf(charts: readonly Chart[]): string[] {
  return insightSections.flatMap((section) => [
    `# ${sectionNames[section]}`,
    ...charts
      .filter((chart) => chart.section === section)
      .flatMap(({ title, said, marks, x, left }) => [
        [`${title}:`, ...said].join(' '),
        ...(x === null ? marks : []).map(({ label, count }) => `  ${label}: ${count}`),
        ...left.map(({ label, count }) => `  ${label}: ${photosText(count)}`),
      ]),
  ]);
}
