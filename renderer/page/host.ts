// What a shoot needs of the page that shows it.

import type { ShootHost } from '../../shared/shoot/acts/open.ts';
import { call } from './engine.ts';
import { nextTask, rest, runInSlices } from './slices.ts';
import { page, screen, useStore } from './store.ts';
import { say, sayProblem } from './toast.ts';

export const pageHost: ShootHost = {
  call,
  writes: page().writes,
  show: (shoot) => useStore.setState({ shoot }),
  say,
  sayProblem,
  act: () => page().hand.act(),
  keepsSelection: () => screen().view === 'compare' || screen().view === 'survey',
  inSlices: runInSlices,
  rest: (ms) => (ms === 0 ? nextTask() : rest(ms)),
  nowMs: () => performance.now(),
};
