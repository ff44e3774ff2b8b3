// Bursts that the user put together or took apart, by picture: kept, never derived.

import { createHash } from 'node:crypto';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { lockedTransaction, type Database } from './database.ts';

/** A picture and the name of its hand burst; null where Podium groups it. */
export type HandBurst = { readonly picture: Buffer; readonly burst: Buffer | null };

/** Pictures that are one burst from now on: a new one of these alone, one that there was before, or none. */
export type BurstChange = {
  readonly pictures: readonly Buffer[];
  readonly burst: Buffer | 'new' | null;
};

export type KeptHandBursts = {
  /** As in `PhotoColumns`; `pictures` has 32 bytes a photo. */
  read(pictures: Uint8Array): PhotoColumns['handBursts'];
  /** Applies all changes or none; returns what the pictures were in before. */
  write(changes: readonly BurstChange[]): HandBurst[];
};

export function openHandBursts(database: Database): KeptHandBursts {
  const all = database.prepare<[], [Buffer, Buffer]>('SELECT sha256, burst FROM hand_bursts').raw();
  const find = database
    .prepare<[Buffer], Buffer>('SELECT burst FROM hand_bursts WHERE sha256 = ?')
    .pluck();
  const save = database.prepare<[Buffer, Buffer]>(
    'INSERT OR REPLACE INTO hand_bursts (sha256, burst) VALUES (?, ?)',
  );
  const drop = database.prepare<[Buffer]>('DELETE FROM hand_bursts WHERE sha256 = ?');
  return {
    read(pictures) {
      const bytes = Buffer.from(pictures.buffer, pictures.byteOffset, pictures.byteLength);
      const names = new Map<number, string>();
      const kept = new Map(all.all().map(([picture, burst]) => [named(picture), burst]));
      if (kept.size === 0) return names;
      for (let photo = 0; photo < bytes.length / 32; photo++) {
        const burst = kept.get(bytes.toString('latin1', 32 * photo, 32 * photo + 32));
        if (burst) names.set(photo, burst.toString('hex'));
      }
      return names;
    },
    write: lockedTransaction(database, (changes: readonly BurstChange[]) => {
      const before = new Map<string, HandBurst>();
      for (const { pictures, burst } of changes) {
        const name = burst === 'new' ? nameOf(pictures) : burst;
        for (const picture of pictures) {
          const was = { picture, burst: find.get(picture) ?? null };
          before.set(named(picture), before.get(named(picture)) ?? was);
          if (name) save.run(picture, name);
          else drop.run(picture);
        }
      }
      return [...before.values()];
    }),
  };
}

/**
 * Of these pictures, in whatever order: written twice it is the same burst, and no other set of pictures has it. A burst from
 * which some were taken keeps its name, which only all of them together can be given again.
 */
function nameOf(pictures: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const name of [...new Set(pictures.map((picture) => picture.toString('hex')))].sort())
    hash.update(name, 'hex');
  return hash.digest();
}

function named(hash: Buffer): string {
  return hash.toString('latin1');
}
