// Every kind of fault that is tried, in the order of the table.

import type { FaultKind } from './fault-kind.ts';
import { analysing } from './kinds/analysing.ts';
import { decidingKinds } from './kinds/deciding.ts';
import { exportingKinds } from './kinds/exporting.ts';
import { flippedKinds } from './kinds/flipped.ts';
import { fullDisks } from './kinds/full-disks.ts';
import { settings } from './kinds/settings.ts';
import { slowWriters } from './kinds/slow-writers.ts';
import { twoProcesses } from './kinds/two-processes.ts';
import { vanishing } from './kinds/vanishing.ts';
import { versionKinds } from './kinds/versions.ts';

export const kinds: readonly FaultKind[] = [
  ...decidingKinds,
  analysing,
  ...exportingKinds,
  settings,
  ...fullDisks,
  ...flippedKinds,
  ...versionKinds,
  twoProcesses,
  ...vanishing,
  slowWriters,
];
