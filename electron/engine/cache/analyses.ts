// What analysis found, by content: one transaction saves a photo, one query tells what is stale.

import type { Face } from '../../../shared/photo.ts';
import type { StageName } from '../../../shared/stages.ts';
import { openSportCache, type SportKey } from './sports.ts';
import { lockedTransaction, type Database } from './database.ts';
import { folderRange, isSameFile, type FileRow } from './files.ts';

export type Facts = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly takenMs: number | null;
  readonly camera: string | null;
};

export type PixelRow = {
  readonly sharpness: number;
  readonly sharpness_whole: number;
  readonly motion_blur: number;
  readonly exposure: number;
  readonly shadows_clipped: number;
  readonly highlights_clipped: number;
  readonly contrast: number;
  readonly colourfulness: number;
  readonly perceptualHash: bigint;
};

/** The stages a photo was put through; a stage that was not run is absent. */
export type Analysis = {
  readonly photo?: Facts;
  readonly pixels?: PixelRow;
  readonly faces?: { readonly space: string; readonly faces: readonly Face[] };
  readonly clip?: { readonly space: string; readonly embedding: Float32Array };
  readonly sport?: { readonly key: SportKey; readonly probabilities: Float32Array };
};

export type Versions = Readonly<Partial<Record<StageName, string>>>;
type StageRow = { readonly version: string; readonly stage: StageName };

type Failure = { readonly failure: string | null; readonly failedAt: string | null };

/** The versions of stages that do not exist without a model. */
const noModels = { clip: null, sport: null };
type StaleQuery = Omit<Versions, 'clip' | 'sport'> & {
  clip: string | null;
  sport: string | null;
  start: string;
  end: string;
};

/** A photo's content is named by the SHA-256 of its file, 32 bytes. */
export type Analyses = {
  /** The stages of `versions` that have no row of that version; all for a content analysed as another kind. */
  stale(sha256: Buffer, kind: string | null, versions: Versions): StageName[];
  /** Ids of the files inside `folder` that want analysis: this query is the queue. */
  staleFiles(folder: string, versions: Versions): Set<number>;
  /** Whether `file` is still what the cache knows: no scan has found it changed or gone since. */
  isCurrent(file: FileRow): boolean;
  /** Records what a file holds when its content is already known. False, as below, when it is not current. */
  link(file: FileRow, sha256: Buffer): boolean;
  /** Saves all that one photo's analysis made and links its file, or nothing of it. */
  save(file: FileRow, sha256: Buffer, analysis: Analysis, versions: Versions): boolean;
  /** Records why a file cannot be analysed, until it changes or `version` does. */
  fail(file: FileRow, sha256: Buffer, version: string, why: string): boolean;
  /** Content of a file, undefined before it was read. */
  sha256Of(path: string): Buffer | undefined;
  /** What a folder's files hold, exact copies counted once; the kinds of files; the content of the sharpest. */
  overview(folder: string): {
    readonly contents: number;
    readonly kinds: readonly string[];
    readonly cover: Buffer | undefined;
  };
  /** Forgets contents that no known file holds any more and returns their hashes. */
  prune(): Buffer[];
};

export function openAnalyses(database: Database): Analyses {
  const insertContent = database.prepare<[Buffer]>(
    'INSERT INTO contents (sha256) VALUES (?) ON CONFLICT DO NOTHING',
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
  // What a classifier told may be kept beside that of another: any of them counts, and only what is still kept.
  const rows = database.prepare<{ content: number; sport: string | null }, StageRow>(
    `SELECT stage, version FROM analyses WHERE content = @content AND stage <> 'sport'
     UNION ALL SELECT 'sport', version FROM sports WHERE content = @content AND version = @sport`,
  );
  const done = database.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO analyses (content, stage, version) VALUES (?, ?, ?)',
  );
  const prune = database
    .prepare<[], Buffer>(
      'DELETE FROM contents WHERE id NOT IN (SELECT content FROM files WHERE content IS NOT NULL) RETURNING sha256',
    )
    .pluck();
  const staleFiles = database
    .prepare<StaleQuery, number>(
      `SELECT files.id FROM files
         LEFT JOIN analyses a ON a.content = files.content AND a.stage = 'photo' AND a.version = @photo
         LEFT JOIN analyses b ON b.content = files.content AND b.stage = 'pixels' AND b.version = @pixels
         LEFT JOIN analyses c ON c.content = files.content AND c.stage = 'faces' AND c.version = @faces
         LEFT JOIN analyses d ON d.content = files.content AND d.stage = 'clip' AND d.version = @clip
         LEFT JOIN sports e ON e.content = files.content AND e.version = @sport
         LEFT JOIN contents ON contents.id = files.content
       WHERE path >= @start AND path < @end AND files.kind IS NOT NULL
         AND problem IS NULL AND failure IS NULL
         AND (a.content IS NULL OR b.content IS NULL OR c.content IS NULL
           OR (@clip IS NOT NULL AND d.content IS NULL)
           OR (@sport IS NOT NULL AND e.content IS NULL) OR contents.kind IS NOT files.kind)`,
    )
    .pluck();
  const sha256Of = database
    .prepare<[string], Buffer>(
      'SELECT sha256 FROM files JOIN contents ON contents.id = files.content WHERE path = ?',
    )
    .pluck();
  const photoFiles = 'FROM files WHERE path >= @start AND path < @end AND kind IS NOT NULL';
  const count = database
    .prepare<{ start: string; end: string }, number>(
      `SELECT count(DISTINCT content) + count(*) - count(content) ${photoFiles} AND problem IS NULL`,
    )
    .pluck();
  const kinds = database
    .prepare<{ start: string; end: string }, string>(`SELECT DISTINCT kind ${photoFiles}`)
    .pluck();
  const sharpest = database
    .prepare<{ start: string; end: string }, Buffer>(
      `SELECT sha256 FROM files JOIN contents ON contents.id = files.content
         JOIN pixel_signals ON pixel_signals.content = files.content
       WHERE path >= @start AND path < @end ORDER BY sharpness DESC, path LIMIT 1`,
    )
    .pluck();
  const save = stageWriters(database);

  const find = (sha256: Buffer) => contentId.get(sha256)?.id;
  const identify = (sha256: Buffer): number => {
    insertContent.run(sha256);
    const id = find(sha256);
    if (id === undefined) throw new Error('A content vanished while it was being saved.');
    return id;
  };
  const isCurrent = (file: FileRow) => current.get(file) !== undefined;
  const none: Failure = { failure: null, failedAt: null };
  const linkTo = (file: FileRow, sha256: Buffer, failure: Failure): number => {
    const known = identify(sha256);
    link.run({ ...file, ...failure, known });
    return known;
  };

  return {
    stale(sha256, kind, versions) {
      const content = contentId.get(sha256);
      const stages = Object.keys(versions) as StageName[];
      if (content?.kind !== kind) return stages;
      const known = new Map(
        rows
          .all({ content: content.id, sport: versions.sport ?? null })
          .map(({ stage, version }) => [stage, version]),
      );
      return stages.filter((stage) => known.get(stage) !== versions[stage]);
    },
    isCurrent,
    staleFiles: (folder, versions) =>
      new Set(staleFiles.all({ ...noModels, ...versions, ...folderRange(folder) })),
    link: lockedTransaction(database, (file: FileRow, sha256: Buffer) => {
      if (!isCurrent(file)) return false;
      linkTo(file, sha256, none);
      return true;
    }),
    save: lockedTransaction(
      database,
      (file: FileRow, sha256: Buffer, analysis: Analysis, versions: Versions) => {
        if (!isCurrent(file)) return false;
        const content = linkTo(file, sha256, none);
        setKind.run(file.kind, content);
        for (const stage of Object.keys(analysis) as (keyof Analysis)[]) {
          save[stage](content, analysis);
          done.run(content, stage, versions[stage] ?? '');
        }
        return true;
      },
    ),
    fail: lockedTransaction(
      database,
      (file: FileRow, sha256: Buffer, version: string, why: string) => {
        if (!isCurrent(file)) return false;
        linkTo(file, sha256, { failure: why, failedAt: version });
        return true;
      },
    ),
    sha256Of: (path) => sha256Of.get(path),
    overview(folder) {
      const range = folderRange(folder);
      return {
        contents: count.get(range) ?? 0,
        kinds: kinds.all(range),
        cover: sharpest.get(range),
      };
    },
    prune: () => prune.all(),
  };
}

function stageWriters(database: Database) {
  const facts = database.prepare<Facts & { content: number }>(
    `INSERT OR REPLACE INTO facts (content, width_px, height_px, taken_ms, camera)
     VALUES (@content, @widthPx, @heightPx, @takenMs, @camera)`,
  );
  const pixels = database.prepare<
    Omit<PixelRow, 'perceptualHash'> & { content: number; hash: Buffer }
  >(
    `INSERT OR REPLACE INTO pixel_signals (content, sharpness, sharpness_whole, motion_blur, exposure,
       shadows_clipped, highlights_clipped, contrast, colourfulness, perceptual_hash)
     VALUES (@content, @sharpness, @sharpness_whole, @motion_blur, @exposure,
       @shadows_clipped, @highlights_clipped, @contrast, @colourfulness, @hash)`,
  );
  const dropFaces = database.prepare<[number]>('DELETE FROM faces WHERE content = ?');
  const face = database.prepare<Record<string, unknown>>(
    `INSERT INTO faces (content, ordinal, x, y, width, height, height_px, confidence, sharpness,
       expression, yaw_deg, pitch_deg, roll_deg, pose_from, eyes_open, visibility)
     VALUES (@content, @ordinal, @x, @y, @width, @height, @heightPx, @confidence, @sharpness,
       @expression, @yawDeg, @pitchDeg, @rollDeg, @poseFrom, @eyesOpen, @visibility)`,
  );
  const vectors = database.prepare<[number, string, Buffer, Buffer]>(
    `INSERT OR REPLACE INTO face_vectors (content, space, embeddings, landmarks) VALUES (?, ?, ?, ?)`,
  );
  const dropScores = database.prepare<[number]>('DELETE FROM derived_scores WHERE content = ?');
  const dropSports = database.prepare<[number]>(
    "DELETE FROM sports WHERE content = ? AND model = 'clip'",
  );
  const sports = openSportCache(database);
  const clipVector = database.prepare<[number, string, Buffer]>(
    'INSERT OR REPLACE INTO clip_vectors (content, space, embedding) VALUES (?, ?, ?)',
  );
  return {
    photo(content: number, { photo }: Analysis) {
      if (photo) facts.run({ ...photo, content });
    },
    pixels(content: number, { pixels: row }: Analysis) {
      if (row) pixels.run({ ...row, content, hash: hashBytes(row.perceptualHash) });
    },
    faces(content: number, { faces }: Analysis) {
      dropFaces.run(content);
      if (!faces) return;
      for (const [ordinal, one] of faces.faces.entries())
        face.run({ ...one, ...one.box, content, ordinal, expression: floatBytes(one.expression) });
      vectors.run(
        content,
        faces.space,
        Buffer.concat(faces.faces.map(({ embedding }) => floatBytes(embedding))),
        Buffer.concat(faces.faces.map(({ landmarks }) => floatBytes(landmarks))),
      );
    },
    clip(content: number, { clip }: Analysis) {
      dropScores.run(content);
      dropSports.run(content);
      if (clip) clipVector.run(content, clip.space, floatBytes(clip.embedding));
    },
    sport(content: number, { sport }: Analysis) {
      if (sport) sports.save(sport.key, [[content, sport.probabilities]]);
    },
  };
}

function floatBytes(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function hashBytes(hash: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(hash);
  return bytes;
}
