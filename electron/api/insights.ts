// `POST /insights`: what the photos of folders are like, as the charts that the page shows.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { toldInsights } from '../../shared/insights/told.ts';
import { insightsOfFolders } from '../host/insights.ts';
import { rankOpened } from '../host/rank-folders.ts';
import type { ApiContext } from './context.ts';
import { openFolders } from './folder.ts';
import { onlyJson } from './input.ts';
import { insightsRequest, type insights } from './insights-schemas.ts';
import { weightsOf } from './weights.ts';

export async function tellInsights(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof insights>> {
  const asked = await onlyJson(request, insightsRequest);
  const settings = await call('settings.read', {}, { signal });
  const weights = weightsOf(asked, settings);
  const { input, columns, problems, leftOut } = await openFolders(call, asked, signal);
  const wanted = { settings, weights, references: [] };
  const ranking = await rankOpened(call, input, columns, wanted, signal);
  const opened = { input, ranking, leftOut, unreadable: problems.length };
  const found = await insightsOfFolders(call, opened, signal);
  return {
    charts: toldInsights(found, asked.paths ? columns.paths : null),
    ...{ problems, leftOut },
  };
}
