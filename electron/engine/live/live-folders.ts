// Folders that are watched: hints of the system and a look at each folder's times say when to scan, the scan says what is new.

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { FolderNow } from '../../../shared/contract.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { noStills } from '../../../shared/stills/words.ts';
import { identityOf, isAway, placeOf } from '../files/away.ts';
import { scannedFolder, type ScannedFolder } from '../files/scan.ts';
import type { FolderInput } from '../files/sync.ts';
import type { Sync } from '../files/sync-turns.ts';
import { patience, watchGrowth, type Growing, type Patience } from './growing.ts';
import { openHints, type Hints } from './hints.ts';

export type LivePace = Patience & {
  /** After a hint, so that what happens at once is found by one scan, milliseconds. */
  readonly gatherMs: number;
  /** Between two looks without a hint, milliseconds: network disks give none. */
  readonly lookMs: number;
};

export const livePace: LivePace = { ...patience, gatherMs: 200, lookMs: 1000 };

/** At most a quarter of the time goes into looking, however large the folders are. */
const restShare = 3;

export type LiveSources = {
  /** Brings what is known of folders up to date. */
  readonly sync: Sync;
  readonly isOn: () => boolean;
  readonly pace?: LivePace;
};

type Live = LiveSources & {
  readonly pace: LivePace;
  readonly roots: readonly string[];
  readonly recursive: boolean;
  readonly signal: AbortSignal;
  readonly tell: (now: FolderNow) => void;
  readonly growing: Growing;
  readonly hints: Hints;
  /** Which folder each root was when it was last there. */
  readonly identities: Map<string, string>;
  /** As the last scan read them. */
  folders: readonly ScannedFolder[];
  isHinted: boolean;
  /** False after a scan that failed. */
  isSound: boolean;
  /** Ends the rest between two looks. */
  wake: () => void;
  told: FolderNow | null;
};

/** Watches until `signal` is aborted; no watcher is left then. */
export async function watchFolders(
  sources: LiveSources,
  input: FolderInput,
  signal: AbortSignal,
  tell: (now: FolderNow) => void,
): Promise<never> {
  const { pace = livePace } = sources;
  const roots = input.folders.map((folder) => resolve(folder));
  const hints = openHints(roots, () => {
    live.isHinted = true;
    live.wake();
  });
  const live: Live = {
    ...{ ...sources, pace, roots, recursive: input.recursive, signal, tell, hints },
    growing: watchGrowth(pace, () => performance.now()),
    identities: new Map(),
    folders: [],
    isHinted: true, // what has happened since the folders were opened is found by the first look
    isSound: true,
    wake: () => undefined,
    told: null,
  };
  const wakeUp = () => {
    live.wake();
  };
  signal.addEventListener('abort', wakeUp);
  try {
    for (;;) {
      const startMs = performance.now();
      if (live.isOn()) await look(live);
      else unwatch(live);
      throwIfCancelled(signal);
      await nextLook(live, restShare * (performance.now() - startMs));
      throwIfCancelled(signal);
    }
  } finally {
    signal.removeEventListener('abort', wakeUp);
    hints.close();
  }
}

function unwatch(live: Live): void {
  live.hints.follow([]);
  live.isHinted = true; // what happens meanwhile is found when it is turned on again
}

async function look(live: Live): Promise<void> {
  const away = await rootsAway(live);
  const { told, growing } = live;
  const isDue = live.isHinted || growing.count() > 0 || told?.away.length !== away.length;
  if (!isDue && !(await isAnyOther(live.folders))) return;
  live.isHinted = false;
  const there = live.roots.filter((root) => !away.includes(root));
  if (there.length > 0) await scan(live, there, away);
  else say(live, { ...(told ?? nothingKnown), away, growing: 0 });
}

const nothingKnown = { state: '', leftOut: {}, stills: noStills, problems: [] };

async function scan(live: Live, there: string[], away: readonly string[]): Promise<void> {
  const { growing, recursive, signal } = live;
  const waiting = new Set<string>();
  try {
    const { summary, folders } = await live.sync({ folders: there, recursive }, signal, {
      async waits(file) {
        const waits = await growing.waits(file);
        if (waits) waiting.add(file.path);
        return waits;
      },
      confirm: () => confirm(live, there),
    });
    growing.keep(waiting);
    live.folders = folders;
    live.hints.follow(folders);
    live.isSound = true;
    const { state, leftOut, stills, problems } = summary;
    say(live, { state, leftOut, stills, problems, away, growing: waiting.size });
  } catch (error) {
    if (!(error instanceof EngineError) || !['not-found', 'unreadable'].includes(error.code))
      throw error;
    live.isSound = false; // it goes away just now: the next look says which, and nothing was forgotten
    live.isHinted = true;
  }
}

/** Rejects where a folder went away while it was scanned: what seemed to be gone was not. */
async function confirm({ identities }: Live, there: readonly string[]): Promise<void> {
  for (const root of there)
    if (isAway(await placeOf(root), identities.get(root) ?? null))
      throw new EngineError('not-found', `There is no folder ${root} now.`);
}

/** The roots that are not there. All that is in them is listed only where something seems wrong. */
async function rootsAway({ roots, identities, isSound }: Live): Promise<string[]> {
  const away: string[] = [];
  for (const root of roots) {
    const before = identities.get(root) ?? null;
    const seen = await identityOf(root);
    const isSame = seen !== null && (before === null || seen === before) && isSound;
    const place = isSame ? { identity: seen, isEmpty: false } : await placeOf(root);
    if (isAway(place, before)) away.push(root);
    else if (place) identities.set(root, place.identity);
  }
  return away;
}

/** Whether a folder is not as it was before it was read. */
async function isAnyOther(folders: readonly ScannedFolder[]): Promise<boolean> {
  for (const { path, stamp } of folders) {
    const found = await stat(path, { bigint: true }).catch(() => null);
    if (found === null || scannedFolder(path, found).stamp !== stamp) return true;
  }
  return false;
}

function say(live: Live, now: FolderNow): void {
  if (JSON.stringify(now) === JSON.stringify(live.told)) return;
  live.told = now;
  live.tell(now);
}

async function nextLook(live: Live, leastMs: number): Promise<void> {
  const { pace, growing, signal } = live;
  const lookMs = growing.count() > 0 ? Math.min(pace.quietMs, pace.lookMs) : pace.lookMs;
  await restOrWake(live, Math.max(lookMs, leastMs));
  if (!live.isHinted || signal.aborted) return;
  // An aborted rest is over: whoever waits for it looks at the signal.
  await rest(Math.max(pace.gatherMs, leastMs), null, { signal }).catch(() => null);
}

function restOrWake(live: Live, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    live.wake = () => {
      clearTimeout(timer);
      resolve();
    };
    if (live.isHinted || live.signal.aborted) live.wake();
  });
}
