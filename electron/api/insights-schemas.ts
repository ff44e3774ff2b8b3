// What goes into /insights and comes out of it, as schemas.

import { z } from 'zod';
import { toldChart } from '../../shared/contract-insights.ts';
import { rankRequest, ranking } from './schemas.ts';

export const insightsRequest = rankRequest
  .pick({ folders: true, recursive: true, preset: true, weights: true })
  .extend({
    paths: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether the photos of every bar and point are named.' }),
  });

export const insights = ranking.pick({ problems: true, leftOut: true }).extend({
  charts: z.array(toldChart),
});
