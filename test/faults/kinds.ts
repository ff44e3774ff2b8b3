// Every kind of fault that is tried, in the order of the table.

import type { FaultKind } from './fault-kind.ts';
import { deciding } from './kinds/deciding.ts';
import { exportingKinds } from './kinds/exporting.ts';
import { flippedKinds } from './kinds/flipped.ts';
import { fullDisks } from './kinds/full-disks.ts';
import { settings } from './kinds/settings.ts';

export const kinds: readonly FaultKind[] = [
  deciding,
  ...exportingKinds,
  settings,
  ...fullDisks,
  ...flippedKinds,
];
