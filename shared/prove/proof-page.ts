// The report of a proof as a page that works offline and needs nothing else.

import type { LostAt } from './keepers-lost.ts';
import type { Proof } from './proof.ts';
import {
  pointsText,
  proofMethod,
  proofSentences,
  shareText,
  signalLabel,
  verdictText,
} from './proof-words.ts';

/** @param asked albums of sizes that people ask for */
export function proofPage(title: string, proof: Proof, asked: readonly LostAt[]): string {
  const heading = `Proof: ${title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(heading)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(heading)}</h1>
${proofSentences(proof).map(paragraph).join('\n')}
<h2>Keepers that an album leaves out</h2>
${chart(proof)}
${table(
  ['Album of the best', 'Keepers left out'],
  asked.map(({ size, lost }) => [String(size), shareText(lost)]),
)}
<h2>What each signal does to the order</h2>
${table(
  ['Signal', 'Weight', 'Pairs in order, points more than without it', 'What it does'],
  proof.signals.map((signal) => [
    signalLabel(signal),
    signal.weight.toFixed(2),
    pointsText(signal.gain),
    verdictText(signal),
  ]),
)}
<h2>How this was measured</h2>
${proofMethod.map(paragraph).join('\n')}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 720px; margin: 0 auto; padding: 24px; }
table { border-collapse: collapse; width: 100%; margin: 16px 0; }
th, td { padding: 6px 12px 6px 0; text-align: left; border-bottom: 1px solid #8886; }
svg { width: 100%; height: auto; }
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = header.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

const size = { width: 640, height: 240, left: 44, bottom: 32, top: 8, right: 8 } as const;

export type LostCurve = {
  /** The estimate, and its interval as a shape around it, in the units of the drawing. */
  readonly line: string;
  readonly band: string;
};

/** The curve of an album's size (left to right, all photos) and the share left out (from the bottom, all keepers). */
export function lostCurve({ photos, lost }: Proof): LostCurve {
  const x = (k: number) => size.left + ((size.width - size.left - size.right) * k) / photos;
  const y = (share: number) =>
    size.height - size.bottom - (size.height - size.bottom - size.top) * share;
  const known = lost.flatMap(({ size: k, lost: { value, low, high } }) =>
    value === null ? [] : [{ k, value, low: low ?? value, high: high ?? value }],
  );
  const point = (k: number, share: number) => `${x(k).toFixed(1)},${y(share).toFixed(1)}`;
  return {
    line: known.map(({ k, value }) => point(k, value)).join(' '),
    band: [
      ...known.map(({ k, high }) => point(k, high)),
      ...known.toReversed().map(({ k, low }) => point(k, low)),
    ].join(' '),
  };
}

export const lostChart = {
  viewBox: `0 0 ${size.width} ${size.height}`,
  /** Where the axes meet, and their far ends. */
  left: size.left,
  bottom: size.height - size.bottom,
  right: size.width - size.right,
  top: size.top,
} as const;

function chart(proof: Proof): string {
  const { line, band } = lostCurve(proof);
  const { viewBox, left, bottom, right, top } = lostChart;
  const label = (x: number, y: number, anchor: string, text: string) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="12" fill="currentColor">${text}</text>`;
  return `<svg viewBox="${viewBox}" role="img" aria-label="Share of the keepers left out by the size of an album; the table below has its figures">
<polygon points="${band}" fill="#4a90d9" fill-opacity="0.25"/>
<polyline points="${line}" fill="none" stroke="#2f78c4" stroke-width="2"/>
<path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="currentColor"/>
${label(left - 6, top + 10, 'end', '100 %')}
${label(left - 6, bottom, 'end', '0 %')}
${label(left, bottom + 18, 'start', 'album of 1')}
${label(right, bottom + 18, 'end', `all ${proof.photos} photos`)}
</svg>`;
}
