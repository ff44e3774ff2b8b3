// What is decided, named, kept and set in another window, or by another program on the same data, and what happens in the
// folders: the shoot follows it.

import type { DecisionColumns, LibraryChanges, LibraryRevisions } from '../../contract.ts';
import { EngineError } from '../../calls/rpc.ts';
import { foldersOf, readDecisions } from './answers.ts';
import { captionsChanged } from './captions.ts';
import { attempt, type OpenShoot } from './open.ts';
import { loadPresets } from './own-weights.ts';
import { peopleChanged } from './people.ts';
import { takeNewColumns, takeResults } from './results.ts';
import { takeSidecars } from './sidecars.ts';
import { takeFolders } from './watching.ts';
import { arrived } from '../changes.ts';

/** An engine that died is asked again after so long, and each time it dies anew after twice as long; milliseconds. */
const againMs = 1000;
const longestMs = 60_000;

/** Follows until the folders are left. */
export function follow(open: OpenShoot): Promise<void> {
  const heard = take(open);
  return attempt(open, async () => {
    let restMs = againMs;
    const onProgress = (now: LibraryChanges) => {
      restMs = againMs;
      heard(now);
    };
    for (;;) {
      try {
        await open.ask('library.changes', foldersOf(open), { onProgress });
      } catch (error) {
        if (!(error instanceof EngineError && error.code === 'stopped')) throw error;
      }
      await open.rest(restMs);
      restMs = Math.min(longestMs, 2 * restMs);
    }
  });
}

/** Takes one state of things after the other; what was said while one was taken is taken together. */
function take(open: OpenShoot): (now: LibraryChanges) => void {
  let taken: LibraryChanges | null = null;
  let latest: LibraryChanges | null = null;
  let isTaking = false;
  const takeAll = async () => {
    while (latest && latest !== taken) {
      const before = taken;
      taken = latest;
      if (before) await takeChanges(open, before, latest);
      else {
        await takeDecisions(open); // some may have been made since they were read
        await takeSidecars(open);
      }
      if (taken.folders) await takeFolders(open, taken.folders);
    }
  };
  return (now) => {
    latest = now;
    if (isTaking) return;
    isTaking = true;
    void attempt(open, () => takeAll().finally(() => (isTaking = false)));
  };
}

async function takeChanges(
  open: OpenShoot,
  before: LibraryChanges,
  now: LibraryChanges,
): Promise<void> {
  const has = (area: keyof LibraryRevisions) => before[area] !== now[area];
  if (has('decisions')) await takeDecisions(open);
  if (has('moments')) await takeNewColumns(open);
  if (has('people')) await peopleChanged(open);
  if (has('captions')) await captionsChanged(open);
  if (has('presets')) await loadPresets(open);
  if (has('exchange')) await takeSidecars(open);
  if (has('settings')) await takeSettings(open);
}

/** What this window has not written yet wins until it is. Its own decisions are there already, and change nothing. */
async function takeDecisions(open: OpenShoot): Promise<void> {
  const decisions = await readDecisions(open);
  const next = arrived(open.get(), { decisions });
  if (!sameDecisions(next.known.decisions, open.get().known.decisions)) open.put(next);
}

function sameDecisions(a: DecisionColumns, b: DecisionColumns): boolean {
  return (['pick', 'stars', 'label'] as const).every(
    (field) =>
      a[field].length === b[field].length && a[field].every((value, i) => value === b[field][i]),
  );
}

async function takeSettings(open: OpenShoot): Promise<void> {
  const settings = await open.ask('settings.read', {});
  if (JSON.stringify(settings) === JSON.stringify(open.get().known.settings)) return;
  open.put(arrived(open.get(), { settings }));
  await takeResults(open);
}
