// Forgetting inside a decisions.db or a copy of it, of whichever version.

import type { Database } from '../cache/database.ts';
import { lockedTransaction } from '../cache/database.ts';
import { folderRange } from '../cache/files.ts';
import { forgetFolderCaptions, forgetNameInCaptions } from '../captions/forget-captions.ts';
import type { FaceKey } from '../cache/people.ts';

/** What is forgotten; `keys` of photos: SHA-256 of their pictures, and of their files, by which earlier Podiums kept them. */
export type Doomed =
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly keys: readonly Buffer[] };

export type ForgottenKept = {
  readonly people: number;
  /** Faces of a forgotten person. */
  readonly faces: readonly FaceKey[];
  /** Rows that told of a folder being opened, or how it was left. */
  readonly traces: number;
};

export function forgetIn(database: Database, doomed: Doomed): ForgottenKept {
  database.pragma('secure_delete = ON');
  return lockedTransaction(database, () =>
    doomed.kind === 'person'
      ? forgetPerson(database, doomed.name)
      : forgetFolder(database, doomed.folder, doomed.keys),
  )();
}

/** Every row, except how often something was changed: that it was is no secret, and an empty file would look lost. */
export function forgetAllIn(database: Database): void {
  lockedTransaction(database, () => {
    database.pragma('defer_foreign_keys = ON');
    for (const table of tablesOf(database))
      if (table !== 'revisions' && table !== 'logged') database.exec(`DELETE FROM "${table}"`);
    database.exec(`UPDATE revisions SET number = number + 1`);
  })();
}

export function tablesOf(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all();
}

type FaceRow = { id: number; picture: Buffer; x: number; y: number; width: number; height: number };

function forgetPerson(database: Database, name: string): ForgottenKept {
  const faces = database
    .prepare<[string], FaceRow>(
      `SELECT id, sha256 AS picture, x, y, width, height FROM faces
       WHERE person = (SELECT id FROM people WHERE name = ?)`,
    )
    .all(name);
  for (const { id } of faces) dropFace(database, id);
  const { changes: people } = database.prepare('DELETE FROM people WHERE name = ?').run(name);
  const traces =
    dropPageStates(database, JSON.stringify(name)) + forgetNameInCaptions(database, name);
  dropWritten(database, name);
  const keys = faces.map(({ picture, x, y, width, height }) => {
    return { picture, box: { x, y, width, height } };
  });
  return { people, faces: keys, traces };
}

function forgetFolder(database: Database, folder: string, keys: readonly Buffer[]): ForgottenKept {
  const tables = tablesOf(database).filter((table) => ofPictures.includes(table));
  const decisions = ['decisions', ...tables].map((table) =>
    database.prepare<[Buffer]>(`DELETE FROM "${table}" WHERE sha256 = ?`),
  );
  const marked = database
    .prepare<[Buffer], number>('SELECT id FROM faces WHERE sha256 = ?')
    .pluck();
  for (const key of keys) {
    for (const decision of decisions) decision.run(key);
    for (const id of marked.all(key)) dropFace(database, id);
  }
  const names = database
    .prepare<[], string>(
      `DELETE FROM people WHERE id NOT IN (SELECT person FROM faces WHERE person IS NOT NULL)
       RETURNING name`,
    )
    .pluck()
    .all();
  for (const table of tables.filter((one) => ofFiles.includes(one)))
    database
      .prepare(`DELETE FROM "${table}" WHERE path >= @start AND path < @end`)
      .run(folderRange(folder));
  const opened = database
    .prepare('DELETE FROM opened_folders WHERE path = @folder OR (path >= @start AND path < @end)')
    .run({ folder, ...folderRange(folder) });
  const left = dropPageStates(database, JSON.stringify(folder).slice(1, -1));
  for (const name of names) dropPageStates(database, JSON.stringify(name));
  forgetOfFolders(database, folder);
  const written = forgetFolderCaptions(database, folder, keys);
  forgetChoices(database, keys);
  const sent = forgetSent(database, folder);
  return { people: names.length, faces: [], traces: opened.changes + left + written + sent };
}

/** What is kept with folders, by their paths. */
function forgetOfFolders(database: Database, folder: string): void {
  const there = tablesOf(database);
  for (const [table, path] of [
    ['aside_places', 'path'], // from version 12 on
    ['camera_clocks', 'folder'], // from version 14 on
  ] as const)
    if (there.includes(table))
      database
        .prepare(
          `DELETE FROM ${table} WHERE ${path} = @folder OR (${path} >= @start AND ${path} < @end)`,
        )
        .run({ folder, ...folderRange(folder) });
}

/** What was sent out of the folder; a delivery without any file left goes with its files. */
function forgetSent(database: Database, folder: string): number {
  if (!tablesOf(database).includes('delivery_files')) return 0; // before version 10
  const files = database
    .prepare(`DELETE FROM delivery_files WHERE path = @folder OR (path >= @start AND path < @end)`)
    .run({ folder, ...folderRange(folder) });
  database
    .prepare('DELETE FROM delivered WHERE path >= @start AND path < @end')
    .run(folderRange(folder));
  database.exec('DELETE FROM deliveries WHERE id NOT IN (SELECT delivery FROM delivery_files)');
  return files.changes;
}

/** What was learned from a photo goes with it: the next look learns anew from the choices that are left. */
function forgetChoices(database: Database, keys: readonly Buffer[]): void {
  if (!tablesOf(database).includes('choices')) return; // before version 9
  const drop = database.prepare<{ key: Buffer }>(
    'DELETE FROM choices WHERE @key IN (left_picture, right_picture)',
  );
  const dropped = keys.reduce((count, key) => count + drop.run({ key }).changes, 0);
  if (dropped > 0) database.exec(`DELETE FROM tastes WHERE name = ''`);
}

/** Those that name a photo by its file as well, from version 8 on. */
const ofFiles = ['exchanged', 'conflicts', 'unwritten'];
/** Beside `decisions`: what an earlier version has of them. */
const ofPictures = ['decided_at', 'hand_bursts', ...ofFiles];

function dropFace(database: Database, id: number): void {
  database.prepare('DELETE FROM rejections WHERE one = ? OR other = ?').run(id, id);
  database.prepare('DELETE FROM faces WHERE id = ?').run(id);
}

/** That a name was written is forgotten; that it was not taken back stays in the sidecars, which are the photographer's. */
function dropWritten(database: Database, name: string): void {
  if (!tablesOf(database).includes('exchanged')) return; // before version 8
  database
    .prepare(
      `UPDATE exchanged SET wrote = json_set(wrote, '$.names',
         (SELECT json_group_array(value) FROM json_each(wrote, '$.names') WHERE value <> @name))
       WHERE EXISTS (SELECT 1 FROM json_each(wrote, '$.names') WHERE value = @name)`,
    )
    .run({ name });
}

/** How the page was left names photos and folders: what holds such a text is dropped, and the page begins anew there. */
function dropPageStates(database: Database, text: string): number {
  if (!tablesOf(database).includes('page_state')) return 0; // before version 2
  return database
    .prepare('DELETE FROM page_state WHERE instr(name, @text) > 0 OR instr(value, @text) > 0')
    .run({ text }).changes;
}
