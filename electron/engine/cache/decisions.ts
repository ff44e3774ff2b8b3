// Picks, rejects, stars and labels by content: the photographer's own work, written durably and never derived.

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

export type ContentChange = { readonly sha256: Buffer } & Partial<Decision>;

export type Decisions = {
  /** Decisions of photos by content, 32 bytes a photo; a content of zeros has none. */
  read(contents: Uint8Array): Omit<DecisionColumns, 'ids'>;
  /** Applies all changes or none; returns what the changed values were, one entry a content. */
  write(changes: readonly ContentChange[]): ContentChange[];
};

type Row = Decision & { readonly sha256: Buffer };
const undecided: Decision = { pick: 0, stars: 0, label: 0 };

export function openDecisions(database: Database): Decisions {
  const all = database.prepare<[], Row>('SELECT sha256, pick, stars, label FROM decisions');
  const find = database.prepare<[Buffer], Decision>(
    'SELECT pick, stars, label FROM decisions WHERE sha256 = ?',
  );
  const save = database.prepare<Row>(
    `INSERT OR REPLACE INTO decisions (sha256, pick, stars, label)
     VALUES (@sha256, @pick, @stars, @label)`,
  );
  return {
    read(contents) {
      const photos = photosByContent(contents);
      const count = contents.length / 32;
      const columns = {
        pick: new Int8Array(count),
        stars: new Uint8Array(count),
        label: new Uint8Array(count),
      };
      // Every decision ever made is fewer rows than a lookup a photo would be steps.
      for (const row of all.iterate()) {
        const photo = photos.get(row.sha256.toString('latin1'));
        if (photo === undefined) continue;
        columns.pick[photo] = row.pick;
        columns.stars[photo] = row.stars;
        columns.label[photo] = row.label;
      }
      return columns;
    },
    write: lockedTransaction(database, (changes: readonly ContentChange[]) => {
      const before = new Map<string, ContentChange>();
      for (const { sha256, ...change } of changes) {
        const key = sha256.toString('latin1');
        const now = find.get(sha256) ?? undecided;
        // The first of several changes to a value is the one whose undoing brings back the start.
        before.set(key, { sha256, ...valuesOf(now, change), ...before.get(key) });
        save.run({ sha256, ...now, ...change });
      }
      return [...before.values()];
    }),
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

function photosByContent(contents: Uint8Array): Map<string, number> {
  const bytes = Buffer.from(contents.buffer, contents.byteOffset, contents.byteLength);
  const photos = new Map<string, number>();
  for (let photo = 0; photo < bytes.length / 32; photo++)
    photos.set(bytes.toString('latin1', photo * 32, photo * 32 + 32), photo);
  return photos;
}
