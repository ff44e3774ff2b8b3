// Insights as files: a page, a table, the charts as data for other programs, and a drawing of each.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from '../../../shared/insights/chart.ts';
import { chartFile } from '../../../shared/insights/chart-svg.ts';
import { insightsCsv, insightsPage } from '../../../shared/insights/insights-files.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { makeOwnFolder } from '../files/own-folder.ts';

/** Writes into a folder that is empty or not there; gives the paths, the page first. */
export function writeInsights(folder: string, title: string, charts: readonly Chart[]): string[] {
  const files = [
    ['insights.html', insightsPage(title, charts)],
    ['insights.csv', `\ufeff${insightsCsv(charts)}`], // without the mark Excel takes "Zoë" for "ZoÃ«"
    ['insights.json', `${JSON.stringify({ title, charts }, null, 2)}\n`],
    ...charts
      .filter(({ marks }) => marks.length > 0)
      .map((chart) => [join('charts', `${chart.id}.svg`), chartFile(chart)] as const),
  ] as const;
  try {
    makeOwnFolder(folder);
    mkdirSync(join(folder, 'charts'));
    return files.map(([name, text]) => {
      const file = join(folder, name);
      writeWhole(file, text);
      return file;
    });
  } catch (error) {
    const message = `The insights could not be written into ${folder}: ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}
