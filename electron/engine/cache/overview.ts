// What folders hold in short, for the list of those opened last.

import type { Database } from './database.ts';
import { folderRange } from './files.ts';

/** What a folder's files hold, exact copies counted once, and copies with a caption; kinds; the content of the sharpest. */
export type Overview = {
  readonly contents: number;
  readonly pictures: number;
  readonly kinds: readonly string[];
  readonly cover: Buffer | undefined;
};

/** Of a folder by the places where its photos lie: itself, and where the stills of its videos are. */
export function openOverview(database: Database): (places: readonly string[]) => Overview {
  type Range = Record<'start' | 'end' | 'start2' | 'end2', string>;
  const photoFiles =
    'FROM files WHERE (path >= @start AND path < @end OR path >= @start2 AND path < @end2) AND kind IS NOT NULL';
  const count = database
    .prepare<Range, number>(
      `SELECT count(DISTINCT content) + count(*) - count(content) ${photoFiles} AND problem IS NULL`,
    )
    .pluck();
  const pictures = database
    .prepare<Range, number>(
      `SELECT count(DISTINCT coalesce(picture, files.id))
       FROM files LEFT JOIN contents ON contents.id = files.content
       WHERE (path >= @start AND path < @end OR path >= @start2 AND path < @end2) AND files.kind IS NOT NULL AND problem IS NULL`,
    )
    .pluck();
  const kinds = database.prepare<Range, string>(`SELECT DISTINCT kind ${photoFiles}`).pluck();
  const sharpest = database
    .prepare<Range, Buffer>(
      `SELECT sha256 FROM files JOIN contents ON contents.id = files.content
         JOIN pixel_signals ON pixel_signals.content = files.content
       WHERE (path >= @start AND path < @end OR path >= @start2 AND path < @end2) ORDER BY sharpness DESC, path LIMIT 1`,
    )
    .pluck();
  return ([folder = '', stills = folder]) => {
    const { start: start2, end: end2 } = folderRange(stills);
    const range = { ...folderRange(folder), start2, end2 };
    return {
      contents: count.get(range) ?? 0,
      pictures: pictures.get(range) ?? 0,
      kinds: kinds.all(range),
      cover: sharpest.get(range),
    };
  };
}
