// Insights about the time of the match: how much was photographed when, and how light, score and detail changed.

import type { Insight } from './chart.ts';
import type { InsightsOf } from './known.ts';
import { countsOverTime, spansOf, trendInsight } from './over-time.ts';

export function timeInsights({ columns, scores }: InsightsOf): Insight[] {
  const { takenMs, signals } = columns;
  const spans = spansOf(takenMs);
  if (spans.photos.length === 0) return [countsOverTime(spans)];
  const { exposure, sharpness, colourfulness, action } = signals;
  const changing = [
    { id: 'time-score', title: 'Score over time', label: 'Score', values: scores },
    { id: 'time-exposure', title: 'Exposure over time', label: 'Exposure', values: exposure },
    { id: 'time-colour', title: 'Colour over time', label: 'Colour', values: colourfulness },
    { id: 'time-sharpness', title: 'Sharpness over time', label: 'Sharpness', values: sharpness },
    { id: 'time-action', title: 'Action over time', label: 'Action', values: action },
  ];
  return [countsOverTime(spans), ...changing.map((one) => trendInsight(spans, takenMs, one))];
}
