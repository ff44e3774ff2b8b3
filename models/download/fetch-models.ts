// Downloads models: what is missing of each, checked for room first, one file after the other, with progress.

import { mkdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DownloadProgress } from '../../shared/models.ts';
import { asEngineError, EngineError } from '../../shared/calls/rpc.ts';
import { megabytes } from '../../shared/units.ts';
import { openFileCheck } from '../file-check.ts';
import { partOf } from '../folder.ts';
import type { ModelEntry, ModelFileEntry } from '../manifest.ts';
import { hasCode } from '../small-files.ts';
import { fetchFile, type DownloadLimits } from './fetch-file.ts';
import { openPart, type PartFile } from './part-file.ts';
import { createSpeed, type Speed } from './speed.ts';

export type DownloadCall = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly limits: DownloadLimits;
};

type Missing = { readonly entry: ModelEntry; readonly file: ModelFileEntry; readonly path: string };

/**
 * Brings every file of the entries into the folder. A file gets its name only when its size and SHA-256 are right; what
 * arrived of others stays beside it and the next call goes on from there.
 * Rejects with `cancelled`, or with `unreadable` or `bad-input` and a sentence that says what to do.
 */
export async function fetchModels(
  dir: string,
  entries: readonly ModelEntry[],
  { signal, onProgress, limits }: DownloadCall,
): Promise<void> {
  const missing = await missingFiles(dir, entries);
  const [next] = missing;
  if (!next) return;
  await mkdir(dir, { recursive: true });
  await checkRoom(dir, missing, limits.spareBytes);
  const totalBytes = missing.reduce((sum, { file }) => sum + file.bytes, 0);
  const { proxyAgent } = await import('./proxy.ts');
  const dispatcher = proxyAgent();
  const speed = createSpeed(next.entry.id, totalBytes, onProgress);
  try {
    const line = { dispatcher, signal, stallMs: limits.stallMs };
    for (const one of missing) await fetchMissing(one, { line, limits, speed });
  } finally {
    speed.end();
    await dispatcher.destroy();
  }
}

async function missingFiles(dir: string, entries: readonly ModelEntry[]): Promise<Missing[]> {
  const check = openFileCheck(dir);
  const missing: Missing[] = [];
  for (const entry of entries) {
    for (const file of entry.files) {
      const path = join(dir, file.file);
      if ((await check.problemOf(path, file)) !== null) missing.push({ entry, file, path });
    }
  }
  return missing;
}

type MissingCall = {
  readonly line: Parameters<typeof fetchFile>[3]['line'];
  readonly limits: DownloadLimits;
  readonly speed: Speed;
};

async function fetchMissing({ entry, file, path }: Missing, call: MissingCall): Promise<void> {
  const { line, limits, speed } = call;
  const addresses = [...(file.url === undefined ? [] : [file.url]), ...file.mirrors];
  const wanted = { path, bytes: file.bytes, sha256: file.sha256 };
  let part: PartFile | null = null;
  try {
    part = await openPart(wanted, line.signal);
    speed.moved(entry.id, part?.bytes ?? file.bytes);
    if (!part) return;
    const onBytes = (bytes: number) => {
      if (bytes < 0) speed.moved(entry.id, bytes);
      else speed.received(entry.id, bytes);
    };
    await fetchFile(addresses, wanted, part, { line, limits, onBytes });
  } catch (error) {
    throw explained(error, entry, dirname(path), part, line.signal);
  } finally {
    await part?.close();
  }
}

/** The failure as a sentence about the model: what went wrong, what is kept, what to do. */
function explained(
  error: unknown,
  { title }: ModelEntry,
  dir: string,
  part: PartFile | null,
  signal: AbortSignal,
): EngineError {
  const start = `${title} could not be downloaded: `;
  const kept =
    part && part.bytes > 0
      ? ` What has arrived (${megabytes(part.bytes)}) is kept: the next try goes on from there.`
      : '';
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    const message = `${start}the disk of ${dir} is full. Free some space, then try again.${kept}`;
    return new EngineError('unreadable', message, { cause: error });
  }
  if (hasCode(error, 'EROFS', 'EACCES', 'EPERM')) {
    const message = `${start}${dir} cannot be written. Allow it, or choose another data folder.`;
    return new EngineError('unreadable', message, { cause: error });
  }
  const known = asEngineError(error, signal);
  if (known.code !== 'unreadable') return known;
  const advice = kept === '' ? ' Try again later, or import the file from disk.' : kept;
  return new EngineError('unreadable', `${start}${known.message}.${advice}`, { cause: error });
}

/** Before the first byte is asked for. */
async function checkRoom(
  dir: string,
  missing: readonly Missing[],
  spareBytes: number,
): Promise<void> {
  let needed = 0;
  for (const { file, path } of missing) {
    const there = await stat(partOf(path)).catch(() => undefined);
    needed += Math.max(0, file.bytes - (there?.size ?? 0));
  }
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free >= needed + spareBytes) return;
  throw new EngineError(
    'unreadable',
    `There is not enough room on the disk of ${dir}: ${megabytes(needed)} are to be downloaded and ${megabytes(free)} are free. Free some space, then try again.`,
  );
}
