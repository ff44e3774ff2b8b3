// What the user said about faces: names, and which faces are not one person. Kept by picture and place of the face.

import { nearestBox } from '../../../shared/people/boxes.ts';
import type { Box } from '../../../shared/photo.ts';
import { lockedTransaction, type Database } from './database.ts';

/** A face wherever its photo lies: picture of the photo, as in `Identity`, and box in shares of it. */
export type FaceKey = { readonly picture: Buffer; readonly box: Box };

export type MarkedFace = FaceKey & {
  readonly id: number;
  /** Identity of the named person; null for a face without a name. */
  readonly person: number | null;
  readonly name: string | null;
};

/** A face found again after re-analysis, by another detector even, overlaps its old box by this much. */
export const sameFaceOverlap = 0.4;

export type People = {
  /** Every face the user ever said something about. */
  marked(): MarkedFace[];
  /** The faces of a picture that have a name. */
  namedIn(picture: Buffer): { readonly box: Box; readonly name: string }[];
  /** Pairs of ids of marked faces that are different people. */
  rejections(): (readonly [number, number])[];
  /** Gives faces a name, or takes it away (empty name); a name no face has any more is forgotten. */
  name(faces: readonly FaceKey[], name: string): void;
  /** Says that `face` is none of `references`, or takes that back. */
  reject(references: readonly FaceKey[], face: FaceKey, rejected: boolean): void;
};

type Row = Omit<MarkedFace, 'box'> & Box;

export function openPeople(database: Database): People {
  const marked = database.prepare<[], Row>(
    `SELECT faces.id, sha256 AS picture, x, y, width, height, person, name
     FROM faces LEFT JOIN people ON people.id = faces.person ORDER BY faces.id`,
  );
  const ofPhoto = database.prepare<[Buffer], Box & { id: number }>(
    'SELECT id, x, y, width, height FROM faces WHERE sha256 = ? ORDER BY id',
  );
  const named = database.prepare<[Buffer], Box & { name: string }>(
    `SELECT x, y, width, height, name FROM faces JOIN people ON people.id = faces.person
     WHERE sha256 = ? ORDER BY faces.id`,
  );
  const mark = database
    .prepare<Box & { picture: Buffer }, number>(
      `INSERT INTO faces (sha256, x, y, width, height) VALUES (@picture, @x, @y, @width, @height)
       RETURNING id`,
    )
    .pluck();
  const addPerson = database.prepare<[string]>(
    'INSERT INTO people (name) VALUES (?) ON CONFLICT DO NOTHING',
  );
  // Two faces of one photo are never one person: the name moves to the face named last.
  const freeName = database.prepare<[string, Buffer]>(
    'UPDATE faces SET person = NULL WHERE person = (SELECT id FROM people WHERE name = ?) AND sha256 = ?',
  );
  const setPerson = database.prepare<[string, number]>(
    'UPDATE faces SET person = (SELECT id FROM people WHERE name = ?) WHERE id = ?',
  );
  const forget = database.prepare(
    'DELETE FROM people WHERE id NOT IN (SELECT person FROM faces WHERE person IS NOT NULL)',
  );
  const pairs = database.prepare<[], [number, number]>('SELECT one, other FROM rejections').raw();
  const addPair = database.prepare<[number, number]>(
    'INSERT INTO rejections (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const dropPair = database.prepare<[number, number]>(
    'DELETE FROM rejections WHERE one = ? AND other = ?',
  );

  const idOf = ({ picture, box }: FaceKey): number => {
    const known = ofPhoto.all(picture);
    const same = known[nearestBox(box, known, sameFaceOverlap) ?? -1]?.id;
    const id = same ?? mark.get({ picture, ...box });
    if (id === undefined) throw new Error('A face vanished while it was being saved.');
    return id;
  };

  return {
    marked: () =>
      marked
        .all()
        .map(({ x, y, width, height, ...row }) => ({ ...row, box: { x, y, width, height } })),
    namedIn: (picture) => named.all(picture).map(({ name, ...box }) => ({ box, name })),
    rejections: () => pairs.all(),
    name: lockedTransaction(database, (faces: readonly FaceKey[], name: string) => {
      if (name !== '') addPerson.run(name);
      for (const face of faces) {
        freeName.run(name, face.picture);
        setPerson.run(name, idOf(face));
      }
      forget.run();
    }),
    reject: lockedTransaction(
      database,
      (references: readonly FaceKey[], face: FaceKey, rejected: boolean) => {
        const other = idOf(face);
        for (const reference of references) {
          const one = idOf(reference);
          if (one !== other)
            (rejected ? addPair : dropPair).run(Math.min(one, other), Math.max(one, other));
        }
      },
    ),
  };
}
