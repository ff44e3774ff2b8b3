// Which photos may make an album, and what is told about each of them: the same for page and command line.

import type { AlbumItem } from '../contract-inputs.ts';
import type { DecisionColumns, PersonGroups } from '../contract-outputs.ts';
import { boxOf, facesOf } from '../people/faces.ts';
import type { PhotoColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import { sureSport } from '../sport/sport.ts';
import { at } from '../arithmetic/vectors.ts';

/** `picks`: every pick, whether it stands for its burst or not. `rejects too`: asked for by name. */
export type AlbumFrom = 'all but rejects' | 'picks' | 'rejects too';

/**
 * The photos of `order` that an album may hold, in that order; those that were never read are none of them.
 * For `picks` give an order in which bursts are not stacked: a pick may stand beside another one of its burst.
 */
export function albumCandidates(
  order: Uint32Array,
  columns: Pick<PhotoColumns, 'widthPx'>,
  pick: Int8Array,
  from: AlbumFrom = 'all but rejects',
): Uint32Array {
  return order.filter((photo) => {
    const decided = pick[photo] ?? 0;
    const isWanted = from === 'picks' ? decided === 1 : decided !== -1 || from === 'rejects too';
    return isWanted && at(columns.widthPx, photo) > 0;
  });
}

export type AlbumSource = {
  readonly columns: PhotoColumns;
  readonly scores: Float64Array;
  /** Who is on the photos; null where that is not known. */
  readonly groups: PersonGroups | null;
  readonly decisions: DecisionColumns;
  readonly settings: Settings;
};

/** One place of the album, with all that its name and its sidecar can carry. */
export function albumItem(source: AlbumSource, photo: number, rank: number): AlbumItem {
  const { columns, scores, decisions, settings } = source;
  const id = columns.ids[photo];
  if (id === undefined) throw new RangeError(`There is no photo ${photo}.`);
  const takenMs = at(columns.takenMs, photo);
  const sport = sureSport(columns.sports, photo, settings['sport.sureFrom']);
  const faces = facesOf(columns.faces, photo, settings).counted.map((face) =>
    namedFace(source, face),
  );
  return {
    id,
    otherPaths: [...(columns.otherPaths.get(photo) ?? [])],
    copy: null,
    rank,
    score: scores[photo] ?? 0,
    takenMs: Number.isNaN(takenMs) ? null : takenMs,
    subjects: sport === null ? [] : [sport],
    faces,
    pick: decisions.pick[photo] ?? 0,
    stars: decisions.stars[photo] ?? 0,
    label: decisions.label[photo] ?? 0,
    widthPx: at(columns.widthPx, photo),
    heightPx: at(columns.heightPx, photo),
  };
}

/** The copies of a photo as places of their own, for whoever wants every file: they share its rank. */
export function copyItems(source: AlbumSource, photo: number, rank: number): AlbumItem[] {
  const copies = source.columns.copies.get(photo) ?? [];
  return copies.map((path) => ({ ...albumItem(source, photo, rank), copy: path, otherPaths: [] }));
}

function namedFace({ columns, groups }: AlbumSource, face: number): AlbumItem['faces'][number] {
  const name = groups?.groups[groups.group[face] ?? -1]?.name ?? null;
  return { box: boxOf(columns.faces, face), name };
}
