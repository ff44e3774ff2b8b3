// Which photos make the album, and what the engine is told about them: pure.

import { albumSteps } from '../../shared/album.ts';
import type { AlbumItem, PersonGroups } from '../../shared/contract.ts';
import { boxOf, facesOf } from '../../shared/faces.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Steps } from '../../shared/steps.ts';
import { sureSport } from '../../shared/sport.ts';
import type { Photos } from '../page/store.ts';

export type AlbumChoices = {
  readonly count: number;
  /** 0 takes the highest scores, 1 the most different photos. */
  readonly variety: number;
};

/** In steps: the chosen photos by index, best first. Rejects are never chosen: `candidates` is what may be. */
export function chosenSteps(
  candidates: Uint32Array,
  scores: Float64Array,
  photos: Photos,
  choices: AlbumChoices,
): Steps<Uint32Array> {
  const { bursts, columns, embeddings } = photos;
  return albumSteps(candidates, scores, bursts, columns, { ...choices, embeddings });
}

/** What may be in an album: what is shown, or the picks of it, without rejects and without unread files. */
export function albumCandidates(
  shown: Uint32Array,
  photos: Photos,
  pick: Int8Array,
  picksOnly: boolean,
): Uint32Array {
  return shown.filter((photo) => {
    const decided = pick[photo] ?? 0;
    const readable = (photos.columns.widthPx[photo] ?? 0) > 0;
    return readable && (picksOnly ? decided === 1 : decided !== -1);
  });
}

/** One place of the album, with the names, the sport and the faces that a sidecar can carry. */
export function albumItem(
  photos: Photos,
  scores: Float64Array,
  groups: PersonGroups | null,
  settings: Settings,
  photo: number,
  rank: number,
): AlbumItem {
  const { columns } = photos;
  const takenMs = columns.takenMs[photo] ?? NaN;
  const sport = sureSport(columns.sports, photo, settings['sport.sureFrom']);
  const faces = facesOf(columns.faces, photo, settings).counted.map((face) => {
    const name = groups?.groups[groups.group[face] ?? -1]?.name ?? null;
    return { box: boxOf(columns.faces, face), name };
  });
  return {
    path: columns.paths[photo] ?? '',
    otherPaths: [...(columns.otherPaths.get(photo) ?? [])],
    rank,
    score: scores[photo] ?? 0,
    takenMs: Number.isNaN(takenMs) ? null : takenMs,
    subjects: [...faces.flatMap(({ name }) => name ?? []), ...(sport === null ? [] : [sport])],
    faces,
    widthPx: columns.widthPx[photo] ?? 0,
    heightPx: columns.heightPx[photo] ?? 0,
  };
}
