// Looks at files that may be a RAW and its finished picture, once each: at their times when found, at their pictures later.

import { stat } from 'node:fs/promises';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { Files } from '../cache/files.ts';
import { namedAlike } from '../cache/photo-files.ts';
import { readLikeness, readTakenTime } from '../formats/facts/pair-evidence.ts';

/** Files looked at side by side. */
const atOnce = 8;

/** Reads when they were taken, from the start of each file; resolves with how many were looked at. */
export function readPairTimes(
  files: Files,
  rows: readonly FileRow[],
  signal: AbortSignal,
): Promise<number> {
  return lookAtAll(rows, 'time', signal, async (file) => {
    files.saveLook(file, { looked: 'time', takenMs: await readTakenTime(file), likeness: null });
  });
}

/** Looks at their pictures; resolves with how many were looked at. */
export function comparePairs(
  files: Files,
  rows: readonly FileRow[],
  settings: Settings,
  signal: AbortSignal,
): Promise<number> {
  return lookAtAll(rows, 'picture', signal, async (file) => {
    const likeness = await readLikeness(file, settings);
    files.saveLook(file, { looked: 'picture', takenMs: file.takenMs, likeness });
  });
}

async function lookAtAll(
  rows: readonly FileRow[],
  what: 'time' | 'picture',
  signal: AbortSignal,
  look: (file: FileRow) => Promise<void>,
): Promise<number> {
  const known = what === 'time' ? ['time', 'picture'] : ['picture'];
  const waiting = namedAlike(rows).filter(
    ({ looked }) => looked === null || !known.includes(looked),
  );
  for (let start = 0; start < waiting.length; start += atOnce) {
    throwIfCancelled(signal);
    const some = waiting.slice(start, start + atOnce);
    await Promise.all(
      some.map(async (file) => {
        // What cannot be reached now, as on a disk that was pulled out, is looked at another time.
        if (await stat(file.path).catch(() => null)) await look(file);
      }),
    );
  }
  return waiting.length;
}
