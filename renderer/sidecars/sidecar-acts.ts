// What the window of sidecars does: opening it, settings, and whose word is taken.

import type { SidecarConflict } from '../../shared/contract.ts';
import * as acts from '../../shared/shoot/acts/sidecars.ts';
import { fileName } from '../page/file-name.ts';
import { opened, setScreen } from '../page/store.ts';
import { sidecarStrings } from '../strings/sidecars.ts';

export function openSidecars(): void {
  setScreen({ dialog: 'sidecars' });
}

export function set(values: Partial<acts.SidecarSettings>): void {
  void acts.setSidecars(opened(), values);
}

export function take(conflicts: readonly SidecarConflict[], whose: 'ours' | 'theirs'): void {
  const [first] = conflicts;
  if (!first) return;
  const about = conflicts.length === 1 ? fileName(first.path) : null;
  const text = sidecarStrings.taken(whose, about, conflicts.length);
  void acts.settleConflicts(opened(), conflicts, whose, text);
}
