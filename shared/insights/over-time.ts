// What changes over the time of a match: spans of even length, each with its photos and their middle.

import { scaleUtc } from 'd3-scale';
import { at, percentile, sortedKnown } from '../arithmetic/vectors.ts';
import { markOf, type Axis, type Chart, type Insight, type Mark } from './chart.ts';
import { figureText, momentText, photosText } from './figure-text.ts';
import { leftFor, partedInto } from './parted.ts';
import { relationSentence } from './related.ts';

/** About so many spans. */
const wantedSpans = 24;

export type Spans = {
  readonly axis: Axis;
  readonly names: readonly string[];
  readonly edges: readonly number[];
  /** The photos of each span. */
  readonly photos: readonly Uint32Array[];
  readonly untimed: Uint32Array;
};

/** The spans of time of a folder: between round times, those without a photo too. */
export function spansOf(takenMs: Float64Array): Spans {
  const sorted = sortedKnown(takenMs);
  const [first = NaN, last = NaN] = [sorted[0], sorted.at(-1)];
  const edges = edgesOf(first, last);
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  const spans = Math.max(0, edges.length - 1);
  const spanOf = (ms: number) => {
    const beyond = edges.findIndex((edge) => edge > ms);
    return beyond < 0 ? spans - 1 : beyond - 1;
  };
  const photos = partedInto(spans, takenMs.length, (photo) => {
    const ms = at(takenMs, photo);
    return Number.isFinite(ms) ? spanOf(ms) : -1;
  });
  const without = (photo: number) => (Number.isFinite(at(takenMs, photo)) ? -1 : 0);
  const text = (ms: number) => momentText(ms, high - low);
  return {
    axis: { label: 'Time on the camera’s clock', low, high, isTime: true },
    names: photos.map((_, i) => `${text(at(edges, i))} to ${text(at(edges, i + 1))}`),
    edges,
    photos,
    untimed: partedInto(1, takenMs.length, without)[0] ?? new Uint32Array(),
  };
}

function edgesOf(first: number, last: number): readonly number[] {
  if (Number.isNaN(first)) return [];
  if (first === last) return [first - 500, first + 500];
  const scale = scaleUtc([first, last], [0, 1]).nice(wantedSpans);
  // Wider by being rounded, a scale may take longer steps, which need not end where it ends.
  const ends = scale.domain();
  const times = [...ends, ...scale.ticks(wantedSpans)].map((time) => time.getTime());
  return [...new Set(times)].sort((a, b) => a - b);
}

const noTime = 'Without a capture time';

/** How many photos were taken when. */
export function countsOverTime(spans: Spans): Insight {
  const { photos, untimed, axis } = spans;
  const marks = photos.map(({ length }, i) =>
    markOf(spans.names[i] ?? '', length, placeOf(spans, i)),
  );
  const { left, photosLeft } = leftFor([[noTime, untimed]]);
  const busiest = marks.reduce<Mark | null>(
    (so, mark) => (so && so.count >= mark.count ? so : mark),
    null,
  );
  const said = busiest
    ? [`Most photos of one span, ${photosText(busiest.count)}, were taken from ${busiest.label}.`]
    : [nothing];
  const chart = {
    id: 'time-photos',
    section: 'time',
    title: 'Photos over time',
    kind: 'bars',
  } as const;
  return { chart: { ...chart, x: axis, y: null, marks, left, said }, photos, photosLeft };
}

const nothing = 'No photo says when it was taken: there is nothing to show.';

export type Changing = Pick<Chart, 'id' | 'title'> & {
  readonly label: string;
  readonly values: Float64Array;
};

/** The middle photo of every span and the middle half around it. */
export function trendInsight(
  spans: Spans,
  takenMs: Float64Array,
  { id, title, label, values }: Changing,
): Insight {
  const measured = spans.photos.map((photos) =>
    photos.filter((photo) => Number.isFinite(at(values, photo))),
  );
  const full = [...measured.keys()].filter((span) => (measured[span]?.length ?? 0) > 0);
  const marks = full.map((span) => trendMark(spans, span, valuesOf(measured[span] ?? [], values)));
  const unknown = partedInto(1, values.length, (photo) =>
    Number.isFinite(at(takenMs, photo)) && !Number.isFinite(at(values, photo)) ? 0 : -1,
  );
  const reasons = [
    [noTime, spans.untimed],
    ['Without a value', unknown[0] ?? new Uint32Array()],
  ] as const;
  const ends = marks.flatMap(({ low, high }) => [low ?? 0, high ?? 0]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const y = {
    label,
    low: low < high ? low : low - 0.5,
    high: low < high ? high : high + 0.5,
    isTime: false,
  };
  const words = { rises: `${label} rises over time`, falls: `${label} falls over time` };
  const said = [marks.length > 0 ? relationSentence(takenMs, values, words) : nothing];
  return {
    chart: {
      ...{ id, section: 'time', title, kind: 'trend', x: spans.axis, marks, said },
      y: marks.length > 0 ? y : { ...y, low: 0, high: 1 },
      left: leftFor(reasons).left,
    },
    photos: full.map((span) => measured[span] ?? new Uint32Array()),
    photosLeft: leftFor(reasons).photosLeft,
  };
}

function valuesOf(photos: Iterable<number>, values: Float64Array): Float64Array {
  return Float64Array.from(photos, (photo) => at(values, photo)).sort();
}

function trendMark(spans: Spans, span: number, sorted: Float64Array): Mark {
  const [low, y, high] = [25, 50, 75].map((percent) => percentile(sorted, percent));
  const name = `${spans.names[span] ?? ''}: middle ${figureText(y ?? NaN)}`;
  return markOf(name, sorted.length, {
    ...placeOf(spans, span),
    ...{ y: y ?? null, low: low ?? null, high: high ?? null },
  });
}

function placeOf({ edges }: Spans, span: number): Pick<Mark, 'x' | 'toX'> {
  return { x: at(edges, span), toX: at(edges, span + 1) };
}
