// Files that are still being written: they wait until they are whole, or until nobody has touched them for long enough.

import type { ScannedFile } from '../files/scan.ts';
import { wholeness, type Wholeness } from './whole-file.ts';

export type Patience = {
  /** A file of which its end cannot tell whether it is whole is taken after so long without a change, milliseconds. */
  readonly quietMs: number;
  /** One that is surely not whole is taken, and called what it is, after so long: transfers by radio stall for seconds. */
  readonly stalledMs: number;
};

export const patience: Patience = { quietMs: 700, stalledMs: 30_000 };

export type Growing = {
  /** Whether a file that is new or changed waits. By this machine's clock: that of a network disk may be another. */
  waits(file: ScannedFile): Promise<boolean>;
  /** Forgets the files that are not among these any more. */
  keep(paths: ReadonlySet<string>): void;
  /** How many wait. */
  count(): number;
};

type Seen = { readonly stamp: string; readonly sinceMs: number; readonly state: Wholeness };

export function watchGrowth({ quietMs, stalledMs }: Patience, nowMs: () => number): Growing {
  const waiting = new Map<string, Seen>();
  const look = async (file: ScannedFile): Promise<Seen> => {
    const stamp = `${file.sizeBytes} ${file.modifiedMs} ${file.changedMs}`;
    const seen = waiting.get(file.path);
    if (seen?.stamp === stamp) return seen;
    return { stamp, sinceMs: nowMs(), state: await wholeness(file) };
  };
  return {
    async waits(file) {
      const seen = await look(file);
      const forMs = seen.state === 'cut' ? stalledMs : quietMs;
      const waits = seen.state !== 'whole' && nowMs() - seen.sinceMs < forMs;
      if (waits) waiting.set(file.path, seen);
      else waiting.delete(file.path);
      return waits;
    },
    keep(paths) {
      for (const path of waiting.keys()) if (!paths.has(path)) waiting.delete(path);
    },
    count: () => waiting.size,
  };
}

/** The same at a first look, when nobody has seen the file grow: by when it says that it was last written. */
export async function isBeingWritten(
  file: ScannedFile,
  nowMs: number,
  { quietMs, stalledMs }: Patience = patience,
): Promise<boolean> {
  const agoMs = nowMs - file.modifiedMs;
  if (agoMs >= stalledMs) return false;
  const state = await wholeness(file);
  return state === 'cut' || (state === 'unknown' && agoMs < quietMs);
}
