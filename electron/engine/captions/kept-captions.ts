// What the user wrote about photos, by picture: one row a field, apart from what the files say.

import {
  captionFieldNames,
  isCaptionField,
  isListField,
  type Caption,
  type CaptionEdit,
  type CaptionField,
} from '../../../shared/captions/caption.ts';
import { lockedTransaction, type Database } from '../cache/database.ts';

/** `picture` as in `Identity`. */
export type PictureCaption = { readonly picture: Buffer; readonly edit: CaptionEdit };

export type KeptCaptions = {
  /** What was written about a picture; an empty text or list stands for a field that was emptied. */
  of(picture: Buffer): Caption;
  /** Applies all or none; returns what undoes it, one entry a picture. */
  write(changes: readonly PictureCaption[]): PictureCaption[];
};

type Row = { readonly field: string; readonly value: string };

export function openCaptions(database: Database): KeptCaptions {
  const find = database.prepare<[Buffer], Row>(
    'SELECT field, value FROM captions WHERE sha256 = ? ORDER BY field',
  );
  const save = database.prepare<[Buffer, string, string]>(
    'INSERT OR REPLACE INTO captions (sha256, field, value) VALUES (?, ?, ?)',
  );
  const drop = database.prepare<[Buffer, string]>(
    'DELETE FROM captions WHERE sha256 = ? AND field = ?',
  );
  const of = (picture: Buffer) => captionOf(find.all(picture));
  return {
    of,
    write: lockedTransaction(database, (changes: readonly PictureCaption[]) => {
      const before = new Map<string, PictureCaption>();
      for (const { picture, edit } of changes) {
        const key = picture.toString('latin1');
        const now = of(picture);
        // The first of several changes to a field is the one whose undoing brings back the start.
        const back = { ...valuesOf(now, edit), ...before.get(key)?.edit };
        before.set(key, { picture, edit: back });
        for (const [field, value] of Object.entries(edit))
          if (value === null) drop.run(picture, field);
          else if (value !== undefined) save.run(picture, field, JSON.stringify(value));
      }
      return [...before.values()];
    }),
  };
}

function captionOf(rows: readonly Row[]): Caption {
  const known = rows.filter(({ field }) => isCaptionField(field));
  return Object.fromEntries(known.map(({ field, value }) => [field, JSON.parse(value) as never]));
}

/** What stands in the fields that `edit` names; null where nothing was written. */
function valuesOf(now: Caption, edit: CaptionEdit): CaptionEdit {
  const named = captionFieldNames.filter((field) => edit[field] !== undefined);
  return Object.fromEntries(named.map((field) => [field, valueIn(now, field)]));
}

function valueIn(now: Caption, field: CaptionField): string | readonly string[] | null {
  return (isListField(field) ? now[field] : now[field]) ?? null;
}
