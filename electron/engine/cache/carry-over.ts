// What was said of a photo under the hash of its whole file, by earlier versions, is kept by its picture from then on.

import { nearestBox } from '../../../shared/people/boxes.ts';
import type { Box } from '../../../shared/photo.ts';
import type { Identity } from '../formats/picture/picture-hash.ts';
import { lockedTransaction, type Database } from './database.ts';
import type { Decision } from './decisions.ts';
import { sameFaceOverlap } from './people.ts';

type Face = Box & { readonly id: number; readonly person: number | null };
type Kept = Decision & { readonly hash: Buffer };

/**
 * Moves the rows of a file's hash to its picture. Where something is known of the picture already, from another file with
 * it, that stays, and what it leaves open is filled in.
 */
export function openCarryOver(database: Database): (identity: Identity) => void {
  const known = database
    .prepare<Identity, number>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM decisions WHERE sha256 = @sha256)
         OR EXISTS (SELECT 1 FROM faces WHERE sha256 = @sha256)`,
    )
    .pluck();
  const decision = database.prepare<[Buffer], Decision>(
    'SELECT pick, stars, label FROM decisions WHERE sha256 = ?',
  );
  const keep = database.prepare<Kept>(
    `INSERT OR REPLACE INTO decisions (sha256, pick, stars, label) VALUES (@hash, @pick, @stars, @label)`,
  );
  const drop = database.prepare<[Buffer]>('DELETE FROM decisions WHERE sha256 = ?');
  const faces = database.prepare<[Buffer], Face>(
    'SELECT id, person, x, y, width, height FROM faces WHERE sha256 = ? ORDER BY id',
  );
  const moveFace = database.prepare<[Buffer, number]>('UPDATE faces SET sha256 = ? WHERE id = ?');
  const joinFaces = openFaceJoin(database);

  const carry = lockedTransaction(database, ({ sha256, picture }: Identity) => {
    const old = decision.get(sha256);
    if (old) {
      const now = decision.get(picture);
      keep.run({ hash: picture, ...filled(now, old) });
      drop.run(sha256);
    }
    for (const face of faces.all(sha256)) {
      const there = faces.all(picture);
      const same = there[nearestBox(face, there, sameFaceOverlap) ?? -1];
      if (same) joinFaces(same, face);
      else moveFace.run(picture, face.id);
    }
  });
  return (identity) => {
    if (identity.sha256.equals(identity.picture)) return;
    if (known.get(identity) !== undefined) carry(identity);
  };
}

/** What `now` decides, and for the rest what `old` did. */
function filled(now: Decision | undefined, old: Decision): Decision {
  if (!now) return old;
  return {
    pick: now.pick === 0 ? old.pick : now.pick,
    stars: now.stars === 0 ? old.stars : now.stars,
    label: now.label === 0 ? old.label : now.label,
  };
}

/** Gives what was said of `gone` to `kept`, which is the same face, and forgets it. */
function openFaceJoin(database: Database): (kept: Face, gone: Face) => void {
  const setPerson = database.prepare<[number | null, number]>(
    'UPDATE faces SET person = ? WHERE id = ?',
  );
  const others = database
    .prepare<{ id: number }, number>(
      `SELECT other FROM rejections WHERE one = @id UNION SELECT one FROM rejections WHERE other = @id`,
    )
    .pluck();
  const addPair = database.prepare<[number, number]>(
    'INSERT INTO rejections (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const dropPairs = database.prepare<{ id: number }>(
    'DELETE FROM rejections WHERE one = @id OR other = @id',
  );
  const drop = database.prepare<[number]>('DELETE FROM faces WHERE id = ?');
  return (kept, gone) => {
    if (kept.person === null) setPerson.run(gone.person, kept.id);
    for (const other of others.all({ id: gone.id }))
      if (other !== kept.id) addPair.run(Math.min(kept.id, other), Math.max(kept.id, other));
    dropPairs.run({ id: gone.id });
    drop.run(gone.id);
  };
}
