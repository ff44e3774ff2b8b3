// A chart as SVG: a file of its own, or a part of a page, in the colours of what is around it.

import type { Chart } from './chart.ts';
import { drawChart, round, type DrawnMark, type DrawnText, type Rectangle } from './drawn.ts';

const markColour = '#3f7fc4';
const titlePx = 30;

/** The picture alone; it takes the colour of the text around it. */
export function chartSvg(chart: Chart): string {
  const { widthPx, heightPx, ...parts } = drawChart(chart);
  const box = `viewBox="0 0 ${widthPx} ${heightPx}"`;
  const name = escaped(`${chart.title}. ${chart.said.join(' ')}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-label="${name}">${drawn(chart, parts)}</svg>`;
}

/** On white, with its title and what it comes to: a whole file. */
export function chartFile(chart: Chart): string {
  const { widthPx, heightPx, ...parts } = drawChart(chart);
  const height = heightPx + titlePx + 8;
  const size = `width="${2 * widthPx}" height="${2 * height}" viewBox="0 0 ${widthPx} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} color="#222" role="img">
<title>${escaped(chart.title)}</title>
<desc>${escaped(chart.said.join(' '))}</desc>
<rect width="100%" height="100%" fill="#fff"/>
<text x="8" y="20" font-family="${fonts}" font-size="14" font-weight="600" fill="currentColor">${escaped(chart.title)}</text>
<g transform="translate(0 ${titlePx})">${drawn(chart, parts)}</g>
</svg>
`;
}

const fonts = 'system-ui, sans-serif';

type Parts = Omit<ReturnType<typeof drawChart>, 'widthPx' | 'heightPx'>;

function drawn({ marks }: Chart, { marks: shapes, texts, axes, rules, line }: Parts): string {
  return [
    `<path d="${rules}" fill="none" stroke="currentColor" stroke-opacity="0.15"/>`,
    line === ''
      ? ''
      : `<polyline points="${line}" fill="none" stroke="${markColour}" stroke-opacity="0.5"/>`,
    ...shapes.map((shape, i) =>
      markSvg(shape, `${marks[i]?.label ?? ''}: ${marks[i]?.count ?? 0}`),
    ),
    `<path d="${axes}" fill="none" stroke="currentColor" stroke-opacity="0.6"/>`,
    `<g font-family="${fonts}" font-size="11" fill="currentColor">${texts.map(textSvg).join('')}</g>`,
  ].join('\n');
}

function markSvg({ shape, whisker, colour }: DrawnMark, title: string): string {
  const fill = `fill="${colour ?? markColour}"`;
  const edge = colour === null ? '' : ' stroke="#888"';
  const line = whisker
    ? `<path d="M${round(whisker[0])} ${round(whisker[1])}V${round(whisker[2])}" stroke="${markColour}"/>`
    : '';
  const seen =
    shape.kind === 'bar'
      ? `<rect ${rectangleSvg(shape)} ${fill}${edge}/>`
      : `<circle cx="${round(shape.x)}" cy="${round(shape.y)}" r="${round(shape.radius)}" ${fill}/>`;
  return `<g><title>${escaped(title)}</title>${line}${seen}</g>`;
}

function rectangleSvg({ x, y, width, height }: Rectangle): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
}

function textSvg({ x, y, anchor, text }: DrawnText): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

/** Words of files and people as text of SVG and HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
