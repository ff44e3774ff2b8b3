// Forgetting what was written, inside a decisions.db or a copy of it: of photos and folders, and every mention of a person.

import { distinct, sameText } from '../../../shared/captions/caption.ts';
import type { Database } from '../cache/database.ts';
import { folderRange } from '../cache/files.ts';

/** What the photos of a folder were told to say, and its roster; how many rows. */
export function forgetFolderCaptions(
  database: Database,
  folder: string,
  keys: readonly Buffer[],
): number {
  if (!hasCaptions(database)) return 0;
  const drop = database.prepare<[Buffer]>('DELETE FROM captions WHERE sha256 = ?');
  for (const key of keys) drop.run(key);
  return database
    .prepare('DELETE FROM rosters WHERE folder = @folder OR (folder >= @start AND folder < @end)')
    .run({ folder, ...folderRange(folder) }).changes;
}

/** Takes a name out of everything that was written with it; how many rows were changed. */
export function forgetNameInCaptions(database: Database, name: string): number {
  if (!hasCaptions(database)) return 0;
  return (
    rewrite(database, 'captions', ['sha256', 'field'], 'value', name) +
    rewrite(database, 'caption_templates', ['name'], 'fields', name) +
    rewrite(database, 'rosters', ['folder'], 'roster', name) +
    forgetInCodes(database, name)
  );
}

/** Before version 5 nothing was written. */
function hasCaptions(database: Database): boolean {
  const tables = `SELECT count(*) FROM sqlite_schema WHERE name = 'captions'`;
  return database.prepare<[], number>(tables).pluck().get() === 1;
}

function rewrite(
  database: Database,
  table: string,
  keys: readonly string[],
  column: string,
  name: string,
): number {
  const rows = database
    .prepare<[], Record<string, string | Buffer>>(
      `SELECT ${[...keys, column].join(', ')} FROM ${table}`,
    )
    .all();
  const save = database.prepare(
    `UPDATE ${table} SET ${column} = @text WHERE ${keys.map((key) => `${key} = @${key}`).join(' AND ')}`,
  );
  let changed = 0;
  for (const row of rows) {
    const before = String(row[column]);
    const text = JSON.stringify(without(JSON.parse(before), name));
    if (text === before) continue;
    save.run({ ...row, text });
    changed++;
  }
  return changed;
}

/** Lists lose what is the name, players of that name go, texts lose the name wherever they have it. */
function without(value: unknown, name: string): unknown {
  if (typeof value === 'string') return withoutName(value, name);
  if (Array.isArray(value))
    return value.filter((one) => !isNamed(one, name)).map((one) => without(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one, name)]));
}

function isNamed(value: unknown, name: string): boolean {
  if (typeof value === 'string') return sameText(value) === sameText(name);
  const named = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return typeof named === 'string' && sameText(named) === sameText(name);
}

/** However its accents are encoded and whatever its case; no letters around it belong to it. */
export function withoutName(text: string, name: string): string {
  const forms = distinctForms(name).map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(
    `[ \\t]*(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return text.replace(pattern, '');
}

function distinctForms(name: string): string[] {
  return distinct([name]).flatMap((one) => [
    ...new Set([one, one.normalize('NFC'), one.normalize('NFD')]),
  ]);
}

/** A line of codes with the name goes as a whole: what is left of it would stand for nobody. */
function forgetInCodes(database: Database, name: string): number {
  const files = database
    .prepare<[], { name: string; text: string }>('SELECT name, text FROM code_files')
    .all();
  const save = database.prepare<[string, string]>('UPDATE code_files SET text = ? WHERE name = ?');
  let changed = 0;
  for (const file of files) {
    const lines = file.text.split('\n');
    const kept = lines.filter((line) => withoutName(line, name) === line);
    if (kept.length === lines.length) continue;
    save.run(kept.join('\n'), file.name);
    changed++;
  }
  return changed;
}
