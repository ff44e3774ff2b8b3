// What analysis found, by content: one transaction saves a photo, one query tells what is stale.

import type { Face } from '../../../shared/photo.ts';
import type { StageName } from '../../../shared/stages.ts';
import type { Database } from './database.ts';
import { folderRange } from './files.ts';

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
};

export type Versions = Readonly<Partial<Record<StageName, string>>>;
export type StageRow = { readonly version: string; readonly problem: string | null };

/** A photo's content is named by the SHA-256 of its file, 32 bytes. */
export type Analyses = {
  /** The stages of `versions` that have no row of that version; none for a photo that failed at this version. */
  stale(sha256: Buffer, versions: Versions): StageName[];
  /** Ids of the files inside `folder` that want analysis: this query is the queue. */
  staleFiles(folder: string, versions: Versions): Set<number>;
  /** Records what a file holds when its content is already known. */
  link(file: number, sha256: Buffer): void;
  /** Saves all that one photo's analysis made and links its file, or nothing of it. */
  save(file: number, sha256: Buffer, analysis: Analysis, versions: Versions): void;
  /** Records why a photo cannot be used. */
  fail(file: number, sha256: Buffer, version: string, why: string): void;
  /** Content of a file, undefined before it was read. */
  sha256Of(path: string): Buffer | undefined;
  /** How many photo files of a folder are known, and the content of the sharpest of them. */
  overview(folder: string): { readonly photos: number; readonly cover: Buffer | undefined };
  /** Forgets contents that no known file holds any more and returns their hashes. */
  prune(): Buffer[];
};

export function openAnalyses(database: Database): Analyses {
  const insertContent = database.prepare<[Buffer]>(
    'INSERT INTO contents (sha256) VALUES (?) ON CONFLICT DO NOTHING',
  );
  const contentId = database.prepare<[Buffer], { id: number }>(
    'SELECT id FROM contents WHERE sha256 = ?',
  );
  const link = database.prepare<[number, number]>(
    'UPDATE files SET content = ?, deaths = 0, worker = NULL WHERE id = ?',
  );
  const rows = database.prepare<[number], StageRow & { stage: StageName }>(
    'SELECT stage, version, problem FROM analyses WHERE content = ?',
  );
  const done = database.prepare<[number, string, string, string | null]>(
    'INSERT OR REPLACE INTO analyses (content, stage, version, problem) VALUES (?, ?, ?, ?)',
  );
  const prune = database
    .prepare<[], Buffer>(
      'DELETE FROM contents WHERE id NOT IN (SELECT content FROM files WHERE content IS NOT NULL) RETURNING sha256',
    )
    .pluck();
  const staleFiles = database
    .prepare<Versions & { start: string; end: string }, number>(
      `SELECT files.id FROM files
         LEFT JOIN analyses a ON a.content = files.content AND a.stage = 'photo' AND a.version = @photo
         LEFT JOIN analyses b ON b.content = files.content AND b.stage = 'pixels' AND b.version = @pixels
         LEFT JOIN analyses c ON c.content = files.content AND c.stage = 'faces' AND c.version = @faces
       WHERE path >= @start AND path < @end AND kind IS NOT NULL AND files.problem IS NULL
         AND (a.content IS NULL OR (a.problem IS NULL AND (b.content IS NULL OR c.content IS NULL)))`,
    )
    .pluck();
  const sha256Of = database
    .prepare<[string], Buffer>(
      'SELECT sha256 FROM files JOIN contents ON contents.id = files.content WHERE path = ?',
    )
    .pluck();
  const count = database
    .prepare<{ start: string; end: string }, number>(
      'SELECT count(*) FROM files WHERE path >= @start AND path < @end AND kind IS NOT NULL',
    )
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

  return {
    stale(sha256, versions) {
      const id = find(sha256);
      const known = new Map(id === undefined ? [] : rows.all(id).map((row) => [row.stage, row]));
      const photo = known.get('photo');
      if (photo && photo.version === versions.photo && photo.problem !== null) return [];
      const stages = Object.keys(versions) as StageName[];
      return stages.filter((stage) => known.get(stage)?.version !== versions[stage]);
    },
    staleFiles: (folder, versions) =>
      new Set(staleFiles.all({ ...versions, ...folderRange(folder) })),
    link: database.transaction((file: number, sha256: Buffer) => {
      link.run(identify(sha256), file);
    }),
    save: database.transaction(
      (file: number, sha256: Buffer, analysis: Analysis, versions: Versions) => {
        const content = identify(sha256);
        link.run(content, file);
        for (const stage of Object.keys(analysis) as (keyof Analysis)[]) {
          save[stage](content, analysis);
          done.run(content, stage, versions[stage] ?? '', null);
        }
      },
    ),
    fail: database.transaction((file: number, sha256: Buffer, version: string, why: string) => {
      const content = identify(sha256);
      link.run(content, file);
      done.run(content, 'photo', version, why);
    }),
    sha256Of: (path) => sha256Of.get(path),
    overview(folder) {
      const range = folderRange(folder);
      return { photos: count.get(range) ?? 0, cover: sharpest.get(range) };
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
