// Rejected photos moved out of the open folders, and brought back: what the folders hold then is found as any change in them.

import type { CountProgress, RejectsMoved } from '../../contract.ts';
import { movedSentence } from '../../rejects.ts';
import { foldersOf } from './answers.ts';
import type { OpenShoot } from './open.ts';
import { noteAndSay } from './undo.ts';

/** Moves them, after all that was decided so far is written; taken back, those that were moved come back. */
export async function moveRejects(
  open: OpenShoot,
  to: string | null,
  onProgress: (progress: CountProgress) => void,
): Promise<void> {
  const { host } = open;
  const input = foldersOf(open);
  const moved = await open.whileOpen(
    host.writes.add(() => host.call('rejects.move', { ...input, to }, { onProgress })),
  );
  noteAndSay(open, 'decided', {
    text: movedSentence(moved),
    undo: async () => {
      const files = moved.files.map((file) => file.to);
      await open.tell('rejects.restore', { ...input, files });
    },
  });
}

/** Brings back all that was ever moved out of the open folders. */
export function restoreRejects(
  open: OpenShoot,
  onProgress: (progress: CountProgress) => void,
): Promise<RejectsMoved> {
  return open.tell('rejects.restore', foldersOf(open), { onProgress });
}
