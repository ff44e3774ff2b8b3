// Opened folders to a ranking, asked of the engine: what the command line and the HTTP API have in common.

import type { PhotoReference, PodiumContract } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Weights } from '../../shared/ranking/ranking.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { rankColumns, type Ranking } from '../../shared/shoot/ranked-photos.ts';

export type FolderInput = { readonly folders: string[]; readonly recursive: boolean };

type Asked = {
  readonly settings: Settings;
  readonly weights: Weights;
  /** Photos of one person; none: everybody is ranked, by the weights. */
  readonly references: readonly PhotoReference[];
};

/** Ranks what `columns` hold, which are those of the folders as they are now. Rejects as the engine does. */
export async function rankOpened(
  call: Call<PodiumContract>,
  input: FolderInput,
  columns: PhotoColumns,
  { settings, weights, references }: Asked,
  signal: AbortSignal,
): Promise<Ranking> {
  const similarities =
    references.length === 0
      ? null
      : await call('person.match', { ...input, references: [...references] }, { signal });
  const embeddings = await call('folder.embeddings', input, { signal });
  const decisions = await call('decision.read', input, { signal });
  return rankColumns({ columns, embeddings, decisions, settings }, weights, similarities);
}
