// Everything that is told of open folders in charts: one list for the page, the command line and the HTTP API.

import type { PhotoColumns } from '../photo.ts';
import type { Insight } from './chart.ts';
import type { InsightsOf } from './known.ts';
import { contentInsights } from './of-content.ts';
import { orderInsights } from './of-order.ts';
import { shotInsights } from './of-shot.ts';
import { signalInsights } from './of-signals.ts';
import { timeInsights } from './of-time.ts';

export function insightsOf(known: InsightsOf): Insight[] {
  return [
    ...orderInsights(known),
    ...timeInsights(known),
    ...contentInsights(known),
    ...shotInsights(known),
    ...signalInsights(known),
  ];
}

/** The scores of photos that somebody has looked at, NaN for the others: they score 0, which says nothing of them. */
export function scoresKnown({ signals }: PhotoColumns, scores: Float64Array): Float64Array {
  return scores.map((score, photo) => (Number.isNaN(signals.exposure[photo] ?? NaN) ? NaN : score));
}
