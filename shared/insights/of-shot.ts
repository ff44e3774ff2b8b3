// Insights about how photos were taken: cameras, lenses, shutter, ISO, aperture.

import { at } from '../arithmetic/vectors.ts';
import type { NameColumn } from '../photo.ts';
import { apertureText, shutterText } from '../shot.ts';
import type { Insight } from './chart.ts';
import type { InsightsOf } from './known.ts';
import { namedInsight } from './named.ts';

export function shotInsights({ columns }: InsightsOf): Insight[] {
  const { cameras, shots, count } = columns;
  const named = (id: string, title: string, { names, of }: NameColumn) =>
    namedInsight({
      ...{ id, section: 'shot', title, names, count, said: [] },
      of: (photo) => at(of, photo),
      without: 'The file does not say',
    });
  return [
    named('cameras', 'Cameras', cameras),
    named('lenses', 'Lenses', shots.lenses),
    inStops('shutter', 'Shutter', shots.shutterSeconds, shutters, shutterText),
    inStops('iso', 'ISO', shots.iso, isos, (iso) => `ISO ${iso}`),
    inStops('aperture', 'Aperture', shots.aperture, apertures, apertureText),
  ];
}

/** Full stops as cameras name them. */
const shutters = [
  ...[8000, 4000, 2000, 1000, 500, 250, 125, 60, 30, 15, 8, 4].map((part) => 1 / part),
  ...[0.5, 1, 2, 4, 8, 15, 30],
];
const isos = Array.from({ length: 14 }, (_, stop) => 50 * 2 ** stop);
const apertures = [1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16, 22, 32];

function inStops(
  id: string,
  title: string,
  values: Float64Array,
  stops: readonly number[],
  text: (stop: number) => string,
): Insight {
  const logs = stops.map(Math.log2);
  return namedInsight({
    ...{ id, section: 'shot', title, count: values.length, isScale: true },
    names: stops.map(text),
    of: (photo) => nearest(logs, Math.log2(at(values, photo))),
    without: 'The file does not say',
    said: ['To the nearest full stop.'],
  });
}

function nearest(logs: readonly number[], log: number): number {
  if (!Number.isFinite(log)) return -1;
  return logs.reduce(
    (best, stop, i) => (Math.abs(stop - log) < Math.abs((logs[best] ?? 0) - log) ? i : best),
    0,
  );
}
