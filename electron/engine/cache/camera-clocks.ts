// How far cameras' clocks are moved in folders, as the user said: kept, never derived.

import { dirname } from 'node:path';
import type { ClockChange } from '../../../shared/contract.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { lockedTransaction, type Database } from './database.ts';
import { folderRange } from './files.ts';

export type CameraClocks = {
  /** Of photos as the columns have them: how far the time of each is moved, milliseconds; null where that is nowhere. */
  shifts(photos: Pick<PhotoColumns, 'paths' | 'bodies'>): Float64Array | null;
  /**
   * Moves clocks in folders and all that is under them, where what was said before is forgotten. All or none; writing what it
   * gives back, in that order, brings back what was there.
   */
  write(changes: readonly ClockChange[]): ClockChange[];
};

export function openCameraClocks(database: Database): CameraClocks {
  const all = database.prepare<[], ClockChange & { readonly seconds: number }>(
    'SELECT folder, body, seconds FROM camera_clocks ORDER BY folder, body',
  );
  const under = database.prepare<[object], ClockChange>(
    `DELETE FROM camera_clocks WHERE body = @body AND (folder = @folder OR (folder >= @start AND folder < @end))
     RETURNING folder, body, seconds`,
  );
  const save = database.prepare<[string, string, number]>(
    'INSERT OR REPLACE INTO camera_clocks (folder, body, seconds) VALUES (?, ?, ?)',
  );
  const find = database
    .prepare<[string, string], number>(
      'SELECT seconds FROM camera_clocks WHERE folder = ? AND body = ?',
    )
    .pluck();
  /** What holds in a folder by what was said of it, or of the nearest one around it. */
  const around = (folder: string, body: string): number => {
    for (let here = folder; ; here = dirname(here)) {
      const seconds = find.get(here, body);
      if (seconds !== undefined || here === dirname(here)) return seconds ?? 0;
    }
  };
  return {
    shifts({ paths, bodies }) {
      const rows = all.all();
      if (rows.length === 0) return null;
      const shiftOf = nearestShifts(rows);
      return Float64Array.from(paths, (path, photo) => {
        const body = bodies.names[bodies.of[photo] ?? -1];
        return body === undefined ? 0 : 1000 * shiftOf(dirname(path), body);
      });
    },
    write: lockedTransaction(database, (changes: readonly ClockChange[]) =>
      changes
        .map(({ folder, body, seconds }) => {
          const before = under.all({ folder, body, ...folderRange(folder) });
          const own = before.find((row) => row.folder === folder);
          if (seconds !== null && seconds !== around(folder, body)) save.run(folder, body, seconds);
          const others = before.filter((row) => row !== own).sort(byFolder);
          return [own ?? { folder, body, seconds: null }, ...others];
        })
        .reverse()
        .flat(),
    ),
  };
}

/** Seconds of a camera in a folder, by the nearest one around it that says so; 0 where none does. */
function nearestShifts(
  rows: readonly (ClockChange & { readonly seconds: number })[],
): (folder: string, body: string) => number {
  const known = new Map(rows.map(({ folder, body, seconds }) => [keyOf(folder, body), seconds]));
  const shiftOf = (folder: string, body: string): number => {
    const key = keyOf(folder, body);
    const before = known.get(key);
    if (before !== undefined) return before;
    const parent = dirname(folder);
    const found = parent === folder ? 0 : shiftOf(parent, body);
    known.set(key, found);
    return found;
  };
  return shiftOf;
}

function keyOf(folder: string, body: string): string {
  return `${folder}\0${body}`;
}

/** A folder before those under it. */
function byFolder(a: ClockChange, b: ClockChange): number {
  return a.folder.length - b.folder.length;
}
