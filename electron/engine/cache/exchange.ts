// What Podium and other programs told each other of photos: seen, written, not written, and where they differ.

import type { Caption } from '../../../shared/captions/caption.ts';
import type { Said } from '../exchange/described.ts';
import type { DecidedMs, SaidField } from '../exchange/newest.ts';
import { lockedTransaction, type Database } from './database.ts';
import { folderRange } from './files.ts';

/** What Podium wrote, which a later writing takes back where it does not hold any more. */
export type Wrote = Said & {
  readonly names: readonly string[];
  readonly caption: Caption;
  /** What the sidecar said in the fields of `caption` before. */
  readonly under: Caption;
};

/** Of file and sidecars together, and of the file alone: a sidecar hides what another program writes into the file. */
export type Seen = Said & { readonly inside: Said };

/** `path` is that of the photo's file, `picture` as in `Identity`. */
export type Exchanged = {
  readonly path: string;
  readonly picture: Buffer;
  /** Of the photo's file and its sidecars, when Podium last looked. */
  readonly seen: Seen;
  /** Null where Podium has written nothing. */
  readonly wrote: Wrote | null;
  /** Whether anything was decided of the photo while it lay there: what was decided elsewhere is not written unasked. */
  readonly isDecided: boolean;
};

export type KeptConflict = {
  readonly path: string;
  readonly field: SaidField;
  readonly picture: Buffer;
  readonly ours: number;
  readonly theirs: number;
  readonly kept: 'ours' | 'theirs';
  readonly atMs: number;
};

export type Unwritten = {
  readonly path: string;
  readonly picture: Buffer;
  /** A sentence. */
  readonly why: string;
};

export type Exchange = {
  find(path: string): Exchanged | undefined;
  /** Of the photos inside a folder, at any depth, by path. */
  under(folder: string): Exchanged[];
  save(exchanged: Exchanged): void;
  decidedMs(picture: Buffer): DecidedMs;
  /** Pictures, as hex, of which the photographer decided anything since Podium remembers when. */
  decidedPictures(): Set<string>;
  conflictsUnder(folder: string): KeptConflict[];
  conflict(path: string, field: SaidField): KeptConflict | undefined;
  saveConflict(conflict: KeptConflict): void;
  /** Of all files of the picture. */
  settle(picture: Buffer, fields: readonly SaidField[]): void;
  unwrittenUnder(folder: string): Unwritten[];
  refuse(unwritten: Unwritten): void;
  written(path: string): void;
  /** All of it or nothing, and one wait for the disk. */
  atOnce(work: () => void): void;
};

type Row = Pick<Exchanged, 'path' | 'picture'> & {
  readonly decided: number;
  readonly seen: string;
  readonly wrote: string | null;
};

type ConflictRow = Omit<KeptConflict, 'ours' | 'theirs'> & {
  readonly ours: string;
  readonly theirs: string;
};

export function openExchange(database: Database): Exchange {
  const columns = 'path, sha256 AS picture, seen, wrote, decided';
  const inFolder = 'path >= @start AND path < @end ORDER BY path';
  const find = database.prepare<[string], Row>(`SELECT ${columns} FROM exchanged WHERE path = ?`);
  const under = database.prepare<[object], Row>(
    `SELECT ${columns} FROM exchanged WHERE ${inFolder}`,
  );
  const save = database.prepare<Row>(
    `INSERT OR REPLACE INTO exchanged (path, sha256, seen, wrote, decided)
     VALUES (@path, @picture, @seen, @wrote, @decided)`,
  );
  const decided = database.prepare<[Buffer], { field: SaidField; atMs: number }>(
    'SELECT field, at_ms AS atMs FROM decided_at WHERE sha256 = ?',
  );
  const decidedPictures = database
    .prepare<[], Buffer>('SELECT DISTINCT sha256 FROM decided_at')
    .pluck();
  const conflictColumns = 'path, field, sha256 AS picture, ours, theirs, kept, at_ms AS atMs';
  const conflicts = database.prepare<[object], ConflictRow>(
    `SELECT ${conflictColumns} FROM conflicts WHERE ${inFolder}, field`,
  );
  const conflict = database.prepare<[string, string], ConflictRow>(
    `SELECT ${conflictColumns} FROM conflicts WHERE path = ? AND field = ?`,
  );
  const saveConflict = database.prepare<ConflictRow>(
    `INSERT OR REPLACE INTO conflicts (path, field, sha256, ours, theirs, kept, at_ms)
     VALUES (@path, @field, @picture, @ours, @theirs, @kept, @atMs)`,
  );
  const settle = database.prepare<[Buffer, string]>(
    'DELETE FROM conflicts WHERE sha256 = ? AND field = ?',
  );
  const unwritten = database.prepare<[object], Unwritten>(
    `SELECT path, sha256 AS picture, why FROM unwritten WHERE ${inFolder}`,
  );
  // The same sentence again is no change that anybody has to hear of.
  const refuse = database.prepare<Unwritten>(
    `INSERT INTO unwritten (path, sha256, why) VALUES (@path, @picture, @why)
     ON CONFLICT (path) DO UPDATE SET sha256 = @picture, why = @why
       WHERE sha256 <> @picture OR why <> @why`,
  );
  const written = database.prepare<[string]>('DELETE FROM unwritten WHERE path = ?');
  return {
    find(path) {
      const row = find.get(path);
      return row && parsed(row);
    },
    under: (folder) => under.all(folderRange(folder)).map(parsed),
    save: lockedTransaction(database, ({ path, picture, seen, wrote, isDecided }: Exchanged) => {
      save.run({
        ...{ path, picture },
        seen: JSON.stringify(seen),
        wrote: wrote && JSON.stringify(wrote),
        decided: isDecided ? 1 : 0,
      });
    }),
    decidedMs: (picture) =>
      Object.fromEntries(decided.all(picture).map(({ field, atMs }) => [field, atMs])),
    decidedPictures: () => new Set(decidedPictures.all().map((picture) => picture.toString('hex'))),
    conflictsUnder: (folder) => conflicts.all(folderRange(folder)).map(parsedConflict),
    conflict(path, field) {
      const row = conflict.get(path, field);
      return row && parsedConflict(row);
    },
    saveConflict: lockedTransaction(database, ({ ours, theirs, ...kept }: KeptConflict) => {
      saveConflict.run({
        ...kept,
        ours: JSON.stringify(ours),
        theirs: JSON.stringify(theirs),
      });
    }),
    settle: lockedTransaction(database, (picture: Buffer, fields: readonly SaidField[]) => {
      for (const field of fields) settle.run(picture, field);
    }),
    unwrittenUnder: (folder) => unwritten.all(folderRange(folder)),
    refuse: lockedTransaction(database, (row: Unwritten) => {
      refuse.run(row);
    }),
    written: lockedTransaction(database, (path: string) => {
      written.run(path);
    }),
    atOnce: lockedTransaction(database, (work: () => void) => {
      work();
    }),
  };
}

function parsed({ path, picture, seen, wrote, decided }: Row): Exchanged {
  return {
    ...{ path, picture },
    seen: JSON.parse(seen) as Seen,
    wrote: wrote === null ? null : (JSON.parse(wrote) as Wrote),
    isDecided: decided === 1,
  };
}

function parsedConflict({ ours, theirs, ...kept }: ConflictRow): KeptConflict {
  return { ...kept, ours: JSON.parse(ours) as number, theirs: JSON.parse(theirs) as number };
}
