// What analysis found, by content: one transaction saves a photo, one query says what is stale.

import type { Identity } from '../formats/picture/picture-hash.ts';
import type { Rows, Stage, StageVersion } from '../stage.ts';
import { lockedTransaction, type Database } from './database.ts';
import type { FileRow } from './file-row.ts';
import { folderRange, isSameFile } from './files.ts';

/** What a stage made of a photo. */
export type StageResult = StageVersion & { readonly result: unknown };

type Failure = { readonly failure: string | null; readonly failedAt: string | null };

/** A photo's content is named by the SHA-256 of its file, 32 bytes. */
export type Analyses = {
  /** Those of `stages` that have no row of their version; all for a content analysed as another kind. */
  stale<S extends StageVersion>(sha256: Buffer, kind: string | null, stages: readonly S[]): S[];
  /** Ids of the files inside `folder` that want analysis: this query is the queue. */
  staleFiles(folder: string, stages: readonly StageVersion[]): Set<number>;
  /** Whether `file` is still what the cache knows: no scan has found it changed or gone since. */
  isCurrent(file: FileRow): boolean;
  /** Records what a file holds when its content is already known. False, as below, when it is not current. */
  link(file: FileRow, identity: Identity): boolean;
  /** Saves all that one photo's analysis made and links its file, or nothing of it. */
  save(file: FileRow, identity: Identity, results: readonly StageResult[]): boolean;
  /** What a stage made of a content before. */
  recall<Result>(sha256: Buffer, stage: Recalled<Result>): Result;
  /** Names of the stages that have looked at a content, by whatever version. */
  lookedBy(sha256: Buffer): ReadonlySet<string>;
  /** Records why a file cannot be analysed, until it changes or `version` does. */
  fail(file: FileRow, identity: Identity, version: string, why: string): boolean;
  /** Content of a file, undefined before it was read. */
  sha256Of(path: string): Buffer | undefined;
  /** What names the picture in a file; undefined before it was read by a Podium that tells pictures from files. */
  pictureOf(path: string): Buffer | undefined;
  /** Forgets contents that no known file holds any more and returns their hashes. */
  prune(): Buffer[];
};

type Recalled<Result> = { readonly name: string; recall(rows: Rows, content: number): Result };

/** @param onIdentity hears what a file holds, before the cache keeps it */
export function openAnalyses(
  database: Database,
  rows: Rows,
  onIdentity: (identity: Identity) => void,
): Analyses {
  const insertContent = database.prepare<Identity>(
    `INSERT INTO contents (sha256, picture) VALUES (@sha256, @picture)
     ON CONFLICT (sha256) DO UPDATE SET picture = @picture WHERE picture IS NOT @picture`,
  );
  const contentId = database.prepare<[Buffer], { id: number; kind: string | null }>(
    'SELECT id, kind FROM contents WHERE sha256 = ?',
  );
  const current = database.prepare<FileRow>(`SELECT 1 FROM files WHERE ${isSameFile}`);
  const link = database.prepare<FileRow & Failure & { known: number }>(
    `UPDATE files SET content = @known, deaths = 0, worker = NULL,
       failure = @failure, failed_at = @failedAt WHERE ${isSameFile}`,
  );
  const setKind = database.prepare<[string | null, number]>(
    'UPDATE contents SET kind = ? WHERE id = ?',
  );
  const done = database.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO analyses (content, stage, version) VALUES (?, ?, ?)',
  );
  const lookedBy = database
    .prepare<[Buffer], string>(
      'SELECT stage FROM analyses JOIN contents ON contents.id = analyses.content WHERE sha256 = ?',
    )
    .pluck();
  const prune = database
    .prepare<[], Buffer>(
      'DELETE FROM contents WHERE id NOT IN (SELECT content FROM files WHERE content IS NOT NULL) RETURNING sha256',
    )
    .pluck();
  const sha256Of = database
    .prepare<[string], Buffer>(
      'SELECT sha256 FROM files JOIN contents ON contents.id = files.content WHERE path = ?',
    )
    .pluck();

  const pictureOf = database
    .prepare<[string], Buffer | null>(
      'SELECT picture FROM files JOIN contents ON contents.id = files.content WHERE path = ?',
    )
    .pluck();

  const find = (sha256: Buffer) => contentId.get(sha256)?.id;
  const contentOf = (identity: Identity): number => {
    insertContent.run(identity);
    const id = find(identity.sha256);
    if (id === undefined) throw new Error('A content vanished while it was being saved.');
    return id;
  };
  const isCurrent = (file: FileRow) => current.get(file) !== undefined;
  const none: Failure = { failure: null, failedAt: null };
  const linkTo = (file: FileRow, identity: Identity, failure: Failure): number => {
    const known = contentOf(identity);
    link.run({ ...file, ...failure, known });
    return known;
  };
  /** Changes what is known of a file, all or nothing, if it is current. */
  const learning = <A extends unknown[]>(
    learn: (file: FileRow, identity: Identity, ...found: A) => void,
  ) => {
    const locked = lockedTransaction(database, (file: FileRow, identity: Identity, ...found: A) => {
      const isKnown = isCurrent(file);
      if (isKnown) learn(file, identity, ...found);
      return isKnown;
    });
    return (file: FileRow, identity: Identity, ...found: A) => {
      onIdentity(identity); // first: a death in between loses nothing
      return locked(file, identity, ...found);
    };
  };

  return {
    stale<S extends StageVersion>(sha256: Buffer, kind: string | null, stages: readonly S[]) {
      const content = contentId.get(sha256);
      if (content?.kind !== kind) return [...stages];
      return stages.filter(({ stage, version }) => {
        const wanted = { content: content.id, stage: stage.name, version };
        const sql = `SELECT 1 FROM ${versionsOf(stage)} AS kept WHERE content = @content AND ${isDone(stage)}`;
        return rows.read(sql, wanted).length === 0;
      });
    },
    isCurrent,
    staleFiles(folder, stages) {
      const versions = Object.fromEntries(
        stages.flatMap(({ stage, version }, i) => [
          [`stage${i}`, stage.name],
          [`version${i}`, version],
        ]),
      );
      const found = rows.read<readonly [id: number]>(
        staleFilesQuery(stages.map(({ stage }) => stage)),
        { ...versions, ...folderRange(folder) },
      );
      return new Set(found.map(([id]) => id));
    },
    link: learning((file, identity) => {
      linkTo(file, identity, none);
    }),
    save: learning((file, identity, results: readonly StageResult[]) => {
      const content = linkTo(file, identity, none);
      setKind.run(file.kind, content);
      for (const { stage, version, result } of results) {
        stage.save(rows, content, result, version);
        done.run(content, stage.name, version);
      }
    }),
    recall(sha256, stage) {
      const content = find(sha256);
      if (content === undefined) throw new Error(`Nothing is known by the stage ${stage.name}.`);
      return stage.recall(rows, content);
    },
    fail: learning((file, identity, version: string, why: string) => {
      linkTo(file, identity, { failure: why, failedAt: version });
    }),
    lookedBy: (sha256) => new Set(lookedBy.all(sha256)),
    sha256Of: (path) => sha256Of.get(path),
    pictureOf: (path) => pictureOf.get(path) ?? undefined,
    prune: () => prune.all(),
  };
}

/** The table that says by which versions a stage has looked at a content. */
function versionsOf({ keptIn }: Stage): string {
  return keptIn ?? 'analyses';
}

/** Whether its row `kept` is of the version wanted; `number` tells the values of several stages apart. */
function isDone({ keptIn }: Stage, kept = 'kept', number = ''): string {
  const ofStage = keptIn === undefined ? `${kept}.stage = @stage${number} AND ` : '';
  return `${ofStage}${kept}.version = @version${number}`;
}

function staleFilesQuery(stages: readonly Stage[]): string {
  const joins = stages.map(
    (stage, i) =>
      `LEFT JOIN ${versionsOf(stage)} kept${i} ON kept${i}.content = files.content AND ${isDone(stage, `kept${i}`, String(i))}`,
  );
  const missing = stages.map((_, i) => `kept${i}.content IS NULL`);
  return `SELECT files.id FROM files
     ${joins.join('\n')}
     LEFT JOIN contents ON contents.id = files.content
   WHERE path >= @start AND path < @end AND files.kind IS NOT NULL
     AND problem IS NULL AND failure IS NULL
     AND (${[...missing, 'contents.kind IS NOT files.kind', 'contents.picture IS NULL'].join(' OR ')})`;
}
