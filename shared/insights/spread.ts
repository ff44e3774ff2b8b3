// How values are spread: bars of even width between round numbers, and that in a sentence.

import { scaleLinear } from 'd3-scale';
import { quantilesOf, type Quantiles } from '../arithmetic/quantiles.ts';
import { at } from '../arithmetic/vectors.ts';
import { markOf, type Chart, type Insight, type Mark } from './chart.ts';
import { figureText, photosText, spanText } from './figure-text.ts';
import { leftWithout, partedInto } from './parted.ts';

/** About so many bars, of few photos fewer: bars of one photo each show nothing. */
const barsFor = (photos: number) => Math.max(5, Math.min(20, Math.round(2 * Math.sqrt(photos))));
/** Whole numbers that span no more get a bar each. */
const mostNumbers = 24;

type Bins = {
  /** One more than there are bars, ascending. */
  readonly edges: readonly number[];
  /** Each bar is one whole number. */
  readonly whole: boolean;
  /** The last bar has all that lies beyond too. */
  readonly open: boolean;
};

export type Spread = Pick<Chart, 'id' | 'section' | 'title'> & {
  readonly axis: string;
  /** One a photo; not finite where unknown. */
  readonly values: Float64Array;
  readonly missing?: Uint8Array | undefined;
  /** Few values are far beyond all others: they share the last bar. */
  readonly longTailed?: boolean;
  /** What whole numbers are called. */
  readonly names?: Readonly<Record<number, string>>;
};

export function spreadInsight(spread: Spread): Insight {
  const { id, section, title, axis, values, missing, names } = spread;
  const known = quantilesOf(values);
  const bins = binsOf(known, spread.longTailed ?? false);
  const { edges } = bins;
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  const bars = Math.max(0, edges.length - 1);
  const width = (high - low) / bars;
  const barOf = (photo: number) => {
    const value = values[photo] ?? NaN; // in place: see sorting.ts
    if (!Number.isFinite(value)) return -1;
    const near = Math.min(bars - 1, Math.max(0, Math.floor((value - low) / width)));
    // Division is not exact: the edges themselves decide.
    if (near > 0 && value < at(edges, near)) return near - 1;
    return near < bars - 1 && value >= at(edges, near + 1) ? near + 1 : near;
  };
  const photos = partedInto(bars, values.length, barOf);
  const marks = photos.map(({ length }, bar): Mark => {
    const [x, toX] = [at(edges, bar), at(edges, bar + 1)];
    return markOf(barText(bins, bar, names), length, { x, toX });
  });
  const { left, photosLeft } = leftWithout(values, missing);
  const x = { label: axis, low, high, isTime: false };
  const said = [spreadSentence(known)];
  return {
    chart: { id, section, title, kind: 'bars', x, y: null, marks, left, said },
    photos,
    photosLeft,
  };
}

function binsOf(known: Quantiles, longTailed: boolean): Bins {
  const { count, least: low, greatest: most, isWhole } = known;
  if (count === 0) return { edges: [], whole: false, open: false };
  if (most - low <= mostNumbers && isWhole) {
    const edges = Array.from({ length: most - low + 2 }, (_, i) => low + i - 0.5);
    return { edges, whole: true, open: false };
  }
  if (most - low < closest(low, most)) return { edges: around(low), whole: false, open: false };
  const tail = longTailed ? known.percentile(99) : most;
  const high = tail > low ? tail : most;
  const bars = barsFor(count);
  const edges = scaleLinear([low, high], [0, 1]).nice(bars).ticks(bars);
  return { edges, whole: false, open: (edges.at(-1) ?? most) < most };
}

/** Values nearer to each other have no round numbers between them that a double tells apart. */
function closest(low: number, most: number): number {
  return 1e-9 * Math.max(Math.abs(low), Math.abs(most), 1e-9);
}

/** The edges of one bar with one value in its middle. */
function around(value: number): readonly [number, number] {
  const half = Math.abs(value) < 1e-9 ? 0.5 : Math.abs(value) / 2;
  return [value - half, value + half];
}

function barText({ edges, whole, open }: Bins, bar: number, names: Spread['names']): string {
  const from = at(edges, bar);
  if (whole) return names?.[from + 0.5] ?? figureText(from + 0.5);
  if (open && bar === edges.length - 2) return `${figureText(from)} or more`;
  return spanText(from, at(edges, bar + 1));
}

function spreadSentence(known: Quantiles): string {
  const { count, least: low, greatest: high } = known;
  if (count === 0) return 'No photo has a value: there is nothing to show.';
  if (low === high)
    return count === 1
      ? `One photo has a value: ${figureText(low)}.`
      : `All ${photosText(count)} have the same value: ${figureText(low)}.`;
  const [below, middle, above] = [25, 50, 75].map((percent) => known.percentile(percent));
  const all = `all of them from ${spanText(low, high)}`;
  if (below === above)
    return `Half of the photos or more have ${figureText(middle ?? low)}; ${all}.`;
  return `Half of the photos lie between ${figureText(below ?? low)} and ${figureText(above ?? high)}, the middle one at ${figureText(middle ?? low)}; ${all}.`;
}
