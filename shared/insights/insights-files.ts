// Insights as files for others: a page that works offline, and a table of every mark.

import { csvText, type CsvValue } from '../ranking/csv.ts';
import { insightSections, type Chart, type InsightSection, type Mark } from './chart.ts';
import { chartSvg, escaped } from './chart-svg.ts';

export const sectionNames: Readonly<Record<InsightSection, string>> = {
  order: 'The order',
  time: 'Over the time of the match',
  content: 'What is in the photos',
  shot: 'How they were taken',
  signals: 'Signals',
};

export const insightsHeader: readonly string[] = [
  'chart',
  'label',
  'photos',
  'from',
  'to',
  'middle',
  'low',
  'high',
];

/** A row a mark, and one for photos that are in none; times as ISO 8601 without a zone, as cameras have none. */
export function insightsCsv(charts: readonly Chart[]): string {
  const rows = charts.flatMap(({ title, marks, left, x }): CsvValue[][] => [
    ...marks.map((mark) => [title, mark.label, mark.count, ...placeOf(mark, x?.isTime ?? false)]),
    ...left.map(({ label, count }) => [title, label, count, '', '', '', '', '']),
  ]);
  return csvText([insightsHeader, ...rows]);
}

function placeOf({ x, toX, y, low, high }: Mark, isTime: boolean): CsvValue[] {
  const time = (ms: number) => new Date(ms).toISOString().slice(0, 23);
  const across = [x, toX].map((value) => (value === null ? '' : isTime ? time(value) : value));
  return [...across, ...[y, low, high].map((value) => value ?? '')];
}

export function insightsPage(folder: string, charts: readonly Chart[]): string {
  const title = escaped(`Insights: ${folder}`);
  const parts = insightSections.map((section) => {
    const own = charts.filter((chart) => chart.section === section);
    if (own.length === 0) return '';
    return `<h2>${escaped(sectionNames[section])}</h2>\n<div class="charts">\n${own.map(figure).join('\n')}\n</div>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 1280px; margin: 0 auto; padding: 24px; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); gap: 32px; }
figure { margin: 0; }
figcaption { font-weight: 600; }
svg { width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 4px 12px 4px 0; text-align: left; border-bottom: 1px solid #8886; }
td:last-child, th:last-child { text-align: right; }
`;

function figure(chart: Chart): string {
  const { title, marks, left, said } = chart;
  const row = ({ label, count }: Pick<Mark, 'label' | 'count'>) =>
    `<tr><td>${escaped(label)}</td><td>${count}</td></tr>`;
  const table = [...marks, ...left].map(row).join('');
  return `<figure>
<figcaption>${escaped(title)}</figcaption>
${marks.length > 0 ? chartSvg(chart) : ''}
${said.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
${table === '' ? '' : `<details><summary>Table</summary><table><thead><tr><th scope="col">Which</th><th scope="col">Photos</th></tr></thead><tbody>${table}</tbody></table></details>`}
</figure>`;
}
