// Two numbers of every photo against each other: a plane of places, each with its photos.

import { scaleLinear } from 'd3-scale';
import { quantilesOf, type Quantiles } from '../arithmetic/quantiles.ts';
import { at } from '../arithmetic/vectors.ts';
import { markOf, type Axis, type Chart, type Insight } from './chart.ts';
import { spanText } from './figure-text.ts';
import { leftFor, partedInto } from './parted.ts';

type Side = {
  readonly label: string;
  readonly values: Float64Array;
  /** Where it does not follow from the values. */
  readonly span?: readonly [low: number, high: number];
  /** Places along it. */
  readonly places: number;
  /** What a place is called, where that is not from where to where. */
  readonly names?: readonly string[];
};

export type Plane = Pick<Chart, 'id' | 'section' | 'title' | 'said'> & {
  readonly x: Side;
  readonly y: Side;
  readonly without: string;
};

export function planeInsight({ id, section, title, said, x, y, without }: Plane): Insight {
  const [across, up] = [gridOf(x), gridOf(y)];
  const places = across.places * up.places;
  const count = x.values.length;
  const placeOf = (photo: number) => {
    const [column, row] = [across.placeOf(photo), up.placeOf(photo)];
    return column < 0 || row < 0 ? -1 : row * across.places + column;
  };
  const parted = partedInto(places, count, placeOf);
  const full = [...parted.keys()].filter((place) => (parted[place]?.length ?? 0) > 0);
  const marks = full.map((place) => {
    const [column, row] = [place % across.places, Math.floor(place / across.places)];
    const [left, right] = across.endsOf(column);
    const [low, high] = up.endsOf(row);
    const label = [nameOf(x, column, left, right), nameOf(y, row, low, high)].join(', ');
    const where = { x: left, toX: right, y: (low + high) / 2, low, high };
    return markOf(label, parted[place]?.length ?? 0, where);
  });
  const nowhere = partedInto(1, count, (photo) => (placeOf(photo) < 0 ? 0 : -1));
  return {
    chart: {
      ...{ id, section, title, kind: 'dots', x: across.axis, y: up.axis, marks },
      said: marks.length === 0 ? ['No photo has both values: there is nothing to show.'] : said,
      left: leftFor([[without, nowhere[0] ?? new Uint32Array()]]).left,
    },
    photos: full.map((place) => parted[place] ?? new Uint32Array()),
    photosLeft: nowhere.filter(({ length }) => length > 0),
  };
}

type Grid = {
  readonly axis: Axis;
  readonly places: number;
  /** -1 where the value is not known. */
  placeOf(photo: number): number;
  endsOf(place: number): readonly [number, number];
};

function gridOf({ label, values, span, places }: Side): Grid {
  const [low, high] = span ?? roundSpan(quantilesOf(values));
  const width = (high - low) / places;
  return {
    axis: { label, low, high, isTime: false },
    places,
    placeOf(photo) {
      const value = at(values, photo);
      if (!Number.isFinite(value)) return -1;
      return Math.min(places - 1, Math.max(0, Math.floor((value - low) / width)));
    },
    endsOf: (place) => [low + place * width, low + (place + 1) * width],
  };
}

/** Round numbers around the values but a few beyond; what lies beyond belongs to the last place. */
function roundSpan(known: Quantiles): readonly [number, number] {
  if (known.count === 0) return [0, 1];
  const [low, high] = [known.percentile(0.5), known.percentile(99.5)];
  if (!(high > low)) return [low - 0.5, low + 0.5];
  const [from = low, to = high] = scaleLinear([low, high], [0, 1]).nice(10).domain();
  return [from, to];
}

function nameOf({ label, names }: Side, place: number, from: number, to: number): string {
  return names?.[place] ?? `${label} ${spanText(from, to)}`;
}
