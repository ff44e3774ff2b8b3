// Which files are as they were when they were read: by size and times, and by their bytes where those cannot tell.

import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { hashFile } from '../../disk/read-file.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { Files } from '../cache/files.ts';
import type { ScannedFile } from './scan.ts';

/**
 * Those of `found` that are new or not as they are known. Inodes are not asked: FAT, exFAT and some network disks number
 * their files anew with every mount, and whatever puts another file in a photo's place moves the time of change.
 * What this cannot see: a readable photo replaced by another of the same size and modified time, on a disk that keeps no
 * time of change.
 */
export async function changedFiles(
  files: Files,
  found: Iterable<ScannedFile>,
  known: ReadonlyMap<string, FileRow>,
  signal: AbortSignal,
): Promise<ScannedFile[]> {
  const changed: ScannedFile[] = [];
  for (const file of found) {
    const row = known.get(file.path);
    if (row && (await isUnchanged(files, file, row, signal))) continue;
    changed.push(file);
  }
  return changed;
}

export async function isUnchanged(
  files: Files,
  file: ScannedFile,
  row: FileRow,
  signal?: AbortSignal,
): Promise<boolean> {
  const { sizeBytes, modifiedMs, changedMs } = row;
  if (sizeBytes !== file.sizeBytes || modifiedMs !== file.modifiedMs) return false;
  // Not known from an earlier version.
  if (changedMs !== null && changedMs !== file.changedMs) return false;
  const keepsChanges = file.changedMs > file.modifiedMs;
  return row.failure === null || keepsChanges || (await holdsTheSame(files, row, signal));
}

/** Whether a photo that could not be read still holds the same bytes: a good copy may have been put in its place. */
async function holdsTheSame(files: Files, row: FileRow, signal?: AbortSignal): Promise<boolean> {
  if (signal) throwIfCancelled(signal);
  const now = await hashFile(row.path, signal).catch(() => null);
  return now !== null && now === files.sha256Of(row.id)?.toString('hex');
}

/** Files whose time of change was not kept by the version that read them. */
export function notSeenBefore(
  found: ReadonlyMap<string, ScannedFile>,
  known: ReadonlyMap<string, FileRow>,
): ScannedFile[] {
  return [...known.values()].flatMap(({ path, changedMs }) => {
    const file = changedMs === null ? found.get(path) : undefined;
    return file ? [file] : [];
  });
}
