// The master vectors that the user made from words: kept, never derived.

import { lockedTransaction, type Database } from './database.ts';

export type KeptVector = {
  readonly name: string;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
};

export type KeptVectors = {
  /** By name. */
  list(): KeptVector[];
  save(vector: KeptVector): void;
  /** False when there is none of this name. */
  remove(name: string): boolean;
};

export function openVectors(database: Database): KeptVectors {
  const list = database.prepare<[], Record<keyof KeptVector, string>>(
    'SELECT name, positive, negative FROM vectors ORDER BY name',
  );
  const save = database.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO vectors (name, positive, negative) VALUES (?, ?, ?)',
  );
  const remove = database.prepare<[string]>('DELETE FROM vectors WHERE name = ?');
  const texts = (json: string) => JSON.parse(json) as string[];
  return {
    list: () =>
      list.all().map(({ name, positive, negative }) => {
        return { name, positive: texts(positive), negative: texts(negative) };
      }),
    save: lockedTransaction(database, ({ name, positive, negative }: KeptVector) => {
      save.run(name, JSON.stringify(positive), JSON.stringify(negative));
    }),
    remove: lockedTransaction(database, (name: string) => remove.run(name).changes > 0),
  };
}
