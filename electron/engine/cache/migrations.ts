// The schema of cache.db, one step a migration; everything in it can be computed again from the photos.

import type { Migration } from './database.ts';

const first: Migration = (database) => {
  database.exec(`
    -- One row per distinct content: a renamed or copied photo keeps its analysis.
    CREATE TABLE contents (
      id INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE files (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      size_bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      kind TEXT,                             -- NULL: not a photo
      problem TEXT,                          -- why a file named like a photo is none
      content INTEGER REFERENCES contents (id), -- NULL until read
      worker INTEGER,                        -- process that is analysing it now
      deaths INTEGER NOT NULL DEFAULT 0      -- times a process died while analysing it
    ) STRICT;
    CREATE INDEX files_content ON files (content);
    CREATE INDEX files_worker ON files (worker) WHERE worker IS NOT NULL;

    CREATE TABLE analyses (
      content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
      stage TEXT NOT NULL,
      version TEXT NOT NULL,
      problem TEXT,
      PRIMARY KEY (content, stage)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE facts (
      content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
      width_px INTEGER NOT NULL,
      height_px INTEGER NOT NULL,
      taken_ms REAL,
      camera TEXT
    ) STRICT;

    CREATE TABLE pixel_signals (
      content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
      sharpness REAL NOT NULL,
      sharpness_whole REAL NOT NULL,
      motion_blur REAL NOT NULL,
      exposure REAL NOT NULL,
      shadows_clipped REAL NOT NULL,
      highlights_clipped REAL NOT NULL,
      contrast REAL NOT NULL,
      colourfulness REAL NOT NULL,
      perceptual_hash BLOB NOT NULL          -- 8 bytes, little endian
    ) STRICT;

    CREATE TABLE faces (
      content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL,
      height REAL NOT NULL,
      height_px REAL NOT NULL,
      confidence REAL NOT NULL,
      landmarks BLOB NOT NULL,               -- 136 float32
      space TEXT NOT NULL,                   -- embedding space
      embedding BLOB NOT NULL,               -- float32
      sharpness REAL NOT NULL,
      expression BLOB NOT NULL,              -- 7 float32
      yaw_deg REAL NOT NULL,
      pitch_deg REAL NOT NULL,
      roll_deg REAL NOT NULL,
      pose_from TEXT NOT NULL,
      eyes_open REAL,
      visibility REAL NOT NULL,
      PRIMARY KEY (content, ordinal)
    ) STRICT, WITHOUT ROWID;
  `);
};

/**
 * Embeddings and landmarks move out of the rows of faces, which are then short: reading the columns of 50,000 faces
 * takes 100 ms instead of 600, and the cache 90 MB instead of 250. The faces are searched again.
 */
const vectorsApart: Migration = (database) => {
  database.exec(`
    DROP TABLE faces;
    DELETE FROM analyses WHERE stage = 'faces';

    CREATE TABLE faces (
      content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL,
      height REAL NOT NULL,
      height_px REAL NOT NULL,
      confidence REAL NOT NULL,
      sharpness REAL NOT NULL,
      expression BLOB NOT NULL,              -- 7 float32
      yaw_deg REAL NOT NULL,
      pitch_deg REAL NOT NULL,
      roll_deg REAL NOT NULL,
      pose_from TEXT NOT NULL,
      eyes_open REAL,
      visibility REAL NOT NULL,
      PRIMARY KEY (content, ordinal)
    ) STRICT, WITHOUT ROWID;

    -- One row a content: the vectors of its faces one after the other, in the order of their ordinals.
    CREATE TABLE face_vectors (
      content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
      space TEXT NOT NULL,                   -- embedding space
      embeddings BLOB NOT NULL,              -- float32
      landmarks BLOB NOT NULL                -- 136 float32 a face
    ) STRICT;
  `);
};

/** A reference photo may lie in a folder without being one of its photos: hidden, or reached by a link. */
const referencesApart: Migration = (database) => {
  database.exec('ALTER TABLE files ADD COLUMN scanned INTEGER NOT NULL DEFAULT 1');
};

/**
 * A failure belongs to a file, not to its content: the same bytes under another name may be another kind of photo.
 * An id is never given twice, so that a late result cannot reach another file.
 */
const failuresByFile: Migration = (database) => {
  database.exec(`
    DELETE FROM analyses WHERE problem IS NOT NULL;
    ALTER TABLE analyses DROP COLUMN problem;
    ALTER TABLE contents ADD COLUMN kind TEXT; -- kind it was analysed as; NULL until then

    ALTER TABLE files RENAME TO files_before;
    CREATE TABLE files (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL UNIQUE,
      size_bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      kind TEXT,                             -- NULL: not a photo
      problem TEXT,                          -- why it cannot be used until the next scan tries again
      content INTEGER REFERENCES contents (id), -- NULL until read
      worker INTEGER,                        -- process that is analysing it now
      deaths INTEGER NOT NULL DEFAULT 0,     -- times a process died while analysing it
      failure TEXT,                          -- why it cannot be analysed
      failed_at TEXT,                        -- version of the analysis that failed
      scanned INTEGER NOT NULL DEFAULT 1     -- 0: a reference photo that no scan found
    ) STRICT;
    INSERT INTO files (id, path, size_bytes, modified_ms, kind, problem, content, worker, deaths, scanned)
      SELECT id, path, size_bytes, modified_ms, kind, problem, content, worker, deaths, scanned
      FROM files_before;
    DROP TABLE files_before;
    CREATE INDEX files_content ON files (content);
    CREATE INDEX files_worker ON files (worker) WHERE worker IS NOT NULL;
    UPDATE contents SET kind = (SELECT kind FROM files WHERE content = contents.id ORDER BY path);
  `);
};

/** CLIP's embeddings, and the numbers that are made from them without the photo. */
const clipVectors: Migration = (database) => {
  database.exec(`
    CREATE TABLE clip_vectors (
      content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
      space TEXT NOT NULL,                   -- embedding space
      embedding BLOB NOT NULL                -- float32, length 1
    ) STRICT;

    CREATE TABLE derived_scores (
      content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      version TEXT NOT NULL,                 -- of the texts and the model that read them
      value REAL NOT NULL,
      PRIMARY KEY (content, name)
    ) STRICT, WITHOUT ROWID;
  `);
};

/** Which sports were told, and the directions of the sports' names among CLIP's embeddings. */
const sports: Migration = (database) => {
  database.exec(`
    CREATE TABLE sports (
      content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
      model TEXT NOT NULL,                   -- id of the classifier, or clip
      version TEXT NOT NULL,                 -- of all that the probabilities depend on
      best INTEGER NOT NULL,                 -- index of the likeliest class
      confidence REAL NOT NULL,              -- its probability
      probabilities BLOB NOT NULL,           -- float32, one a class
      PRIMARY KEY (content, model)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sport_vectors (
      version TEXT PRIMARY KEY,
      vectors BLOB NOT NULL                  -- float32, one vector a sport
    ) STRICT;
  `);
};

/** From here on a stage brings its tables along: how many of its steps are done. */
const stageTables: Migration = (database) => {
  database.exec(`
    CREATE TABLE stage_tables (
      stage TEXT PRIMARY KEY,
      steps INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
};

/**
 * A photo is its picture, not its bytes, and a name proves nothing. Files that were read before are read once more for it, not analysed; what failed is
 * tried once more, since the same date and size may be those of a better copy.
 */
const pictures: Migration = (database) => {
  database.exec(`
    ALTER TABLE contents ADD COLUMN picture BLOB; -- SHA-256 of the coded picture; NULL until read for it
    CREATE INDEX contents_picture ON contents (picture);
    UPDATE files SET failure = NULL, failed_at = NULL WHERE failure IS NOT NULL;
    ALTER TABLE files ADD COLUMN changed_ms REAL; -- when the disk says it was changed; NULL: not known yet

    -- Of files that may be a RAW and its finished picture by their names.
    ALTER TABLE files ADD COLUMN pair_looked TEXT; -- NULL: not yet; 'time': at when it was taken; 'picture': at how it looks too
    ALTER TABLE files ADD COLUMN pair_taken_ms REAL;
    ALTER TABLE files ADD COLUMN pair_likeness BLOB; -- perceptual hash, 8 bytes, little endian
  `);
};

/** What was last seen in decisions.db: an empty one beside this cache is then seen to be no new one. */
const keptKnown: Migration = (database) => {
  database.exec(`
    CREATE TABLE kept_known (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      photos INTEGER NOT NULL,
      people INTEGER NOT NULL,
      changes INTEGER NOT NULL
    ) STRICT;
  `);
};

/** What the sidecars beside a photo's file say: they are no part of its content. */
const sidecars: Migration = (database) => {
  database.exec(`
    CREATE TABLE sidecars (
      file INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
      stamp TEXT NOT NULL,                   -- the sidecars as they were read: paths, sizes, times
      taken_ms REAL,
      offset_minutes INTEGER,                -- of taken_ms from UTC
      pick INTEGER NOT NULL,
      stars INTEGER NOT NULL,
      label INTEGER NOT NULL,
      label_text TEXT                        -- a label that is none of the five colours
    ) STRICT;
  `);
};

/** What sidecars say as a caption: each is read once more for it. */
const sidecarCaptions: Migration = (database) => {
  database.exec(`
    ALTER TABLE sidecars ADD COLUMN caption TEXT; -- as JSON; NULL where they say nothing
    UPDATE sidecars SET stamp = '';
  `);
};

/**
 * A file that was read while it was still being copied is found to be the beginning of what it becomes, so that what was
 * decided about it stays. Of what was read before, the length is that which the scan saw.
 */
const beginnings: Migration = (database) => {
  database.exec(`
    ALTER TABLE contents ADD COLUMN beginning_bytes INTEGER; -- length without zeros that fill the end
    ALTER TABLE contents ADD COLUMN beginning BLOB;          -- SHA-256 of these; NULL where they are all of the file
    UPDATE contents SET beginning_bytes =
      (SELECT max(size_bytes) FROM files WHERE content = contents.id);
    CREATE INDEX contents_beginning ON contents (beginning_bytes, beginning);

    -- What a changed file held when it was read last; NULL once it is read again.
    ALTER TABLE files ADD COLUMN outgrown INTEGER REFERENCES contents (id);
    CREATE INDEX files_outgrown ON files (outgrown) WHERE outgrown IS NOT NULL;
  `);
};

/** Of what was last seen in decisions.db only how often it had changed is asked; to count its rows took longer than to decide. */
const changesAlone: Migration = (database) => {
  database.exec(`
    ALTER TABLE kept_known DROP COLUMN photos;
    ALTER TABLE kept_known DROP COLUMN people;
  `);
};

export const cacheMigrations: readonly Migration[] = [
  first,
  vectorsApart,
  referencesApart,
  failuresByFile,
  clipVectors,
  sports,
  stageTables,
  pictures,
  keptKnown,
  sidecars,
  sidecarCaptions,
  beginnings,
  changesAlone,
];
