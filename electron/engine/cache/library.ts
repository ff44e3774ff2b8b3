// The folders opened last, the user's own presets and how the page was left: small things that are kept.

import type { Preset } from '../../../shared/contract.ts';
import type { Weights } from '../../../shared/ranking/ranking.ts';
import { lockedTransaction, type Database } from './database.ts';

/** More than a start screen shows. */
const recentFolders = 24;

export type Library = {
  /** Latest first. */
  recent(): { readonly path: string; readonly openedMs: number }[];
  opened(folders: readonly string[], nowMs: number): void;
  /** By name. */
  presets(): Preset[];
  savePreset(preset: Preset): void;
  /** False when there is no preset of this name. */
  removePreset(name: string): boolean;
  /** What the page kept under a name, as JSON; null when nothing. */
  pageState(name: string): string | null;
  /** At most 65,536 characters. */
  savePageState(name: string, json: string): void;
};

export function openLibrary(database: Database): Library {
  const recent = database.prepare<[number], { path: string; openedMs: number }>(
    `SELECT path, opened_ms AS openedMs FROM opened_folders ORDER BY opened_ms DESC, path LIMIT ?`,
  );
  const open = database.prepare<[string, number]>(
    'INSERT OR REPLACE INTO opened_folders (path, opened_ms) VALUES (?, ?)',
  );
  const presets = database.prepare<[], { name: string; weights: string }>(
    'SELECT name, weights FROM presets ORDER BY name',
  );
  const save = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO presets (name, weights) VALUES (?, ?)',
  );
  const remove = database.prepare<[string]>('DELETE FROM presets WHERE name = ?');
  const state = database.prepare<[string], { value: string }>(
    'SELECT value FROM page_state WHERE name = ?',
  );
  const saveState = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO page_state (name, value) VALUES (?, ?)',
  );
  return {
    recent: () => recent.all(recentFolders),
    opened: lockedTransaction(database, (folders: readonly string[], nowMs: number) => {
      for (const folder of folders) open.run(folder, nowMs);
    }),
    presets: () =>
      presets.all().map(({ name, weights }) => ({ name, weights: JSON.parse(weights) as Weights })),
    savePreset: lockedTransaction(database, ({ name, weights }: Preset) => {
      save.run(name, JSON.stringify(weights));
    }),
    removePreset: lockedTransaction(database, (name: string) => remove.run(name).changes > 0),
    pageState: (name) => state.get(name)?.value ?? null,
    savePageState: lockedTransaction(database, (name: string, json: string) => {
      saveState.run(name, json);
    }),
  };
}
