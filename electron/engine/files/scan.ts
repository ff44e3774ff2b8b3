// A folder on disk to its files: path, size and modified time. Opens no file.

import type { BigIntStats, Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { LeftOutKind } from '../../../shared/left-out.ts';
import type { Problem } from '../../../shared/photo.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { hasPhotoExtension } from './file-kind.ts';
import { isXmp, leftOutByName } from './left-out.ts';
import { markerName } from './own-folder.ts';
import { shownName, unreadable } from './unreadable.ts';

export type ScannedFile = {
  /** Absolute, as the operating system gives it. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Whole milliseconds since 1970. */
  readonly modifiedMs: number;
  /**
   * When the disk last changed the file or what it keeps of it, whole milliseconds since 1970: no program sets this one, as
   * copying programs and ExifTool set the modified time. FAT and exFAT keep none: there it is the modified time, or when the
   * file was made.
   */
  readonly changedMs: number;
};

/** A folder as it was just before it was read. */
export type ScannedFolder = {
  readonly path: string;
  /** Which folder it is, whatever its name. */
  readonly identity: string;
  /** Another one once anything in it was made, removed or renamed, on every disk that keeps such times. */
  readonly stamp: string;
};

export type Scan = {
  readonly files: ScannedFile[];
  /** The folders that were read, links as they are named. */
  readonly folders: readonly ScannedFolder[];
  /** XMP files, which belong to photos. */
  readonly sidecars: readonly ScannedFile[];
  /** The kind of every file whose name says that it is no photo. */
  readonly leftOut: readonly LeftOutKind[];
  readonly problems: Problem[];
};

export type ScanOptions = {
  readonly recursive: boolean;
  readonly signal?: AbortSignal;
  /** Files found so far. */
  readonly onFound?: (count: number) => void;
};

/** Folders and files that programs and systems leave behind, lower case. */
const litter: ReadonlySet<string> = new Set([
  ...['@eadir', '#recycle', '$recycle.bin', 'system volume information', 'lost+found', '__macosx'],
  ...['thumbs.db', 'ehthumbs.db', 'desktop.ini', 'icon\r'],
]);

/** Enough to keep a disk busy; Node itself runs four at a time. */
const parallelStats = 64;

/** A file with its identity, under which it may be reached by several paths. */
type Found = ScannedFile & { readonly identity: string; readonly isLink: boolean };

type Walk = {
  readonly root: string;
  readonly options: ScanOptions;
  readonly found: Found[];
  readonly sidecars: ScannedFile[];
  readonly leftOut: LeftOutKind[];
  readonly problems: Problem[];
  /** Links to folders, followed after all real folders so that a real path always wins. */
  readonly folderLinks: string[];
  readonly folders: ScannedFolder[];
  /** Identities of the folders that were read. */
  readonly visited: Set<string>;
};

/**
 * Lists the files of a folder, ordered by path (code units), each file once however many links lead to it.
 * Hidden and system files, sidecars and unfinished copies, symlink loops, links that lead up and out of the folder, and the
 * folders Podium made for itself are left out; what cannot be read is a problem.
 * Rejects with EngineError: `not-found` without the folder, `bad-input` where it is a file,
 * `unreadable` where it cannot be opened, `cancelled` by the signal.
 */
export async function scanFolder(root: string, options: ScanOptions): Promise<Scan> {
  const rootStat = await statRoot(root);
  const lists = {
    found: [],
    sidecars: [],
    leftOut: [],
    problems: [],
    folderLinks: [],
    folders: [],
    visited: new Set<string>(),
  };
  const walk: Walk = { root, options, ...lists };
  await readFolder(walk, root, rootStat);
  if (walk.problems[0]?.path === root)
    throw new EngineError('unreadable', walk.problems[0].message);
  // The list grows while it is walked: links inside linked folders are followed too.
  for (const link of walk.folderLinks) await followFolder(walk, link);
  const files = onceEach(walk.found);
  const problems = walk.problems.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { sidecars, leftOut, folders } = walk;
  return { files, folders, sidecars, leftOut, problems };
}

async function statRoot(root: string): Promise<BigIntStats> {
  try {
    const found = await stat(root, { bigint: true });
    if (found.isDirectory()) return found;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      throw new EngineError('not-found', `There is no folder ${root}.`, { cause: error });
    }
    throw unreadable(root, reasonOf(error), error);
  }
  throw new EngineError('bad-input', `${root} is a file, not a folder.`);
}

async function followFolder(walk: Walk, link: string): Promise<void> {
  const target = await statEntry(walk, link, true);
  if (!target || (await leadsUp(walk, link))) return;
  await readFolder(walk, link, target);
}

/** Whether a link leads to a folder above itself or the scanned one: that would take in all of its others. */
async function leadsUp({ root }: Walk, link: string): Promise<boolean> {
  const [target, ...inside] = await Promise.all([link, root, dirname(link)].map(realPath));
  const above = target?.endsWith(sep) ? target : `${target}${sep}`;
  return inside.some((folder) => `${folder}${sep}`.startsWith(above));
}

/** A path with its links resolved; itself where the file system cannot tell. */
function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function readFolder(walk: Walk, folder: string, found: BigIntStats): Promise<void> {
  const identity = identityOf(found);
  if (walk.visited.has(identity)) return;
  walk.visited.add(identity);
  walk.folders.push(scannedFolder(folder, found));
  const entries = await listEntries(walk, folder);
  const folders = entries.filter((entry) => entry.isDirectory());
  const named = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
  const files = named.filter(({ name }) => leftOutByName(name) === null);
  const isRead = readBeside(files);
  const others = named.filter(({ name }) => !isRead(name));
  walk.leftOut.push(...others.flatMap(({ name }) => leftOutByName(name) ?? []));
  await readFiles(walk, folder, files);
  await readSidecars(
    walk,
    named.filter(({ name }) => isXmp(name)).map(({ name }) => join(folder, name)),
  );
  if (!walk.options.recursive) return;
  for (const { name } of folders) {
    const path = join(folder, name);
    const found = await statEntry(walk, path, false);
    if (found) await readFolder(walk, path, found);
  }
}

/** Whether a file is the XMP sidecar of one of these, DSC_1.xmp or DSC_1.NEF.xmp: what it says is read, so it is not left out. */
function readBeside(files: readonly Dirent[]): (name: string) => boolean {
  let owners: ReadonlySet<string> | undefined; // most folders have no sidecar to ask for
  return (name) => {
    if (!isXmp(name)) return false;
    owners ??= ownersAmong(files);
    return owners.has(name.slice(0, -'.xmp'.length).toLowerCase());
  };
}

function ownersAmong(files: readonly Dirent[]): Set<string> {
  const names = files.map(({ name }) => name.toLowerCase());
  return new Set([...names, ...names.map((name) => name.replace(/\.[^.]*$/, ''))]);
}

async function listEntries(walk: Walk, folder: string): Promise<Dirent[]> {
  stopIfCancelled(walk.options);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    if (folder !== walk.root && entries.some(({ name }) => name === markerName)) return [];
    return entries
      .filter(({ name }) => !isSkipped(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const message = `The folder ${shownName(folder)} could not be read: ${reasonOf(error)}.`;
    walk.problems.push({ path: folder, message });
    return [];
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || litter.has(name.toLowerCase());
}

async function readFiles(walk: Walk, folder: string, entries: readonly Dirent[]): Promise<void> {
  for (let start = 0; start < entries.length; start += parallelStats) {
    stopIfCancelled(walk.options);
    const some = entries.slice(start, start + parallelStats);
    const stats = await Promise.all(
      some.map((entry) => statEntry(walk, join(folder, entry.name), entry.isSymbolicLink())),
    );
    some.forEach((entry, i) => {
      const found = stats[i];
      const path = join(folder, entry.name);
      if (found?.isFile()) walk.found.push(foundFile(path, found, entry.isSymbolicLink()));
      if (found?.isDirectory() && walk.options.recursive) walk.folderLinks.push(path);
    });
    walk.options.onFound?.(walk.found.length);
  }
}

async function readSidecars(walk: Walk, paths: readonly string[]): Promise<void> {
  for (let start = 0; start < paths.length; start += parallelStats) {
    stopIfCancelled(walk.options);
    const some = paths.slice(start, start + parallelStats);
    const stats = await Promise.all(some.map((path) => statEntry(walk, path, true)));
    some.forEach((path, i) => {
      const found = stats[i];
      if (!found?.isFile()) return;
      walk.sidecars.push(scannedFile(path, found));
    });
  }
}

/** What a path leads to, links followed; null where that is nothing, with a problem if it matters. */
async function statEntry(walk: Walk, path: string, isLink: boolean): Promise<BigIntStats | null> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    const message = statProblem(path, isLink, error);
    if (message) walk.problems.push({ path, message });
    return null;
  }
}

function statProblem(path: string, isLink: boolean, error: unknown): string | null {
  // Node replaces bytes that are not UTF-8, and the file is not found under the replaced name.
  if (path.includes('\ufffd') && errorCode(error) === 'ENOENT') {
    return unreadable(path, 'its name is not valid text (UTF-8); rename the file').message;
  }
  if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ELOOP') {
    // A link to nothing is worth a sentence for what is named like a photo; else it was deleted just now.
    return isLink && hasPhotoExtension(path)
      ? unreadable(path, 'its link leads nowhere').message
      : null;
  }
  return unreadable(path, reasonOf(error)).message;
}

function stopIfCancelled({ signal }: ScanOptions): void {
  if (signal) throwIfCancelled(signal);
}

const identityOf = ({ dev, ino }: BigIntStats) => `${dev}:${ino}`;

export function scannedFolder(path: string, found: BigIntStats): ScannedFolder {
  const identity = identityOf(found);
  return { path, identity, stamp: `${identity} ${found.mtimeNs} ${found.ctimeNs}` };
}

export function scannedFile(path: string, { size, mtimeMs, ctimeMs }: BigIntStats): ScannedFile {
  const [sizeBytes, modifiedMs, changedMs] = [Number(size), Number(mtimeMs), Number(ctimeMs)];
  return { path, sizeBytes, modifiedMs, changedMs };
}

function foundFile(path: string, found: BigIntStats, isLink: boolean): Found {
  const facts = { ...scannedFile(path, found), isLink };
  // Some network disks number no files (inode 0): there every path is a file of its own.
  return { ...facts, identity: found.ino === 0n ? path : identityOf(found) };
}

/** The files by path; of several paths to one file the first that is no link, else the first. */
function onceEach(found: readonly Found[]): ScannedFile[] {
  const byPath = [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
  const kept = new Map<string, Found>();
  for (const file of byPath) {
    const other = kept.get(file.identity);
    if (!other || (other.isLink && !file.isLink)) kept.set(file.identity, file);
  }
  return byPath
    .filter((file) => kept.get(file.identity) === file)
    .map(({ path, sizeBytes, modifiedMs, changedMs }) => ({
      ...{ path, sizeBytes },
      ...{ modifiedMs, changedMs },
    }));
}
