// The schema of decisions.db, one step a migration; nothing in it can be computed again, so no step may drop a row.

import type { Database, Migration } from './database.ts';
import { newSeries } from './log/tables.ts';

const first: Migration = (database) => {
  database.exec(`
    -- By content: moving, renaming or copying a photo keeps what was decided about it.
    CREATE TABLE decisions (
      sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
      pick INTEGER NOT NULL DEFAULT 0 CHECK (pick BETWEEN -1 AND 1),
      stars INTEGER NOT NULL DEFAULT 0 CHECK (stars BETWEEN 0 AND 5),
      label INTEGER NOT NULL DEFAULT 0 CHECK (label BETWEEN 0 AND 5)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE people (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    -- A face the user said something about, by content and place: found again after any re-analysis.
    CREATE TABLE faces (
      id INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      x REAL NOT NULL,                       -- shares of the upright photo
      y REAL NOT NULL,
      width REAL NOT NULL,
      height REAL NOT NULL,
      person INTEGER REFERENCES people (id) ON DELETE SET NULL
    ) STRICT;
    CREATE INDEX faces_content ON faces (sha256);
    CREATE INDEX faces_person ON faces (person) WHERE person IS NOT NULL;

    -- "Not this person": the two faces are different people.
    CREATE TABLE rejections (
      one INTEGER NOT NULL REFERENCES faces (id),
      other INTEGER NOT NULL REFERENCES faces (id) CHECK (one < other),
      PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE presets (
      name TEXT PRIMARY KEY,
      weights TEXT NOT NULL                  -- JSON, signal name to weight
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE opened_folders (
      path TEXT PRIMARY KEY,
      opened_ms REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
};

const pageState: Migration = (database) => {
  database.exec(`
    -- How the page was left: what it shows and how, never what was decided.
    CREATE TABLE page_state (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value) AND length(value) <= 65536)
    ) STRICT, WITHOUT ROWID;
  `);
};

/** Master vectors that the user made from words. */
const vectors: Migration = (database) => {
  database.exec(`
    CREATE TABLE vectors (
      name TEXT PRIMARY KEY,
      positive TEXT NOT NULL,                -- JSON, list of texts
      negative TEXT NOT NULL                 -- JSON, list of texts
    ) STRICT, WITHOUT ROWID;
  `);
};

/** Which tables tell of a change in which area; how the page was left and what was opened last tell of none. */
const countedTables = {
  decisions: ['decisions'],
  people: ['people', 'faces', 'rejections'],
  presets: ['presets'],
} as const;

/** Counted by the database itself, so that no way of writing can forget it. */
const revisions: Migration = (database) => {
  database.exec(`
    CREATE TABLE revisions (
      area TEXT PRIMARY KEY,
      number INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  for (const [area, tables] of Object.entries(countedTables)) countChanges(database, area, tables);
};

function countChanges(database: Database, area: string, tables: readonly string[]): void {
  database.prepare('INSERT OR IGNORE INTO revisions (area, number) VALUES (?, 0)').run(area);
  for (const table of tables)
    for (const change of ['INSERT', 'UPDATE', 'DELETE'])
      database.exec(`
        CREATE TRIGGER ${table}_${change.toLowerCase()}_counted AFTER ${change} ON ${table} BEGIN
          UPDATE revisions SET number = number + 1 WHERE area = '${area}';
        END;
      `);
}

/** What is written about photos, and what helps to write it. */
const captions: Migration = (database) => {
  database.exec(`
    -- By picture: one row a field that the user wrote, emptied ones too.
    CREATE TABLE captions (
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      field TEXT NOT NULL,
      value TEXT NOT NULL CHECK (json_valid(value)), -- a text, or a list of texts
      PRIMARY KEY (sha256, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE caption_templates (
      name TEXT PRIMARY KEY,
      fields TEXT NOT NULL CHECK (json_valid(fields)) -- field to text with variables
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rosters (
      folder TEXT PRIMARY KEY,
      roster TEXT NOT NULL CHECK (json_valid(roster)) -- the players and the match
    ) STRICT, WITHOUT ROWID;

    -- Files of code replacements, as they were when they were taken; the one taken last counts first.
    CREATE TABLE code_files (
      name TEXT PRIMARY KEY,
      taken INTEGER NOT NULL,
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  const tables = ['captions', 'caption_templates', 'rosters', 'code_files'];
  countChanges(database, 'captions', tables);
};

/** How copies are made and named, as the user saved it. */
const albumPresets: Migration = (database) => {
  database.exec(`
    CREATE TABLE album_presets (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;
  `);
};

/**
 * At least one change was made for each photo and person that is in it, also where they are from before changes were
 * counted: from here on the sum of the counts says so, and no row has to be counted for it.
 */
const countsFromRows: Migration = (database) => {
  database.exec(`
    UPDATE revisions SET number = number + max(0,
      (SELECT count(*) FROM decisions) + (SELECT count(*) FROM people) -
      (SELECT sum(number) FROM revisions))
    WHERE area = 'decisions';
  `);
};

/** What Podium and other programs say of photos in each other's sight: no step drops a decision for it. */
const exchange: Migration = (database) => {
  database.exec(`
    -- When the photographer decided a field in Podium; no row where a file or another program said it.
    CREATE TABLE decided_at (
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      field TEXT NOT NULL,
      at_ms REAL NOT NULL,
      PRIMARY KEY (sha256, field)
    ) STRICT, WITHOUT ROWID;

    -- By the photo's file: what its file and sidecars said when Podium last looked, and what Podium last wrote there.
    -- decided: whether anything was decided of the photo while it lay there.
    CREATE TABLE exchanged (
      path TEXT PRIMARY KEY,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      seen TEXT NOT NULL CHECK (json_valid(seen)),
      wrote TEXT CHECK (json_valid(wrote)),
      decided INTEGER NOT NULL CHECK (decided IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    -- Where both decided a field: both values, and whose holds, until the photographer has seen it.
    CREATE TABLE conflicts (
      path TEXT NOT NULL,
      field TEXT NOT NULL,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      ours TEXT NOT NULL CHECK (json_valid(ours)),
      theirs TEXT NOT NULL CHECK (json_valid(theirs)),
      kept TEXT NOT NULL CHECK (kept IN ('ours', 'theirs')),
      at_ms REAL NOT NULL,
      PRIMARY KEY (path, field)
    ) STRICT, WITHOUT ROWID;

    -- What could not be written, and why, as a sentence.
    CREATE TABLE unwritten (
      path TEXT PRIMARY KEY,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      why TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  countChanges(database, 'exchange', ['conflicts', 'unwritten']);
};

/** Which of two photos somebody would share, and what was learned from that. */
const choices: Migration = (database) => {
  database.exec(`
    -- By picture, like decisions. rater: empty for whoever uses this Podium; shown: why these two were asked about.
    CREATE TABLE choices (
      id INTEGER PRIMARY KEY,
      left_picture BLOB NOT NULL CHECK (length(left_picture) = 32),
      right_picture BLOB NOT NULL CHECK (length(right_picture) = 32),
      verdict TEXT NOT NULL CHECK (verdict IN ('left', 'right', 'close', 'skip')),
      rater TEXT NOT NULL,
      sport TEXT NOT NULL,
      shown TEXT NOT NULL CHECK (shown IN ('any', 'unsure', 'again', 'given')),
      at_ms REAL NOT NULL,
      UNIQUE (left_picture, right_picture, rater, at_ms)
    ) STRICT;

    -- name: empty for what was learned here, else that of a taste that was taken from elsewhere; sport: empty for all.
    CREATE TABLE tastes (
      name TEXT NOT NULL,
      sport TEXT NOT NULL,
      vector TEXT NOT NULL CHECK (json_valid(vector)),
      PRIMARY KEY (name, sport)
    ) STRICT, WITHOUT ROWID;
  `);
  countChanges(database, 'taste', ['choices', 'tastes']);
};

/** Where albums are sent, what is on its way there, and what of it has arrived. */
const deliveries: Migration = (database) => {
  database.exec(`
    -- Without anything secret.
    CREATE TABLE destinations (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;

    -- What a server showed when the user said that it is the right one; by sftp://host:port.
    CREATE TABLE trusted_servers (
      server TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- owner: the process that is at it, as exports name themselves; it may be dead.
    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY,
      destination TEXT NOT NULL,
      title TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'stopped', 'cancelled', 'done')),
      problem TEXT CHECK (json_valid(problem)),
      owner TEXT
    ) STRICT;

    -- name: relative to the destination's folder, with /; sent_as: where that was another's.
    CREATE TABLE delivery_files (
      delivery INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'there', 'failed')),
      sent_as TEXT,
      problem TEXT,
      PRIMARY KEY (delivery, path)
    ) STRICT, WITHOUT ROWID;

    -- What Podium put somewhere, by its whole address, and which file it was: that one, sent again, takes its place.
    CREATE TABLE delivered (
      place TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
    ) STRICT, WITHOUT ROWID;
  `);
};

/** Of the log beside the file: how many commits this one has, and which log is its own. */
const logged: Migration = (database) => {
  database.exec(`
    CREATE TABLE logged (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      series TEXT NOT NULL,
      number INTEGER NOT NULL
    ) STRICT;
    INSERT INTO logged (id, series, number) VALUES (1, ${newSeries}, 0);
  `);
};

/** Folders that the user chose for rejected photos, which may hold some. */
const asidePlaces: Migration = (database) => {
  database.exec(`
    CREATE TABLE aside_places (
      path TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
  `);
};

/** Which photos the user took for one moment, and which not. */
const handBursts: Migration = (database) => {
  database.exec(`
    -- By picture: photos with one name are one burst, whatever Podium finds. The name is made of their pictures.
    CREATE TABLE hand_bursts (
      sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
      burst BLOB NOT NULL CHECK (length(burst) = 32)
    ) STRICT, WITHOUT ROWID;
  `);
  countChanges(database, 'moments', ['hand_bursts']);
};

/** Cameras whose clocks were wrong. */
const cameraClocks: Migration = (database) => {
  database.exec(`
    -- In the folder and all that is under it; body: the camera's name, with its serial number where that is known.
    CREATE TABLE camera_clocks (
      folder TEXT NOT NULL,
      body TEXT NOT NULL,
      seconds REAL NOT NULL,
      PRIMARY KEY (folder, body)
    ) STRICT, WITHOUT ROWID;
  `);
  countChanges(database, 'moments', ['camera_clocks']);
};

export const decisionMigrations: readonly Migration[] = [
  first,
  pageState,
  vectors,
  revisions,
  captions,
  albumPresets,
  countsFromRows,
  exchange,
  choices,
  deliveries,
  logged,
  asidePlaces,
  handBursts,
  cameraClocks,
];
