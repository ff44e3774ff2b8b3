// What was said of a photo under a name that it no longer has is carried over to the one that it has from now on.

import { nearestBox } from '../../../shared/people/boxes.ts';
import type { Box } from '../../../shared/photo.ts';
import { lockedTransaction, type Database } from './database.ts';
import type { Decision } from './decisions.ts';
import { sameFaceOverlap } from './people.ts';

type Face = Box & { readonly id: number; readonly person: number | null };
type Kept = Decision & { readonly hash: Buffer };

/** Names are SHA-256 of pictures or, as earlier versions kept what was said, of files. */
export type CarryOver = {
  /**
   * Says of `to` what is said of `from`, too. Where something is said of it already, from another file with that picture,
   * that stays, and what it leaves open is filled in.
   */
  copy(from: Buffer, to: Buffer): void;
  /** The same, and nothing is said of `from` any more. */
  move(from: Buffer, to: Buffer): void;
  forget(name: Buffer): void;
};

export function openCarryOver(database: Database): CarryOver {
  const known = database
    .prepare<{ name: Buffer }, number>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM decisions WHERE sha256 = @name)
         OR EXISTS (SELECT 1 FROM faces WHERE sha256 = @name)
         OR EXISTS (SELECT 1 FROM captions WHERE sha256 = @name)
         OR EXISTS (SELECT 1 FROM hand_bursts WHERE sha256 = @name)
         OR EXISTS (SELECT 1 FROM choices WHERE @name IN (left_picture, right_picture))`,
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
  const addFace = database.prepare<Face & { hash: Buffer }, Face>(
    `INSERT INTO faces (sha256, person, x, y, width, height) VALUES (@hash, @person, @x, @y, @width, @height)
     RETURNING id, person, x, y, width, height`,
  );
  const copyCaptions = database.prepare<{ from: Buffer; to: Buffer }>(
    `INSERT INTO captions (sha256, field, value)
     SELECT @to, field, value FROM captions WHERE sha256 = @from ON CONFLICT DO NOTHING`,
  );
  const copyTimes = database.prepare<{ from: Buffer; to: Buffer }>(
    `INSERT INTO decided_at (sha256, field, at_ms)
     SELECT @to, field, at_ms FROM decided_at WHERE sha256 = @from ON CONFLICT DO NOTHING`,
  );
  const copyBurst = database.prepare<{ from: Buffer; to: Buffer }>(
    `INSERT INTO hand_bursts (sha256, burst)
     SELECT @to, burst FROM hand_bursts WHERE sha256 = @from ON CONFLICT DO NOTHING`,
  );
  const dropBurst = database.prepare<[Buffer]>('DELETE FROM hand_bursts WHERE sha256 = ?');
  const dropTimes = database.prepare<[Buffer]>('DELETE FROM decided_at WHERE sha256 = ?');
  const dropCaptions = database.prepare<[Buffer]>('DELETE FROM captions WHERE sha256 = ?');
  const faceRows = openFaceRows(database);
  const choices = openChoiceRows(database);

  const copy = (from: Buffer, to: Buffer) => {
    const old = decision.get(from);
    if (old) keep.run({ hash: to, ...filled(decision.get(to), old) });
    copyCaptions.run({ from, to });
    copyTimes.run({ from, to });
    copyBurst.run({ from, to });
    choices.copy(from, to);
    for (const face of faces.all(from)) {
      const there = faces.all(to);
      const same = there[nearestBox(face, there, sameFaceOverlap) ?? -1];
      const kept = same ?? addFace.get({ ...face, hash: to });
      if (kept) faceRows.give(kept, face);
    }
  };
  const forget = (name: Buffer) => {
    drop.run(name);
    dropCaptions.run(name);
    dropTimes.run(name);
    dropBurst.run(name);
    choices.drop(name);
    for (const { id } of faces.all(name)) faceRows.drop(id);
  };
  /** Whatever is to be done is done in one, and the lock is taken only where anything is said. */
  const whereKnown = (work: (from: Buffer, to: Buffer) => void) => {
    const locked = lockedTransaction(database, work);
    return (from: Buffer, to = from) => {
      if (known.get({ name: from }) !== undefined) locked(from, to);
    };
  };
  return {
    copy: whereKnown(copy),
    move: whereKnown((from, to) => {
      copy(from, to);
      forget(from);
    }),
    forget: whereKnown(forget),
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

type ChoiceRows = {
  /** Says of `to` what was chosen between `from` and others. */
  copy(from: Buffer, to: Buffer): void;
  drop(name: Buffer): void;
};

function openChoiceRows(database: Database): ChoiceRows {
  const copies = (['left', 'right'] as const).map((side) => {
    const [left, right] = side === 'left' ? ['@to', 'right_picture'] : ['left_picture', '@to'];
    return database.prepare<{ from: Buffer; to: Buffer }>(
      `INSERT INTO choices (left_picture, right_picture, verdict, rater, sport, shown, at_ms)
       SELECT ${left}, ${right}, verdict, rater, sport, shown, at_ms FROM choices
       WHERE ${side}_picture = @from ON CONFLICT DO NOTHING`,
    );
  });
  const drop = database.prepare<{ name: Buffer }>(
    'DELETE FROM choices WHERE @name IN (left_picture, right_picture)',
  );
  return {
    copy(from, to) {
      for (const one of copies) one.run({ from, to });
    },
    drop: (name) => void drop.run({ name }),
  };
}

type FaceRows = {
  /** Says of `kept`, which is the same face, what is said of `other`. */
  give(kept: Face, other: Face): void;
  /** Forgets a face. */
  drop(id: number): void;
};

function openFaceRows(database: Database): FaceRows {
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
  return {
    give(kept, other) {
      if (kept.person === null && other.person !== null) setPerson.run(other.person, kept.id);
      for (const one of others.all({ id: other.id }))
        if (one !== kept.id) addPair.run(Math.min(kept.id, one), Math.max(kept.id, one));
    },
    drop(id) {
      dropPairs.run({ id });
      drop.run(id);
    },
  };
}
