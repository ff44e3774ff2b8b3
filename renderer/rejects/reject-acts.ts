// What the window of rejected photos does: opening it, moving them to a folder or the bin, bringing them back.

import type { CountProgress } from '../../shared/contract.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { restoredSentence } from '../../shared/rejects.ts';
import { foldersOf } from '../../shared/shoot/acts/answers.ts';
import * as acts from '../../shared/shoot/acts/rejects.ts';
import { native } from '../page/engine.ts';
import type { RejectsTo } from '../page/page.ts';
import { opened, setScreen } from '../page/store.ts';
import { say } from '../page/toast.ts';
import { rejectStrings } from '../strings/rejects.ts';

type OnProgress = (progress: CountProgress) => void;

export function openRejects(): void {
  setScreen({ dialog: 'rejects' });
}

export function closeRejects(): void {
  setScreen({ dialog: null });
}

/** Null where a folder is still to be chosen. */
export function placeOf({ kind, folder }: RejectsTo): { readonly to: string | null } | null {
  if (kind === 'folder') return folder === null ? null : { to: folder };
  return { to: null };
}

/** Rejects with the reason, which says how far it came. */
export async function moveTo(target: RejectsTo, onProgress: OnProgress): Promise<void> {
  const place = placeOf(target);
  if (target.kind === 'bin') await moveToBin();
  else if (place) await acts.moveRejects(opened(), place.to, onProgress);
  closeRejects();
}

async function moveToBin(): Promise<void> {
  const { folders } = foldersOf(opened());
  const binned = await opened().host.writes.add(async () => native?.moveRejectsToBin(folders));
  if (binned?.problem != null) throw new EngineError('internal', binned.problem);
  if (binned) say(rejectStrings.binned(binned.photos));
}

/** As `moveTo`. */
export async function bringBack(onProgress: OnProgress): Promise<void> {
  const moved = await acts.restoreRejects(opened(), onProgress);
  closeRejects();
  say(restoredSentence(moved));
}
