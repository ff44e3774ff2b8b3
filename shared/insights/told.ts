// Insights as they are told to other programs: the charts, with the paths of each mark's photos where they are wanted.

import type { Chart, Insight, LeftMark, Mark } from './chart.ts';

type WithPaths = { readonly paths?: readonly string[] };

export type ToldChart = Omit<Chart, 'marks' | 'left'> & {
  readonly marks: readonly (Mark & WithPaths)[];
  readonly left: readonly (LeftMark & WithPaths)[];
};

/** @param paths of the photos; null where they are not wanted */
export function toldInsights(
  insights: readonly Insight[],
  paths: readonly string[] | null,
): ToldChart[] {
  if (paths === null) return insights.map(({ chart }) => chart);
  const of = (photos: Iterable<number> = []) => Array.from(photos, (photo) => paths[photo] ?? '');
  return insights.map(({ chart, photos, photosLeft }) => ({
    ...chart,
    marks: chart.marks.map((mark, i) => ({ ...mark, paths: of(photos[i]) })),
    left: chart.left.map((mark, i) => ({ ...mark, paths: of(photosLeft[i]) })),
  }));
}
