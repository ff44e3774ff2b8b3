// Handlers of rejected photos: what moving them would do, moving them, bringing them back.

import type { RejectsPlan } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { PlannedPhoto } from '../album/planned.ts';
import type { Area } from '../context.ts';
import type { FolderInput } from '../files/sync.ts';
import { moveRejects, plannedMove } from '../rejects/move-rejects.ts';
import { rejectedIn, type Group, type Parts } from '../rejects/rejected.ts';
import { asideOf, restoreRejects } from '../rejects/restore-rejects.ts';
import { createTurns } from '../turns.ts';

export function rejectsHandlers(parts: Parts): Area<'rejects'> {
  const turns = createTurns(); // a second move would meet the photos half way
  return {
    'rejects.look': ({ to, ...input }, { signal }) => look(parts, input, to, signal),
    'rejects.move': ({ to, ...input }, call) =>
      turns.inTurn(() => moveRejects(parts, input, to, call)),
    'rejects.restore': ({ files, ...input }, call) =>
      turns.inTurn(() => restoreRejects(parts, input, files, call)),
    'rejects.files': async (input, { signal }) => {
      const { groups } = await rejectedIn(parts, input, null, signal);
      const photos: string[][] = [];
      for (const group of groups) photos.push(...(await plannedMove(group)).map(goingFiles));
      return { photos };
    },
  };
}

/** What is shared with a photo that stays does not go. */
function goingFiles({ files }: PlannedPhoto): string[] {
  return files
    .filter(({ removed }) => removed)
    .map(({ from }) => from)
    .reverse();
}

async function look(
  parts: Parts,
  input: FolderInput,
  to: string | null,
  signal: AbortSignal,
): Promise<RejectsPlan> {
  const { groups, kept } = await rejectedIn(parts, input, to, signal);
  const { planned, problem } = await plannedAll(groups);
  const files = planned.flatMap((photo) => photo.files);
  const places = await asideOf(parts, input);
  return {
    photos: groups.reduce((sum, { items }) => sum + items.length, 0),
    files: files.length,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    kept,
    places: groups.map((group) => ({ folder: group.to, photos: group.items.length })),
    notes: [...new Set(planned.flatMap((photo) => photo.files[0]?.note ?? []))],
    problem,
    aside: places.map(({ folder, photos }) => ({ folder, photos: photos.length })),
  };
}

type Planned = { readonly planned: readonly PlannedPhoto[]; readonly problem: string | null };

async function plannedAll(groups: readonly Group[]): Promise<Planned> {
  const planned: PlannedPhoto[] = [];
  try {
    for (const group of groups) planned.push(...(await plannedMove(group)));
    return { planned, problem: null };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { planned, problem: error.message };
  }
}
