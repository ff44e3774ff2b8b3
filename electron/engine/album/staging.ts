// An album's files while they are made: whole, verified and flushed under temporary names, those of the next photos ahead.

import { hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../../disk/read-file.ts';
import { isThere, madeFile } from './contents.ts';
import { partName } from './export-names.ts';
import type { PlacedFile } from './journal.ts';
import type { AlbumOptions } from './options.ts';
import { copyTemporary, linkTemporary, writeTemporary } from './place-file.ts';
import { namesOf, type PlannedPhoto } from './planned.ts';

/** A file that is complete, under a temporary name unless the album has it already. */
export type Staged = {
  /** The original as it was when it was read. */
  readonly source: BigIntStats;
  readonly made: Pick<PlacedFile, 'part' | 'sha256' | 'removed'> | null;
  readonly note: string | null;
};

export type Staging = {
  /** The files of a photo, made now where they have not been yet; those of the photos after it are begun. */
  take(place: number): Promise<readonly Staged[]>;
  /** The files of a photo that has another name than was planned. */
  stage(photo: PlannedPhoto): Promise<readonly Staged[]>;
  /** Removes what was made and not taken. */
  drop(): Promise<void>;
};

type Into = {
  /** Of the export. */
  readonly id: string;
  readonly to: string;
  readonly options: AlbumOptions;
};

/**
 * A disk writes several files in little more than the time of one, as each waits for it twice: when it is flushed and when it
 * has its name. More than four are no faster (measured).
 */
const atOnce = 4;

export function stageAhead(photos: readonly PlannedPhoto[], into: Into): Staging {
  // A photo that is moved is whole at the one place or the other until its turn.
  const most = into.options.move ? 1 : atOnce;
  const begun = new Map<number, Promise<readonly Staged[]>>();
  let parts = 0;
  const stage = async (photo: PlannedPhoto): Promise<readonly Staged[]> => {
    const names = photo.files.map(() => partName(into.id, parts++));
    const staged: Staged[] = [];
    try {
      for (const index of photo.files.keys())
        staged.push(await stageFile(photo, index, at(names, index), into));
      return staged;
    } catch (error) {
      for (const name of names) await rm(join(into.to, name), { force: true });
      throw error;
    }
  };
  const begin = (place: number) => {
    const photo = photos[place];
    if (!photo || begun.has(place)) return;
    const made = stage(photo);
    made.catch(() => undefined); // said when it is its turn
    begun.set(place, made);
  };
  const drop = async () => {
    const left = [...begun.values()];
    begun.clear();
    for (const made of left) await dropParts(await made.catch(() => []), into.to);
  };
  return {
    stage,
    drop,
    async take(place) {
      begin(place);
      for (let next = place + 1; next < place + most; next++)
        if (isLight(photos[next])) begin(next);
      const own = begun.get(place);
      begun.delete(place);
      try {
        return (await own) ?? [];
      } catch (error) {
        if (begun.size === 0) throw error;
        await drop(); // those ahead may have filled the disk
        return stage(at(photos, place));
      }
    },
  };
}

/** Whether it takes neither much memory nor both cores to make: whole photos are decoded one after the other. */
function isLight(photo: PlannedPhoto | undefined): boolean {
  return photo?.files.every(({ how }) => how !== 'make') === true;
}

/** Removes temporary files that have not got their names. */
export async function dropParts(staged: readonly Staged[], to: string): Promise<void> {
  for (const { made } of staged) if (made) await rm(join(to, made.part), { force: true });
}

async function stageFile(
  photo: PlannedPhoto,
  index: number,
  part: string,
  { to, options }: Into,
): Promise<Staged> {
  const file = at(photo.files, index);
  const source = await stat(file.from, { bigint: true });
  if (file.kept) {
    // What goes then must be here now, whatever was here when the album was planned.
    const target = join(to, at(namesOf(photo), index));
    if (file.removed && !(await isThere(file, target, photo.item, options)))
      throw new Error('the one in the album was changed meanwhile');
    return { source, made: null, note: null };
  }
  if (file.how === 'copy') {
    const take = options.aside && file.removed ? linkTemporary : copyTemporary;
    const copy = await take(file.from, join(to, part));
    const removed = file.removed ? copy.sha256 : null;
    return { source: copy.source, made: { part, sha256: copy.sha256, removed }, note: null };
  }
  const { bytes, note } = await madeFile(file, photo.item, options);
  await writeTemporary(join(to, part), bytes, source);
  const modified = Number(source.mtimeMs) / 1000;
  if (file.how === 'make') await utimes(join(to, part), Number(source.atimeMs) / 1000, modified);
  const removed = file.removed ? await hashFile(file.from) : null;
  return { source, made: { part, sha256: hash('sha256', bytes), removed }, note };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`There is no place ${index}.`);
  return found;
}
