// Sidecars of an open shoot: where Podium and other programs differ, whose word is taken, and the settings of what is written.

import type { DecisionChange, SidecarConflict } from '../../contract.ts';
import type { Settings } from '../../settings.ts';
import { arrived } from '../changes.ts';
import { analyseAgain } from './analysing.ts';
import { foldersOf } from './answers.ts';
import { decide } from './deciding.ts';
import { attempt, type OpenShoot } from './open.ts';

/** Asks what differs, and what could not be written, as it is now. */
export async function takeSidecars(open: OpenShoot): Promise<void> {
  const sidecars = await open.ask('sidecar.state', foldersOf(open));
  if (JSON.stringify(sidecars) === JSON.stringify(open.get().known.sidecars)) return;
  open.put(arrived(open.get(), { sidecars }));
}

/** Decides as Podium or the other programs said: that settles what differs, and can be undone. */
export async function settleConflicts(
  open: OpenShoot,
  conflicts: readonly SidecarConflict[],
  whose: 'ours' | 'theirs',
  text: string,
): Promise<void> {
  const changes = new Map<number, DecisionChange>();
  for (const { id, field, [whose]: value } of conflicts)
    changes.set(id, { ...(changes.get(id) ?? { id }), [field]: value });
  if (changes.size === 0) return;
  await decide(open, [...changes.values()], text);
  await attempt(open, () => takeSidecars(open));
}

export type SidecarSettings = Pick<
  Settings,
  'sidecars.raw' | 'sidecars.others' | 'sidecars.people' | 'sidecars.rejects' | 'sidecars.picks'
>;

/** Holds from now on; what was decided before in the open folders is looked through, and written where it is wanted now. */
export function setSidecars(open: OpenShoot, values: Partial<SidecarSettings>): Promise<void> {
  return attempt(open, async () => {
    const settings = await open.tell('settings.write', { values });
    open.put(arrived(open.get(), { settings }));
    analyseAgain(open);
  });
}
