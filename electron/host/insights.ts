// Insights of opened folders, asked of the engine: what the command line and the HTTP API have in common.

import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { Insight } from '../../shared/insights/chart.ts';
import { insightsOf, scoresKnown } from '../../shared/insights/insights.ts';
import type { LeftOut } from '../../shared/left-out.ts';
import type { Ranking } from '../../shared/shoot/ranked-photos.ts';
import { areOf } from '../../shared/bursts/likeness.ts';
import type { FolderInput } from './rank-folders.ts';

export type OpenedFolders = {
  readonly input: FolderInput;
  readonly ranking: Ranking;
  readonly leftOut: LeftOut;
  /** Files that could not be read. */
  readonly unreadable: number;
};

export async function insightsOfFolders(
  call: Call<PodiumContract>,
  { input, ranking, leftOut, unreadable }: OpenedFolders,
  signal: AbortSignal,
): Promise<Insight[]> {
  const { columns, bursts, decisions } = ranking;
  const places = await call('folder.subjects', input, { signal });
  const groups = await call('person.groups', input, { signal });
  return insightsOf({
    ...{ columns, bursts, decisions, leftOut, unreadable },
    scores: scoresKnown(columns, ranking.scores),
    // Between two calls another program may have changed the folder.
    groups: groups.group.length === columns.faces.count ? groups : null,
    subjects: areOf(places, columns.ids) ? places : null,
  });
}
