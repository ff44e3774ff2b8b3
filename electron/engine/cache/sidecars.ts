// What the sidecars beside photos say, by the photo's file: read by the scan that finds them new or changed.

import type { Caption } from '../../../shared/captions/caption.ts';
import { captionJson } from '../captions/file-captions.ts';
import type { CaptureTime } from '../formats/facts/capture-time.ts';
import { mergeRatings, unrated, type FileRating } from '../formats/facts/rating.ts';
import type { Rows } from '../stage.ts';

/** `stamp` names the sidecars as they were read: their paths, sizes and times. */
export type SidecarFacts = {
  readonly stamp: string;
  readonly time: CaptureTime | null;
  readonly rating: FileRating;
  readonly caption: Caption;
};

export type KnownSidecars = {
  /** The stamps of all that is known, by the id of the photo's file. */
  stamps(): Map<number, string>;
  /** All or nothing; null: the file has no sidecar any more. */
  save(changes: ReadonlyMap<number, SidecarFacts | null>): void;
};

export function openSidecars(rows: Rows): KnownSidecars {
  return {
    stamps: () =>
      new Map(rows.read<readonly [number, string]>('SELECT file, stamp FROM sidecars', {})),
    save(changes) {
      if (changes.size === 0) return;
      rows.atOnce(() => {
        for (const [file, facts] of changes) {
          if (facts === null) rows.change('DELETE FROM sidecars WHERE file = @file', { file });
          else
            rows.change(
              `INSERT OR REPLACE INTO sidecars (file, stamp, taken_ms, offset_minutes, pick, stars, label, label_text, caption)
               VALUES (@file, @stamp, @takenMs, @offsetMinutes, @pick, @stars, @label, @labelText, @caption)`,
              {
                ...{ file, stamp: facts.stamp, ...facts.rating },
                takenMs: facts.time?.takenMs ?? null,
                offsetMinutes: facts.time?.offsetMinutes ?? null,
                caption: captionJson(facts.caption),
              },
            );
        }
      });
    },
  };
}

type RatingRow = readonly [
  place: number,
  pick: number,
  stars: number,
  label: number,
  labelText: string | null,
];
const ratingColumns = 'pick, stars, label, label_text';

/** What files say of their photos: the sidecar first, then the photo itself. */
export type FileRatings = {
  /** By the places in `ids`; those of which nothing is said are left out. */
  of(ids: ArrayLike<number>): Map<number, FileRating>;
  /** What the photos themselves say, without their sidecars. */
  inside(ids: ArrayLike<number>): Map<number, FileRating>;
  /** Whether the photo itself has been asked. */
  isKnown(id: number): boolean;
};

export function openFileRatings(rows: Rows): FileRatings {
  const rowsInside = (ids: ArrayLike<number>) =>
    rows.ofPhotos<RatingRow>(ids, ratingColumns, 'facts');
  return {
    isKnown: (id) => rows.ofPhotos([id], 'pick', 'facts').length > 0,
    inside: (ids) => merged(rowsInside(ids)),
    of(ids) {
      const beside = rows.read<RatingRow>(
        `SELECT wanted.key, ${ratingColumns} FROM json_each(@ids) AS wanted
           CROSS JOIN sidecars ON sidecars.file = wanted.value`,
        { ids: JSON.stringify(Array.from(ids)) },
      );
      return merged([...beside, ...rowsInside(ids)]);
    },
  };
}

function merged(rows: readonly RatingRow[]): Map<number, FileRating> {
  const ratings = new Map<number, FileRating>();
  for (const [place, pick, stars, label, labelText] of rows) {
    if (pick === 0 && stars === 0 && label === 0 && labelText === null) continue;
    const said = { pick, stars, label, labelText };
    ratings.set(place, mergeRatings(ratings.get(place) ?? unrated, said));
  }
  return ratings;
}
