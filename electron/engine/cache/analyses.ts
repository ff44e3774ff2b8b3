// What analysis found, by content: one transaction saves a photo, one query says what is stale.

import type { Beginning } from '../formats/picture/beginning.ts';
import type { EarlierReading, Reading } from '../formats/picture/picture-hash.ts';
import type { Rows, StageRows, StageVersion } from '../stage.ts';
import type { CarryOver } from './carry-over.ts';
import { lockedTransaction, type Database } from './database.ts';
import type { FileRow } from './file-row.ts';
import { folderRange, isSameFile } from './files.ts';

/** What a stage made of a photo. */
export type StageResult = StageVersion<StageRows> & { readonly result: unknown };

type Failure = { readonly failure: string | null; readonly failedAt: string | null };

/** A photo's content is named by the SHA-256 of its file, 32 bytes. */
export type Analyses = {
  /** Those of `stages` that have no row of their version; all for a content analysed as another kind. */
  stale<S extends StageVersion<StageRows>>(
    sha256: Buffer,
    kind: string | null,
    stages: readonly S[],
  ): S[];
  /** Ids of the files inside `folder` that want analysis: this query is the queue. */
  staleFiles(folder: string, stages: readonly StageVersion[]): Set<number>;
  /** Whether `file` is still what the cache knows: no scan has found it changed or gone since. */
  isCurrent(file: FileRow): boolean;
  /** Records what a file holds when its content is already known. False, as below, when it is not current. */
  link(file: FileRow, identity: Reading): boolean;
  /** Saves all that one photo's analysis made and links its file, or nothing of it. */
  save(file: FileRow, identity: Reading, results: readonly StageResult[]): boolean;
  /** Saves what a closer look made of a content that is known. False where it is not, or the file is not current. */
  saveMore(file: FileRow, sha256: Buffer, results: readonly StageResult[]): boolean;
  /** What a stage made of a content before. */
  recall<Result>(sha256: Buffer, stage: Recalled<Result>): Result;
  /** Names of the stages that have looked at a content, by whatever version. */
  lookedBy(sha256: Buffer): ReadonlySet<string>;
  /** Records why a file cannot be analysed, until it changes or `version` does. */
  fail(file: FileRow, identity: Reading, version: string, why: string): boolean;
  /** Content of a file, undefined before it was read. */
  sha256Of(path: string): Buffer | undefined;
  /** What names the picture in a file; undefined before it was read by a Podium that tells pictures from files. */
  pictureOf(path: string): Buffer | undefined;
  /** What a file held when it was read last, where a scan has found it changed since. */
  earlier(id: number): EarlierReading | undefined;
  /** Forgets contents that no known file holds any more and returns their hashes. */
  prune(): Buffer[];
};

type NewContent = Pick<Reading, 'sha256' | 'picture'> & {
  readonly beginningBytes: number;
  readonly beginning: Buffer;
};
type EarlierRow = Beginning & { readonly picture: Buffer };

type Recalled<Result> = { readonly name: string; recall(rows: Rows, content: number): Result };

/** @param carryOver of what was said of photos under the names that they had before */
export function openAnalyses(database: Database, rows: Rows, carryOver: CarryOver): Analyses {
  const insertContent = database.prepare<NewContent>(
    `INSERT INTO contents (sha256, picture, beginning_bytes, beginning)
     VALUES (@sha256, @picture, @beginningBytes, nullif(@beginning, @sha256))
     ON CONFLICT (sha256) DO UPDATE SET picture = @picture, beginning_bytes = @beginningBytes,
       beginning = nullif(@beginning, @sha256)
     WHERE picture IS NOT @picture OR beginning_bytes IS NOT @beginningBytes`,
  );
  const contentId = database.prepare<[Buffer], { id: number; kind: string | null }>(
    'SELECT id, kind FROM contents WHERE sha256 = ?',
  );
  const current = database.prepare<FileRow>(`SELECT 1 FROM files WHERE ${isSameFile}`);
  const link = database.prepare<FileRow & Failure & { known: number }>(
    `UPDATE files SET content = @known, deaths = 0, worker = NULL,
       failure = @failure, failed_at = @failedAt, outgrown = NULL WHERE ${isSameFile}`,
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
      `DELETE FROM contents WHERE id NOT IN
         (SELECT coalesce(content, outgrown) AS held FROM files WHERE held IS NOT NULL) RETURNING sha256`,
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

  const earlier = database.prepare<[number], EarlierRow>(
    `SELECT coalesce(picture, sha256) AS picture, beginning_bytes AS bytes,
       coalesce(beginning, sha256) AS sha256
     FROM files JOIN contents ON contents.id = files.outgrown
     WHERE files.id = ? AND beginning_bytes IS NOT NULL`,
  );
  const shows = database.prepare<{ picture: Buffer }>(
    `SELECT 1 FROM contents JOIN files ON contents.id IN (content, outgrown)
     WHERE picture = @picture OR sha256 = @picture`,
  );

  const find = (sha256: Buffer) => contentId.get(sha256)?.id;
  const contentOf = (identity: Reading): number => {
    const { beginning, ...names } = identity;
    insertContent.run({ ...names, beginningBytes: beginning.bytes, beginning: beginning.sha256 });
    const id = find(identity.sha256);
    if (id === undefined) throw new Error('A content vanished while it was being saved.');
    return id;
  };
  const keep = (content: number, results: readonly StageResult[]) => {
    for (const { stage, version, result } of results) {
      stage.save(rows, content, result, version);
      done.run(content, stage.name, version);
    }
  };
  const isCurrent = (file: FileRow) => current.get(file) !== undefined;
  const none: Failure = { failure: null, failedAt: null };
  const linkTo = (file: FileRow, identity: Reading, failure: Failure): number => {
    const known = contentOf(identity);
    link.run({ ...file, ...failure, known });
    return known;
  };
  /** Changes what is known of a file, all or nothing, if it is current. */
  const learning = <A extends unknown[]>(
    learn: (file: FileRow, identity: Reading, ...found: A) => void,
  ) => {
    const locked = lockedTransaction(database, (file: FileRow, identity: Reading, ...found: A) => {
      const isKnown = isCurrent(file);
      if (!isKnown) return false;
      // First, and the old name keeps it until the cache knows the new one: a death in between loses nothing.
      const { sha256, picture, outgrown } = identity;
      if (!sha256.equals(picture)) carryOver.move(sha256, picture);
      if (outgrown) carryOver.copy(outgrown, picture);
      learn(file, identity, ...found);
      return true;
    });
    return (file: FileRow, identity: Reading, ...found: A) => {
      const isKnown = locked(file, identity, ...found);
      const { outgrown } = identity;
      if (isKnown && outgrown && !shows.get({ picture: outgrown })) carryOver.forget(outgrown);
      return isKnown;
    };
  };

  return {
    stale<S extends StageVersion<StageRows>>(
      sha256: Buffer,
      kind: string | null,
      stages: readonly S[],
    ) {
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
      keep(content, results);
    }),
    saveMore: lockedTransaction(
      database,
      (file: FileRow, sha256: Buffer, results: readonly StageResult[]) => {
        const content = find(sha256);
        if (content === undefined || !isCurrent(file)) return false;
        keep(content, results);
        return true;
      },
    ),
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
    earlier(id) {
      const row = earlier.get(id);
      return row && { picture: row.picture, beginning: { bytes: row.bytes, sha256: row.sha256 } };
    },
    prune: () => prune.all(),
  };
}

/** The table that says by which versions a stage has looked at a content. */
function versionsOf({ keptIn }: StageRows): string {
  return keptIn ?? 'analyses';
}

/** Whether its row `kept` is of the version wanted; `number` tells the values of several stages apart. */
function isDone({ keptIn }: StageRows, kept = 'kept', number = ''): string {
  const ofStage = keptIn === undefined ? `${kept}.stage = @stage${number} AND ` : '';
  return `${ofStage}${kept}.version = @version${number}`;
}

function staleFilesQuery(stages: readonly StageRows[]): string {
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
