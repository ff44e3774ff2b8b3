// The album presets that the user saved: kept, never derived.

import type { AlbumPreset } from '../../../shared/album/album-presets.ts';
import { lockedTransaction, type Database } from './database.ts';

export type AlbumPresets = {
  /** By name. */
  list(): AlbumPreset[];
  /** In place of the one with this name, where there is one. */
  save(preset: AlbumPreset): void;
  /** False when there is none of this name. */
  remove(name: string): boolean;
};

export function openAlbumPresets(database: Database): AlbumPresets {
  const list = database.prepare<[], { name: string; value: string }>(
    'SELECT name, value FROM album_presets ORDER BY name',
  );
  const save = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO album_presets (name, value) VALUES (?, ?)',
  );
  const remove = database.prepare<[string]>('DELETE FROM album_presets WHERE name = ?');
  return {
    list: () =>
      list.all().map(({ name, value }) => {
        return { ...(JSON.parse(value) as Omit<AlbumPreset, 'name'>), name };
      }),
    save: lockedTransaction(database, ({ name, ...value }: AlbumPreset) => {
      save.run(name, JSON.stringify(value));
    }),
    remove: lockedTransaction(database, (name: string) => remove.run(name).changes > 0),
  };
}
