// Choices between two photos, by picture, and the tastes learned from them or taken from others: kept, never derived.

import type { Choice } from '../../../shared/taste/choice.ts';
import type { TasteVector } from '../../../shared/taste/taste-vector.ts';
import { lockedTransaction, type Database } from './database.ts';

export type KeptChoice = Choice & { readonly id: number };

/** A taste under a name of its own, or with none the one that was learned here. */
export type KeptTaste = {
  readonly name: string;
  /** Empty for all sports. */
  readonly sport: string;
  readonly vector: TasteVector;
};

export type KeptChoices = {
  /** In the order in which they were made. */
  list(): KeptChoice[];
  /** All or none; of those that are there already, to the millisecond, no second one. Gives back how many are new. */
  add(choices: readonly Choice[]): number;
  /** The newest one of this rater, taken back; undefined where there is none. */
  takeBack(rater: string): KeptChoice | undefined;
  tastes(): KeptTaste[];
  /** In the place of the one with its name and sport. */
  saveTaste(taste: KeptTaste): void;
  /** False where there is none. */
  removeTaste(name: string, sport: string): boolean;
  /** Every choice of a rater. How many. */
  forget(rater: string): number;
};

type Row = Omit<KeptChoice, 'left' | 'right'> & { readonly left: Buffer; readonly right: Buffer };

const columns =
  'id, left_picture AS left, right_picture AS right, verdict, rater, sport, shown, at_ms AS atMs';

export function openChoices(database: Database): KeptChoices {
  const all = database.prepare<[], Row>(`SELECT ${columns} FROM choices ORDER BY at_ms, id`);
  const add = database.prepare<Omit<Row, 'id'>>(
    `INSERT INTO choices (left_picture, right_picture, verdict, rater, sport, shown, at_ms)
     VALUES (@left, @right, @verdict, @rater, @sport, @shown, @atMs) ON CONFLICT DO NOTHING`,
  );
  const takeBack = database.prepare<[string], Row>(
    `DELETE FROM choices WHERE id = (SELECT id FROM choices WHERE rater = ? ORDER BY at_ms DESC, id DESC LIMIT 1)
     RETURNING ${columns}`,
  );
  const forget = database.prepare<[string]>('DELETE FROM choices WHERE rater = ?');
  const tastes = database.prepare<[], Omit<KeptTaste, 'vector'> & { vector: string }>(
    'SELECT name, sport, vector FROM tastes ORDER BY name, sport',
  );
  const saveTaste = database.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO tastes (name, sport, vector) VALUES (?, ?, ?)',
  );
  const removeTaste = database.prepare<[string, string]>(
    'DELETE FROM tastes WHERE name = ? AND sport = ?',
  );
  return {
    list: () => all.all().map(choiceOf),
    add: lockedTransaction(database, (choices: readonly Choice[]) =>
      choices.reduce((count, { left, right, ...rest }) => {
        const row = { ...rest, left: Buffer.from(left, 'hex'), right: Buffer.from(right, 'hex') };
        return count + add.run(row).changes;
      }, 0),
    ),
    takeBack: lockedTransaction(database, (rater: string) => {
      const row = takeBack.get(rater);
      return row && choiceOf(row);
    }),
    forget: lockedTransaction(database, (rater: string) => forget.run(rater).changes),
    tastes: () =>
      tastes.all().map(({ vector, ...taste }) => ({
        ...taste,
        vector: { lapse: 0, ...(JSON.parse(vector) as Omit<TasteVector, 'lapse'>) },
      })),
    saveTaste: lockedTransaction(database, ({ name, sport, vector }: KeptTaste) => {
      saveTaste.run(name, sport, JSON.stringify(vector));
    }),
    removeTaste: lockedTransaction(
      database,
      (name: string, sport: string) => removeTaste.run(name, sport).changes > 0,
    ),
  };
}

function choiceOf(row: Row): KeptChoice {
  return { ...row, left: row.left.toString('hex'), right: row.right.toString('hex') };
}
