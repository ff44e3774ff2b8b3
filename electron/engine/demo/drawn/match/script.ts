// The match of the demo, moment by moment, in order of time.

import { afternoon } from './afternoon.ts';
import { evening } from './evening.ts';
import type { Scripted } from './scripted.ts';

export const script: readonly Scripted[] = [...afternoon, ...evening];
