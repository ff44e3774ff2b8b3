// Forgetting a person, a folder or everything, so that no file in the data folder holds a byte of it.

import { rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearestBox } from '../../../shared/people/boxes.ts';
import type { Forgotten } from '../../../shared/contract.ts';
import type { Box } from '../../../shared/photo.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Analyses } from '../cache/analyses.ts';
import { isSound, lockedTransaction, logOf, openToLook, type Database } from '../cache/database.ts';
import { beginSeries } from '../cache/log/tables.ts';
import { folderRange } from '../cache/files.ts';
import { keepImages } from '../cache/images.ts';
import { sameFaceOverlap, type FaceKey } from '../cache/people.ts';
import { copiesFolder, listCopies } from './copies.ts';
import { forgetAllIn, forgetIn, tablesOf, type Doomed, type ForgottenKept } from './forget-kept.ts';
import { filesAside } from './lost.ts';
import type { StillsPlace } from '../stills/place.ts';

export type Forgetting = {
  /** Throws EngineError `not-found` for a name that nobody has. */
  person(name: string): Forgotten;
  /** Throws EngineError `not-found` for a folder that nothing is known of. */
  folder(folder: string): Forgotten;
  everything(): Forgotten;
};

type Sources = {
  readonly cache: Database;
  readonly kept: Database;
  readonly analyses: Analyses;
  readonly imagesFolder: string;
  readonly decisionsFile: string;
  readonly stills: StillsPlace;
};

/** The copies go first and the cache last: whoever is stopped in between finds all of the rest by asking again. */
export function openForgetting(sources: Sources): Forgetting {
  const { cache, kept, decisionsFile } = sources;
  return {
    person(name) {
      const doomed: Doomed = { kind: 'person', name };
      const copies = forgetInCopies(decisionsFile, doomed);
      const main = forgetIn(kept, doomed);
      const faces = [...copies.found.flatMap((copy) => copy.faces), ...main.faces];
      if (copies.found.every(({ people }) => people === 0) && main.people === 0)
        throw new EngineError('not-found', `There is no person named "${name}".`);
      blankFaces(cache, faces);
      overwrite(sources);
      return { photos: 0, people: 1, faces: main.faces.length, copies: copies.changed };
    },
    folder(folder) {
      const place = sources.stills.of(folder);
      const files = filesUnder(cache, folder) + filesUnder(cache, place);
      const doomed: Doomed = {
        kind: 'folder',
        folder,
        keys: keysOnlyUnder(cache, [folder, place]),
      };
      const copies = forgetInCopies(decisionsFile, doomed);
      const main = forgetIn(kept, doomed);
      // Of stills, what is kept by their paths; all else went with their pictures.
      const ofStills: Doomed = { kind: 'folder', folder: place, keys: [] };
      forgetInCopies(decisionsFile, ofStills);
      forgetIn(kept, ofStills);
      const traces = [main, ...copies.found].some((found) => found.traces > 0);
      if (files === 0 && !traces)
        throw new EngineError('not-found', `Nothing is known of the folder ${folder}.`);
      rmSync(place, { recursive: true, force: true });
      dropFiles(sources, [folder, place]);
      overwrite(sources);
      return { photos: files, people: main.people, faces: 0, copies: copies.changed };
    },
    everything() {
      const photos = countOf(cache, 'SELECT count(*) FROM files');
      const people = countOf(kept, 'SELECT count(*) FROM people');
      const faces = countOf(kept, 'SELECT count(*) FROM faces');
      const copies = listCopies(decisionsFile).length;
      rmSync(copiesFolder(decisionsFile), { recursive: true, force: true });
      for (const file of filesAside(decisionsFile)) rmSync(file, { force: true });
      forgetAllIn(kept);
      lockedTransaction(cache, () => {
        cache.pragma('defer_foreign_keys = ON');
        for (const table of tablesOf(cache))
          if (table !== 'stage_tables') cache.exec(`DELETE FROM "${table}"`);
      })();
      keepImages(sources.imagesFolder, new Set());
      rmSync(sources.stills.folder, { recursive: true, force: true });
      overwrite(sources);
      return { photos, people, faces, copies };
    },
  };
}

/**
 * Writes both databases anew, so that nothing is left in what they no longer use, and empties the WAL and the log of
 * decisions.db, which goes by another series: no copy of before and no later log make one state. The log of defects may
 * name anything: it goes.
 */
function overwrite({ cache, kept, decisionsFile }: Sources): void {
  for (const name of ['podium.log', 'podium.log.old'])
    rmSync(join(dirname(decisionsFile), name), { force: true });
  beginSeries(kept);
  kept.exec('VACUUM');
  const isEmptied = logOf(kept)?.empty() ?? true;
  cache.exec('VACUUM');
  const [emptied] = cache.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (!isEmptied || emptied?.busy !== 0)
    throw new EngineError(
      'internal',
      'It is forgotten, but another Podium is reading, so that traces are left on the disk. Close it and ask again.',
    );
}

type InCopies = { readonly found: readonly ForgottenKept[]; readonly changed: number };

/** Copies, and what was set aside: a file that cannot be read as a database any more is removed, and so is a log. */
function forgetInCopies(decisionsFile: string, doomed: Doomed): InCopies {
  for (const path of filesAside(decisionsFile)) if (path.endsWith('-log')) rmSync(path);
  const aside = filesAside(decisionsFile).filter(
    (path) =>
      basename(path).startsWith(basename(decisionsFile)) && !/-(journal|wal|shm|log)$/.test(path),
  );
  const found: ForgottenKept[] = [];
  for (const path of [...listCopies(decisionsFile), ...aside]) {
    const forgotten = forgetInFile(path, doomed);
    if (forgotten) found.push(forgotten);
    else for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true });
  }
  return { found, changed: found.length };
}

/** Undefined where the file cannot be read whole. It keeps its time: copies are told apart by it. */
function forgetInFile(path: string, doomed: Doomed): ForgottenKept | undefined {
  const { atime, mtime } = statSync(path);
  let database: Database | undefined;
  try {
    database = openToLook(path);
    if (!isSound(database)) return undefined;
    database.pragma('journal_mode = TRUNCATE');
    const forgotten = forgetIn(database, doomed);
    database.exec('VACUUM');
    return forgotten;
  } catch {
    return undefined; // what cannot be read cannot be searched for what is to be forgotten: it is removed
  } finally {
    database?.close();
    utimesSync(path, atime, mtime);
  }
}

/** What a person's faces look like, by which they would be found: zeros are like nobody. */
function blankFaces(cache: Database, faces: readonly FaceKey[]): void {
  const vectors = cache.prepare<{ picture: Buffer }, { content: number; embeddings: Buffer }>(
    `SELECT content, embeddings FROM face_vectors JOIN contents ON contents.id = face_vectors.content
     WHERE picture = @picture OR sha256 = @picture`,
  );
  const boxes = cache.prepare<[number], Box>(
    'SELECT x, y, width, height FROM faces WHERE content = ? ORDER BY ordinal',
  );
  const save = cache.prepare<[Buffer, number]>(
    'UPDATE face_vectors SET embeddings = ? WHERE content = ?',
  );
  lockedTransaction(cache, () => {
    for (const { picture, box } of faces)
      for (const { content, embeddings } of vectors.all({ picture })) {
        const known = boxes.all(content);
        const face = nearestBox(box, known, sameFaceOverlap);
        if (face === undefined) continue;
        const bytes = embeddings.length / known.length;
        save.run(embeddings.fill(0, face * bytes, (face + 1) * bytes), content);
      }
  })();
}

const inFolder = '(path >= @start AND path < @end)';
/** In a folder or where the stills of its videos lie. */
const inEither = `(${inFolder} OR (path >= @stillsStart AND path < @stillsEnd))`;

function filesUnder(cache: Database, folder: string): number {
  const range = folderRange(folder);
  return countOf(cache, `SELECT count(*) FROM files WHERE ${inFolder}`, range);
}

type Both = readonly [folder: string, stills: string];

function bothRanges([folder, stills]: Both): object {
  const { start: stillsStart, end: stillsEnd } = folderRange(stills);
  return { ...folderRange(folder), stillsStart, stillsEnd };
}

/** Of contents and pictures that no file outside the folder has. */
function keysOnlyUnder(cache: Database, both: Both): Buffer[] {
  const keysOf = (which: string) =>
    ['sha256', 'picture'].map(
      (key) => `SELECT ${key} AS key FROM contents WHERE ${key} IS NOT NULL AND id IN
        (SELECT coalesce(content, outgrown) FROM files WHERE ${which})`,
    );
  const [inside, outside] = [keysOf(inEither), keysOf(`NOT ${inEither}`)];
  return cache
    .prepare<object, Buffer>(`${inside.join(' UNION ')} EXCEPT ${outside.join(' EXCEPT ')}`)
    .pluck()
    .all(bothRanges(both));
}

function dropFiles({ cache, analyses, imagesFolder }: Sources, both: Both): void {
  cache.prepare(`DELETE FROM files WHERE ${inEither}`).run(bothRanges(both));
  analyses.prune();
  const contents = cache.prepare<[], Buffer>('SELECT sha256 FROM contents').pluck().all();
  keepImages(imagesFolder, new Set(contents.map((content) => content.toString('hex'))));
}

function countOf(database: Database, sql: string, values: object = {}): number {
  return database.prepare<object, number>(sql).pluck().get(values) ?? 0;
}
