// A chart as shapes and texts with places, for the page to show and for files to be written from: drawn once, for both.

import { scaleLinear, scaleUtc } from 'd3-scale';
import type { Axis, Chart, Mark } from './chart.ts';
import { figureText, momentText } from './figure-text.ts';

export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type DrawnMark = {
  /** What is seen of it. */
  readonly shape:
    | ({ readonly kind: 'bar' } & Rectangle)
    | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number };
  /** A line from quartile to quartile: its place across, its ends. */
  readonly whisker: readonly [x: number, from: number, to: number] | null;
  /** Where it can be pressed: a small bar is as easy to hit as a large one. */
  readonly hit: Rectangle;
  readonly colour: string | null;
};

export type DrawnText = {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
};

export type Drawing = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** One a mark, in their order. */
  readonly marks: readonly DrawnMark[];
  readonly texts: readonly DrawnText[];
  /** Axes, as the `d` of a path, and the lines across behind the marks. */
  readonly axes: string;
  readonly rules: string;
  /** Through the middles of a trend, as the points of a polyline; empty for other charts. */
  readonly line: string;
};

const widthPx = 400;
const plot = { left: 46, right: 388, top: 24, bottom: 190 } as const;
const plotHeightPx = 232;
/** One row of a bar with a name. */
const rowPx = 26;
const namesPx = 150;
/** Characters that fit beside a bar. */
const longestName = 24;

export function drawChart(chart: Chart): Drawing {
  if (chart.marks.length === 0)
    return { widthPx, heightPx: 0, marks: [], texts: [], axes: '', rules: '', line: '' };
  const { x } = chart;
  return x === null ? drawRows(chart.marks) : drawPlot(chart, x);
}

function drawRows(marks: readonly Mark[]): Drawing {
  const most = Math.max(1, ...marks.map(({ count }) => count));
  const long = scaleLinear([0, most], [0, plot.right - namesPx - 56]);
  const texts = marks.flatMap(({ label, count }, row): DrawnText[] => {
    const y = row * rowPx + 18;
    return [
      { x: namesPx - 8, y, anchor: 'end', text: shortened(label) },
      { x: namesPx + long(count) + 8, y, anchor: 'start', text: count.toLocaleString('en') },
    ];
  });
  const drawn = marks.map(({ count, colour }, row): DrawnMark => {
    const y = row * rowPx;
    const width = count > 0 ? Math.max(2, long(count)) : 0;
    const hit = { x: 0, y, width: widthPx, height: rowPx };
    const shape = { kind: 'bar', x: namesPx, y: y + 5, width, height: rowPx - 10 } as const;
    return { shape, whisker: null, hit, colour };
  });
  const heightPx = marks.length * rowPx + 4;
  const axes = `M${namesPx} 0V${heightPx}`;
  return { widthPx, heightPx, marks: drawn, texts, axes, rules: '', line: '' };
}

function shortened(label: string): string {
  return label.length <= longestName ? label : `${label.slice(0, longestName - 1).trimEnd()}…`;
}

type Place = (value: number) => number;

function drawPlot(chart: Chart, x: Axis): Drawing {
  const most = Math.max(1, ...chart.marks.map(({ count }) => count));
  const y = chart.y ?? { label: 'Photos', low: 0, high: most, isTime: false };
  const across: Place = scaleLinear([x.low, x.high], [plot.left, plot.right]);
  const upwards = scaleLinear([y.low, y.high], [plot.bottom, plot.top]);
  upwards.nice(4);
  const ticks = upwards.ticks(4).filter((tick) => chart.y !== null || Number.isInteger(tick));
  const drawn = chart.marks.map((mark) => drawMark(chart, mark, { across, up: upwards, most }));
  const middles = drawn.flatMap(({ shape }) =>
    shape.kind === 'dot' ? [`${round(shape.x)},${round(shape.y)}`] : [],
  );
  return {
    widthPx,
    heightPx: plotHeightPx,
    marks: drawn,
    texts: [
      ...ticks.map((tick) => rowText(upwards(tick), figureText(tick))),
      ...columnTexts(x, across),
      { x: (plot.left + plot.right) / 2, y: plotHeightPx - 6, anchor: 'middle', text: x.label },
      ...(chart.y ? [{ x: 4, y: 10, anchor: 'start', text: chart.y.label } as const] : []),
    ],
    axes: `M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}`,
    rules: ticks.map((tick) => `M${plot.left} ${round(upwards(tick))}H${plot.right}`).join(''),
    line: chart.kind === 'trend' ? middles.join(' ') : '',
  };
}

type Scales = { readonly across: Place; readonly up: Place; readonly most: number };

function drawMark({ kind }: Chart, mark: Mark, { across, up, most }: Scales): DrawnMark {
  const [from, to] = [across(mark.x ?? 0), across(mark.toX ?? 0)];
  const column = { x: from, width: Math.max(1, to - from) };
  const high = plot.bottom - plot.top;
  const { colour } = mark;
  if (kind === 'bars') {
    const height = mark.count > 0 ? Math.max(2, plot.bottom - up(mark.count)) : 0;
    const gap = column.width > 4 ? 1 : 0;
    const bar = { x: from + gap, width: column.width - 2 * gap, y: plot.bottom - height, height };
    const hit = { ...column, y: plot.top, height: high };
    return { shape: { kind: 'bar', ...bar }, whisker: null, hit, colour };
  }
  const [x, y] = [(from + to) / 2, up(mark.y ?? 0)];
  const [above, below] = [up(mark.high ?? mark.y ?? 0), up(mark.low ?? mark.y ?? 0)];
  if (kind === 'trend') {
    const hit = { ...column, y: plot.top, height: high };
    return { shape: { kind: 'dot', x, y, radius: 4 }, whisker: [x, above, below], hit, colour };
  }
  // As large as its place at most; areas go by the number of photos.
  const widest = Math.min(column.width, below - above) / 2;
  const radius = Math.max(3, widest * Math.sqrt(mark.count / most));
  const hit = { ...column, y: above, height: below - above };
  return { shape: { kind: 'dot', x, y, radius }, whisker: null, hit, colour };
}

function rowText(y: number, text: string): DrawnText {
  return { x: plot.left - 6, y: y + 4, anchor: 'end', text };
}

function columnTexts(x: Axis, across: Place): DrawnText[] {
  const ticks = x.isTime
    ? scaleUtc([x.low, x.high], [0, 1])
        .ticks(5)
        .map((time) => time.getTime())
    : scaleLinear([x.low, x.high], [0, 1]).ticks(6);
  return ticks.map((tick) => ({
    ...{ x: across(tick), y: plot.bottom + 16, anchor: 'middle' as const },
    text: x.isTime ? momentText(tick, x.high - x.low) : figureText(tick),
  }));
}

/** A tenth of a pixel is seen by nobody, and files stay small. */
export function round(px: number): number {
  return Math.round(10 * px) / 10;
}
