// The files that scans found: which are new, changed, gone or renamed, and who is analysing them.

import { sep } from 'node:path';
import type { StillsPlace } from '../stills/place.ts';
import type { Database } from './database.ts';
import type { FileRow, PairLook } from './file-row.ts';
import { groupFiles, type PhotoFiles } from './photo-files.ts';

export type FoundFile = Pick<
  FileRow,
  'path' | 'sizeBytes' | 'modifiedMs' | 'changedMs' | 'kind' | 'problem'
>;

const columns = `id, path, size_bytes AS sizeBytes, modified_ms AS modifiedMs, changed_ms AS changedMs, kind, problem, content, deaths, failure,
  pair_looked AS looked, pair_taken_ms AS takenMs, pair_likeness AS likeness`;

/** Holds while a row is still about the file that was read: its id, its path and no change since. */
export const isSameFile =
  'id = @id AND path = @path AND size_bytes = @sizeBytes AND modified_ms = @modifiedMs AND changed_ms IS @changedMs';

export type Files = {
  /** Rows of files that scans found inside `folder`, at any depth, by path; behind them the stills of videos there. */
  under(folder: string): FileRow[];
  /** A folder, and where the stills of the videos in it lie. */
  placesOf(folder: string): string[];
  /** The video of a still; undefined for any other file. */
  videoOf(path: string): string | undefined;
  find(path: string): FileRow | undefined;
  byId(id: number): FileRow | undefined;
  /** The files that hold this content, by path. */
  holding(sha256: Buffer): FileRow[];
  /** Every file that a scan found, in whichever folder. */
  all(): FileRow[];
  /** SHA-256 of what a file held when it was read. */
  sha256Of(id: number): Buffer | undefined;
  /**
   * Saves new and changed files, forgets the gone ones and notes when the `seen` ones were changed, which are known already;
   * all or nothing.
   */
  save(
    changed: readonly FoundFile[],
    gone: readonly FileRow[],
    seen?: readonly Pick<FoundFile, 'path' | 'changedMs'>[],
  ): void;
  /** Saves a reference photo; where no scan finds it, it is not among the photos of its folder. */
  saveReference(file: FoundFile): void;
  /** The photos that these files make. */
  photosOf(rows: readonly FileRow[]): PhotoFiles[];
  saveLook(file: FileRow, look: PairLook): void;
  /** Marks a file as being analysed by this process, so that its death is remembered; its row as it is now. */
  claim(id: number): FileRow | undefined;
  release(id: number): void;
  /** Records why a file cannot be read; the next scan tries it again. False when it changed meanwhile. */
  refuse(file: FileRow, why: string): boolean;
  /** Forgets the failures of another version than this: what failed then may succeed now. */
  forgetFailures(version: string): void;
  /** Counts a death for every file whose process is gone; `isAlive` tells by process id. */
  countDeaths(isAlive: (pid: number) => boolean): void;
};

/** @param stills left out where there are none */
export function openFiles(database: Database, stills?: StillsPlace): Files {
  const under = database.prepare<[string, string], FileRow>(
    `SELECT ${columns} FROM files WHERE path >= ? AND path < ? AND scanned = 1 ORDER BY path`,
  );
  const byPath = database.prepare<[string], FileRow>(`SELECT ${columns} FROM files WHERE path = ?`);
  const byId = database.prepare<[number], FileRow>(`SELECT ${columns} FROM files WHERE id = ?`);
  const sha256Of = database
    .prepare<[number], Buffer>(
      'SELECT sha256 FROM files JOIN contents ON contents.id = files.content WHERE files.id = ?',
    )
    .pluck();
  const holding = database.prepare<[Buffer], FileRow>(
    `SELECT ${columns} FROM files WHERE content = (SELECT id FROM contents WHERE sha256 = ?) ORDER BY path`,
  );
  const all = database.prepare<[], FileRow>(`SELECT ${columns} FROM files WHERE scanned = 1`);
  const upsert = database.prepare<FoundFile & { scanned: 0 | 1 }>(
    `INSERT INTO files (path, size_bytes, modified_ms, changed_ms, kind, problem, scanned)
     VALUES (@path, @sizeBytes, @modifiedMs, @changedMs, @kind, @problem, @scanned)
     ON CONFLICT (path) DO UPDATE SET size_bytes = @sizeBytes, modified_ms = @modifiedMs,
       changed_ms = @changedMs, kind = @kind, problem = @problem, scanned = max(scanned, @scanned),
       outgrown = coalesce(content, outgrown), content = NULL, worker = NULL, deaths = 0, failure = NULL, failed_at = NULL,
       pair_looked = NULL, pair_taken_ms = NULL, pair_likeness = NULL`,
  );
  const noteChange = database.prepare<Pick<FoundFile, 'path' | 'changedMs'>>(
    'UPDATE files SET changed_ms = @changedMs WHERE path = @path',
  );
  const saveLook = database.prepare<FileRow>(
    `UPDATE files SET pair_looked = @looked, pair_taken_ms = @takenMs,
       pair_likeness = @likeness WHERE ${isSameFile}`,
  );
  // Two contents are one photo where the same picture is taken at one time and turned the same way up: of the times that
  // are not known it is the first known one.
  const shared = database
    .prepare<[], [content: number, name: string]>(
      `SELECT id, concat_ws(' ', hex(picture), width_px, height_px,
         coalesce(taken_ms, min(taken_ms) OVER (PARTITION BY picture, width_px, height_px)))
       FROM contents JOIN facts ON facts.content = contents.id
       WHERE picture IN (SELECT picture FROM contents GROUP BY picture HAVING count(*) > 1)`,
    )
    .raw();
  const remove = database.prepare<[number]>('DELETE FROM files WHERE id = ?');
  const claim = database.prepare<[number, number], FileRow>(
    `UPDATE files SET worker = ? WHERE id = ? RETURNING ${columns}`,
  );
  const release = database.prepare<[number]>('UPDATE files SET worker = NULL WHERE id = ?');
  // No file was modified at -1: whatever the next scan finds counts as changed.
  const refuse = database.prepare<FileRow & { why: string }>(
    `UPDATE files SET problem = @why, modified_ms = -1, worker = NULL WHERE ${isSameFile}`,
  );
  const forget = database.prepare<[string]>(
    `UPDATE files SET failure = NULL, failed_at = NULL, deaths = 0
     WHERE failure IS NOT NULL AND failed_at <> ?`,
  );
  const workers = database
    .prepare<[], number>('SELECT DISTINCT worker FROM files WHERE worker IS NOT NULL')
    .pluck();
  const bury = database.prepare<[number]>(
    'UPDATE files SET deaths = deaths + 1, worker = NULL WHERE worker = ?',
  );

  const placesOf = (folder: string) =>
    stills?.areUsed() === true ? [folder, stills.of(folder)] : [folder];
  return {
    under: (folder) =>
      placesOf(folder).flatMap((place) => {
        const { start, end } = folderRange(place);
        return under.all(start, end);
      }),
    placesOf,
    videoOf: (path) => stills?.videoOf(path),
    find: (path) => byPath.get(path),
    byId: (id) => byId.get(id),
    holding: (sha256) => holding.all(sha256),
    all: () => all.all(),
    sha256Of: (id) => sha256Of.get(id),
    save: database.transaction((...[changed, gone, seen = []]: Parameters<Files['save']>) => {
      for (const file of changed) upsert.run({ ...file, scanned: 1 });
      for (const file of gone) remove.run(file.id);
      for (const { path, changedMs } of seen) noteChange.run({ path, changedMs });
    }),
    photosOf: (rows) => groupFiles(rows, new Map(shared.all())),
    saveLook: (file, look) => void saveLook.run({ ...file, ...look }),
    saveReference: (file) => void upsert.run({ ...file, scanned: 0 }),
    claim: (id) => claim.get(process.pid, id),
    release: (id) => void release.run(id),
    refuse: (file, why) => refuse.run({ ...file, why }).changes > 0,
    forgetFailures: (version) => void forget.run(version),
    countDeaths(isAlive) {
      for (const pid of workers.all()) if (!isAlive(pid)) bury.run(pid);
    },
  };
}

/** Paths p inside `folder` are those with start <= p < end: the separator's successor ends the range. */
export function folderRange(folder: string): { readonly start: string; readonly end: string } {
  const start = folder.endsWith(sep) ? folder : folder + sep;
  return { start, end: start.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1) };
}
