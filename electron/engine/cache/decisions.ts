// Picks, rejects, stars and labels by picture: the photographer's own work, written durably and never derived.

import type { DecisionColumns } from '../../../shared/contract.ts';
import { lockedTransaction, type Database } from './database.ts';

export type Decision = {
  /** 1 pick, -1 reject, 0 neither. */
  readonly pick: number;
  /** 0 unrated, to 5. */
  readonly stars: number;
  /** 0 none, else an index of `labelNames`. */
  readonly label: number;
};

/** `picture` as in `Identity`. */
export type PictureChange = { readonly picture: Buffer } & Partial<Decision>;

export type Decisions = {
  /**
   * Decisions of photos by picture, 32 bytes a photo; a picture of zeros has none. Where nothing was ever decided, what the
   * files say (`fromFiles`, by photo) stands.
   */
  read(
    pictures: Uint8Array,
    fromFiles?: ReadonlyMap<number, Decision>,
  ): Omit<DecisionColumns, 'ids'>;
  /**
   * Applies all changes or none; returns what the changed values were, one entry a picture. The first decision about a photo
   * takes over what its files say (`fromFiles`, by picture in hex): from then on it is Podium that knows.
   * @param atMs when the photographer decided it; null where it is another program's word that is taken over
   */
  write(
    changes: readonly PictureChange[],
    fromFiles?: ReadonlyMap<string, Decision>,
    atMs?: number | null,
  ): PictureChange[];
  /** Does work in one, in which nobody else decides anything. */
  alone<R>(work: () => R): R;
  /** Undefined where nothing was ever decided. */
  find(picture: Buffer): Decision | undefined;
};

type Row = Decision & { readonly picture: Buffer };
const undecided: Decision = { pick: 0, stars: 0, label: 0 };

export function openDecisions(database: Database): Decisions {
  const all = database.prepare<[], Row>(
    'SELECT sha256 AS picture, pick, stars, label FROM decisions',
  );
  const find = database.prepare<[Buffer], Decision>(
    'SELECT pick, stars, label FROM decisions WHERE sha256 = ?',
  );
  const save = database.prepare<Row>(
    `INSERT OR REPLACE INTO decisions (sha256, pick, stars, label)
     VALUES (@picture, @pick, @stars, @label)`,
  );
  const stamp = database.prepare<[Buffer, string, number]>(
    'INSERT OR REPLACE INTO decided_at (sha256, field, at_ms) VALUES (?, ?, ?)',
  );
  const unstamp = database.prepare<[Buffer, string]>(
    'DELETE FROM decided_at WHERE sha256 = ? AND field = ?',
  );
  return {
    find: (picture) => find.get(picture),
    read(pictures, fromFiles = new Map()) {
      const photos = photosByPicture(pictures);
      const count = pictures.length / 32;
      const columns = {
        pick: new Int8Array(count),
        stars: new Uint8Array(count),
        label: new Uint8Array(count),
      };
      for (const [photo, said] of fromFiles) {
        columns.pick[photo] = said.pick;
        columns.stars[photo] = said.stars;
        columns.label[photo] = said.label;
      }
      // Every decision ever made is fewer rows than a lookup a photo would be steps.
      for (const row of all.iterate()) {
        for (const photo of photos.get(row.picture.toString('latin1')) ?? []) {
          columns.pick[photo] = row.pick;
          columns.stars[photo] = row.stars;
          columns.label[photo] = row.label;
        }
      }
      return columns;
    },
    alone: (work) => lockedTransaction(database, work)(),
    write: lockedTransaction(
      database,
      (
        changes: readonly PictureChange[],
        fromFiles: ReadonlyMap<string, Decision> = new Map(),
        atMs: number | null = null,
      ) => {
        const before = new Map<string, PictureChange>();
        for (const { picture, ...change } of changes) {
          const key = picture.toString('latin1');
          const now = find.get(picture) ?? fromFiles.get(picture.toString('hex')) ?? undecided;
          // The first of several changes to a value is the one whose undoing brings back the start.
          before.set(key, { picture, ...valuesOf(now, change), ...before.get(key) });
          const { pick, stars, label } = { ...now, ...change };
          save.run({ picture, pick, stars, label });
          for (const field of Object.keys(valuesOf(now, change)))
            if (atMs === null) unstamp.run(picture, field);
            else stamp.run(picture, field, atMs);
        }
        return [...before.values()];
      },
    ),
  };
}

/** The values of `decision` that `change` names. */
function valuesOf(decision: Decision, change: Partial<Decision>): Partial<Decision> {
  return {
    ...(change.pick !== undefined && { pick: decision.pick }),
    ...(change.stars !== undefined && { stars: decision.stars }),
    ...(change.label !== undefined && { label: decision.label }),
  };
}

/** Several photos may have one picture: turned, or given another time. */
function photosByPicture(pictures: Uint8Array): Map<string, number[]> {
  const bytes = Buffer.from(pictures.buffer, pictures.byteOffset, pictures.byteLength);
  const photos = new Map<string, number[]>();
  for (let photo = 0; photo < bytes.length / 32; photo++) {
    const key = bytes.toString('latin1', photo * 32, photo * 32 + 32);
    const others = photos.get(key);
    if (others) others.push(photo);
    else photos.set(key, [photo]);
  }
  return photos;
}
