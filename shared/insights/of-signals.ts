// Insights about every signal that any photo has: how its values are spread.

import { signalNames, signals, type Signal, type SignalName } from '../signals.ts';
import type { Insight } from './chart.ts';
import type { InsightsOf } from './known.ts';
import { spreadInsight } from './spread.ts';

/** Those that have a chart elsewhere. */
const shownBefore: readonly SignalName[] = ['sharpness_whole', 'players', 'face_count'];

export function signalInsights({ columns }: InsightsOf): Insight[] {
  const known = signalNames.filter(
    (name) => !shownBefore.includes(name) && columns.signals[name].some(Number.isFinite),
  );
  return known.map((name) => {
    const { label, unit, range }: Signal = signals[name];
    return spreadInsight({
      ...{ id: `signal-${name}`, section: 'signals', title: label, axis: `${label}, ${unit}` },
      values: columns.signals[name],
      missing: columns.missing[name],
      longTailed: range[1] === Infinity,
      ...(unit === 'yes or no' && { names: { 0: 'No', 1: 'Yes' } }),
    });
  });
}
