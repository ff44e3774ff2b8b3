// Draws how the values of signals are spread over a folder: one small histogram each.

import { drawText, fitted, palette, svgDocument, textWidthPx, wrapped } from './drawing.ts';
import type { TextStyle } from './drawing.ts';

export type Histogram = {
  readonly label: string;
  readonly unit: string;
  /** One a photo; what is not a finite number is unknown and only counted. */
  readonly values: ArrayLike<number>;
};

export type HistogramSheet = { readonly title: string; readonly histograms: readonly Histogram[] };

const widthPx = 1400;
const marginPx = 40;
const gapPx = 20;
const headerPx = 104;
const columns = 3;
const cardWidthPx = (widthPx - 2 * marginPx - (columns - 1) * gapPx) / columns;
const cardHeightPx = 264;
const paddingPx = 22;
const barsTopPx = 86;
const barsHeightPx = 118;
const bins = 28;

const titleStyle: TextStyle = { sizePx: 34, weight: 'semibold', fill: palette.strong };
const labelStyle: TextStyle = { sizePx: 19, weight: 'semibold', fill: palette.strong };
const unitStyle: TextStyle = { sizePx: 15, fill: palette.dim };
const tickStyle: TextStyle = { sizePx: 15, fill: palette.dim };
const medianStyle: TextStyle = { sizePx: 15, fill: palette.accent };

/** All histograms on one page as SVG. */
export function histogramsSvg({ title, histograms }: HistogramSheet): string {
  const rows = Math.max(1, Math.ceil(histograms.length / columns));
  const heightPx = headerPx + rows * (cardHeightPx + gapPx) - gapPx + marginPx;
  const titleText = fitted(title, widthPx - 2 * marginPx, titleStyle);
  const cards = histograms.map((histogram, index) => {
    const x = marginPx + (index % columns) * (cardWidthPx + gapPx);
    const y = headerPx + Math.floor(index / columns) * (cardHeightPx + gapPx);
    return `<g transform="translate(${x} ${y})">${drawCard(histogram)}</g>`;
  });
  const body = drawText(titleText, marginPx, 66, titleStyle) + cards.join('');
  return svgDocument(widthPx, heightPx, body);
}

function drawCard({ label, unit, values }: Histogram): string {
  const known = Float64Array.from(Array.from(values).filter(Number.isFinite)).sort();
  const unknown = values.length - known.length;
  const room = cardWidthPx - 2 * paddingPx;
  const count = unknown === 0 ? `${known.length} photos` : `${unknown} unknown`;
  const countPx = textWidthPx(count, unitStyle) + 12;
  return (
    `<rect width="${cardWidthPx}" height="${cardHeightPx}" rx="10" fill="${palette.card}"/>` +
    drawText(fitted(label, room - countPx, labelStyle), paddingPx, 38, labelStyle) +
    drawText(fitted(unit, room, unitStyle), paddingPx, 62, unitStyle) +
    drawText(count, cardWidthPx - paddingPx, 38, { ...unitStyle, align: 'right' }) +
    (known.length === 0 ? drawNothing(room) : drawBars(known, room))
  );
}

function drawNothing(room: number): string {
  const style: TextStyle = { ...tickStyle, align: 'middle' };
  const lines = wrapped('No photo has this value.', room, 2, style);
  const middle = paddingPx + room / 2;
  const top = barsTopPx + barsHeightPx / 2;
  return lines.map((line, index) => drawText(line, middle, top + index * 20, style)).join('');
}

/** @param sorted finite values, ascending, at least one */
function drawBars(sorted: Float64Array, room: number): string {
  const low = sorted[0] ?? 0;
  const high = sorted.at(-1) ?? low;
  const counts = binCounts(sorted, low, high);
  const most = Math.max(...counts);
  const step = room / counts.length;
  const floor = barsTopPx + barsHeightPx;
  const bars = [...counts].map((count, index) => {
    if (count === 0) return '';
    const height = Math.max(2, (count / most) * barsHeightPx);
    const x = paddingPx + index * step + 1;
    return `<rect x="${x.toFixed(2)}" y="${(floor - height).toFixed(2)}" width="${(step - 2).toFixed(2)}" height="${height.toFixed(2)}" rx="1.5" fill="#7d8fa6"/>`;
  });
  const line = `<rect x="${paddingPx}" y="${floor + 1}" width="${room}" height="1" fill="${palette.line}"/>`;
  return bars.join('') + line + drawMedian(sorted, low, high, room) + drawTicks(low, high, room);
}

function drawMedian(sorted: Float64Array, low: number, high: number, room: number): string {
  const middle = medianOf(sorted);
  const x = paddingPx + (high > low ? (middle / 2 - low / 2) / (high / 2 - low / 2) : 0.5) * room;
  const text = `median ${readable(middle, high - low)}`;
  const half = textWidthPx(text, medianStyle) / 2;
  const at = Math.min(paddingPx + room - half, Math.max(paddingPx + half, x));
  const height = barsHeightPx + 10;
  return (
    `<rect x="${(x - 0.75).toFixed(2)}" y="${barsTopPx - 4}" width="1.5" height="${height}" fill="${palette.accent}"/>` +
    drawText(text, at, barsTopPx + barsHeightPx + 48, { ...medianStyle, align: 'middle' })
  );
}

function drawTicks(low: number, high: number, room: number): string {
  const y = barsTopPx + barsHeightPx + 24;
  if (high === low) {
    return drawText(readable(low, 0), paddingPx + room / 2, y, { ...tickStyle, align: 'middle' });
  }
  const range = high - low;
  const right: TextStyle = { ...tickStyle, align: 'right' };
  return (
    drawText(readable(low, range), paddingPx, y, tickStyle) +
    drawText(readable(high, range), paddingPx + room, y, right)
  );
}

/** How many values fall into each of equal steps from the lowest to the highest; the middle one when all are equal. */
export function binCounts(values: ArrayLike<number>, low: number, high: number): Uint32Array {
  const counts = new Uint32Array(bins);
  for (const value of Array.from(values)) {
    // halves, since the difference of two finite numbers may be infinite
    const share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(share * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function medianOf(sorted: Float64Array): number {
  const half = (sorted.length - 1) / 2;
  const [below = 0, above = 0] = [sorted[Math.floor(half)], sorted[Math.ceil(half)]];
  return below / 2 + above / 2;
}

/** A number with three digits that count, as it is read aloud: 0.0123, 4.56, 1,230; 0 where the range dwarfs it. */
function readable(value: number, range: number): string {
  const size = Math.abs(value);
  if (size < range * 1e-4) return '0';
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(2);
  const options = { maximumSignificantDigits: 3 };
  return value.toLocaleString('en', size >= 100 ? { maximumFractionDigits: 0 } : options);
}
