// A folder on disk against the cache: what is new, changed or gone. Opens only files it has not seen.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import type { FolderSummary } from '../../../shared/contract.ts';
import { countLeftOut, type LeftOutKind } from '../../../shared/left-out.ts';
import type { Problem } from '../../../shared/photo.ts';
import type { StillsCount } from '../../../shared/stills/words.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { readHead } from '../../disk/read-file.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { Files, FoundFile } from '../cache/files.ts';
import type { KnownSidecars } from '../cache/sidecars.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { fileKind, hasPhotoExtension, unreadFormat } from './file-kind.ts';
import { kindOfOther } from './left-out.ts';
import { readPairTimes } from './pairs.ts';
import { atMostTenASecond } from '../progress.ts';
import { scanFolder, type ScannedFile, type ScannedFolder } from './scan.ts';
import { syncSidecars } from './sync-sidecars.ts';
import { changedFiles, isUnchanged, notSeenBefore } from './unchanged.ts';
import { shownName } from './unreadable.ts';

/** Bytes that tell every photo format apart. */
const headBytes = 64;
const parallelReads = 16;

export type FolderInput = { readonly folders: readonly string[]; readonly recursive: boolean };

/** How a scan treats what it finds, where not as usual. */
export type SyncOptions = {
  readonly onFound?: (count: number) => void;
  /** Whether a new or changed file is left for a later scan: it counts as an unfinished copy, and its row stays as it is. */
  readonly waits?: (file: ScannedFile) => Promise<boolean>;
  /** Rejects where what was scanned is not to be believed, as when its disk was pulled out meanwhile; nothing is saved then. */
  readonly confirm?: () => Promise<void>;
};

export type Synced = {
  readonly summary: FolderSummary;
  /** The folders that were read, each as it was just before. */
  readonly folders: readonly ScannedFolder[];
};

export async function syncFolders(
  files: Files,
  known: KnownSidecars,
  input: FolderInput,
  signal: AbortSignal,
  { onFound = () => undefined, waits, confirm }: SyncOptions = {},
): Promise<Synced> {
  const roots = input.folders.map((folder) => resolve(folder));
  const sendFound = atMostTenASecond(onFound);
  const scanned = await scanAll(files, roots, input.recursive, signal, sendFound);
  const { found, sidecars, leftOut, problems, folders } = scanned;
  onFound(found.size);
  const before = new Map(filesIn(files, input).map((row) => [row.path, row]));
  const { fresh, held } = await withoutThoseThat(
    waits,
    await changedFiles(files, found.values(), before, signal),
    signal,
  );
  const changed = await readHeads(fresh, signal);
  const gone = [...before.values()].filter(
    (row) => !found.has(row.path) && !isBehindProblem(row.path, problems),
  );
  await confirm?.();
  const seen = notSeenBefore(found, before);
  files.save(changed, gone, seen);
  const added = fresh.filter((file) => !before.has(file.path)).length;
  const isAsBefore = changed.length + gone.length + seen.length === 0;
  const saved = isAsBefore ? [...before.values()] : filesIn(files, input);
  const isLookedAt = (await readPairTimes(files, saved, signal)) > 0;
  const rows = isLookedAt ? filesIn(files, input) : saved;
  const photos = files.photosOf(rows);
  const said = await syncSidecars(known, photos, sidecars, signal);
  const unfinished = Array.from({ length: held }, (): LeftOutKind => 'unfinished');
  const summary = {
    photos: photos.length,
    added,
    changed: fresh.length - added,
    removed: gone.length,
    unchanged: found.size - fresh.length - held,
    leftOut: countLeftOut([...leftOut, ...othersAmong(files, rows), ...unfinished]),
    stills: countStills(files, rows),
    problems: [...problems, ...fileProblems(rows)],
    state: stateOf(rows, said),
  };
  return { summary, folders };
}

/** Names what the folders hold: another name once any file or sidecar is another. */
function stateOf(rows: readonly FileRow[], sidecars: readonly string[]): string {
  const state = createHash('sha256');
  for (const { id, path, sizeBytes, modifiedMs, changedMs, kind, problem } of rows)
    state.update(`${id}\0${path}\0${sizeBytes} ${modifiedMs} ${changedMs} ${kind}\0${problem}\0`);
  for (const sidecar of sidecars) state.update(sidecar);
  return state.digest('hex');
}

async function withoutThoseThat(
  waits: SyncOptions['waits'],
  files: readonly ScannedFile[],
  signal: AbortSignal,
): Promise<{ readonly fresh: readonly ScannedFile[]; readonly held: number }> {
  if (!waits) return { fresh: files, held: 0 };
  const fresh: ScannedFile[] = [];
  for (let start = 0; start < files.length; start += parallelReads) {
    throwIfCancelled(signal);
    const some = files.slice(start, start + parallelReads);
    const wait = await Promise.all(some.map(waits));
    fresh.push(...some.filter((_, i) => !wait[i]));
  }
  return { fresh, held: files.length - fresh.length };
}

/** Brings the row of a reference photo up to date and returns it. */
export async function syncReference(files: Files, file: ScannedFile): Promise<FileRow> {
  const known = files.find(file.path);
  if (known && (await isUnchanged(files, file, known))) return known;
  files.saveReference(await withKind(file));
  const row = files.find(file.path);
  if (!row) throw new Error(`The row of ${file.path} vanished.`);
  return row;
}

/** The rows of the open folders, each once, by path. */
export function filesIn(files: Files, { folders, recursive }: FolderInput): FileRow[] {
  const roots = folders.map((folder) => resolve(folder));
  const rows = roots.flatMap((root) =>
    recursive
      ? files.under(root)
      : files.under(root).filter(({ path }) => folderOf(files, path) === root),
  );
  return [...new Map(rows.map((row) => [row.path, row])).values()];
}

/** The folder that a photo is counted to: of a still that of its video. */
function folderOf(files: Files, path: string): string {
  return dirname(files.videoOf(path) ?? path);
}

/** Files named like photos that hold something else. */
export function fileProblems(rows: readonly FileRow[]): Problem[] {
  return rows.flatMap(({ path, problem }) =>
    problem === null ? [] : [{ path, message: problem }],
  );
}

/** What the files are that hold no photo and were not named like one. */
function othersAmong(files: Files, rows: readonly FileRow[]): LeftOutKind[] {
  const videos = videosOf(files, rows);
  return rows
    .filter(({ path, kind, problem }) => kind === null && problem === null && !videos.has(path))
    .map(({ path }) => kindOfOther(path));
}

/** Videos that gave stills, whether they are still there or not. */
function videosOf(files: Files, rows: readonly FileRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ path }) => files.videoOf(path) ?? []));
}

function countStills(files: Files, rows: readonly FileRow[]): StillsCount {
  const stills = rows.filter(({ path }) => files.videoOf(path) !== undefined);
  return { videos: videosOf(files, rows).size, stills: stills.length };
}

async function scanAll(
  files: Files,
  roots: readonly string[],
  recursive: boolean,
  signal: AbortSignal,
  onFound: (count: number) => void,
) {
  const found = new Map<string, ScannedFile>();
  const sidecars = new Map<string, ScannedFile>();
  const leftOut: LeftOutKind[] = [];
  const problems: Problem[] = [];
  const folders: ScannedFolder[] = [];
  for (const [root, place] of roots.flatMap((root) =>
    files.placesOf(root).map((place) => [root, place] as const),
  )) {
    if (place !== root && !existsSync(place)) continue; // no still was taken there
    const before = found.size;
    const scan = await scanFolder(place, {
      recursive: recursive || place !== root,
      signal,
      onFound: (count) => {
        onFound(before + count);
      },
    });
    for (const file of scan.files)
      if (recursive || folderOf(files, file.path) === root) found.set(file.path, file);
    for (const file of scan.sidecars) sidecars.set(file.path, file);
    leftOut.push(...scan.leftOut);
    problems.push(...scan.problems);
    folders.push(...scan.folders);
  }
  return { found, sidecars: [...sidecars.values()], leftOut, problems, folders };
}

/** A file inside a folder that could not be read this time is not gone: its row stays. */
function isBehindProblem(path: string, problems: readonly Problem[]): boolean {
  return problems.some((problem) => path === problem.path || path.startsWith(problem.path + sep));
}

async function readHeads(fresh: readonly ScannedFile[], signal: AbortSignal): Promise<FoundFile[]> {
  const rows: FoundFile[] = [];
  for (let start = 0; start < fresh.length; start += parallelReads) {
    throwIfCancelled(signal);
    rows.push(...(await Promise.all(fresh.slice(start, start + parallelReads).map(withKind))));
  }
  return rows;
}

async function withKind(file: ScannedFile): Promise<FoundFile> {
  const name = basename(file.path);
  try {
    const head = await readHead(file.path, headBytes);
    const kind = fileKind(head, name);
    const odd = kind === null && hasPhotoExtension(name);
    return { ...file, kind, problem: odd ? notAPhoto(shownName(name), head) : null };
  } catch (error) {
    if (!hasPhotoExtension(name)) return { ...file, kind: null, problem: null };
    // A modified time that no file has: the next scan tries it again.
    return {
      ...file,
      modifiedMs: -1,
      kind: null,
      problem: `${shownName(name)} could not be opened: ${reasonOf(error)}.`,
    };
  }
}

function notAPhoto(name: string, head: Uint8Array): string {
  if (head.length === 0) return `${name} is empty (0 bytes). It was skipped.`;
  const format = unreadFormat(head);
  return format === null
    ? `${name} is named like a photo but holds something else. It was skipped.`
    : `${name} is ${format}, which Podium does not read. It was skipped.`;
}
